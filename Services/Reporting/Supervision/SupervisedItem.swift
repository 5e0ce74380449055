import Chassis
import Domain

/// A supervised item as it is kept.
struct SupervisedItem: Sendable, Hashable {
  /// Where it comes from. Kept under the contract's words.
  enum Origin: String, Sendable, Hashable, CaseIterable {
    case bulletin = "ORIGIN_BULLETIN"
    case leaderNote = "ORIGIN_LEADER_NOTE"
    case meeting = "ORIGIN_MEETING"
    case inspection = "ORIGIN_INSPECTION"
    case progressReport = "ORIGIN_PROGRESS_REPORT"
  }

  /// A step of its way.
  struct Step: Sendable, Hashable {
    /// What was done. Kept under these words.
    enum Kind: String, Sendable, Hashable, CaseIterable {
      case enter, reply, giveBack, extend, close
    }

    var kind: Kind
    /// What was replied, or why.
    var text: String
    var evidence: String
    /// The last day from then on.
    var dueOn: Day
    var by: Signatory
  }

  var programme: String
  var id: String
  var number: DocumentNumber
  var origin: Origin
  /// The bulletin or meeting by name, else a document's title or number.
  var source: String
  var notedBy: String
  var request: Bilingual
  /// The name of an office or zone.
  var unit: String
  var enteredOn: Day
  var clauses: [String]
  var isDemonstration: Bool
  var way: Supervision
  /// Oldest first.
  var steps: [Step] = []
  /// The version of its last change; 0 before it is kept.
  var revision: Int64 = 0

  var name: String { ResourcePattern.supervisedItem.name(programme, id) }
  var etag: String { "\(revision)" }
}

extension ResourcePattern {
  static let supervisedItem = ResourcePattern("programmes/{programme}/supervisedItems/{item}")
}
