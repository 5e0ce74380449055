import Domain

/// What became of zones on a day, with its words.
struct SuccessionRecord: Sendable, Hashable {
  var programme: String
  var succession: Succession
  var title: Bilingual
  var source: String
}
