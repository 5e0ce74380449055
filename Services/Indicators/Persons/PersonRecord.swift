import Domain
import Storage

/// A person by the posts held. What can be erased of it is not here: see `PersonalRecords`.
struct PersonRecord: Sendable, Hashable {
  var programme: String
  var id: String
  /// Oldest first.
  var posts: [Post]
  var isErased = false
  /// What is known of the contact; nil when there is none.
  var contact: PersonalState?
  /// The version of its last change; 0 before it is kept.
  var revision: Int64 = 0

  var etag: String { "\(revision)" }
}
