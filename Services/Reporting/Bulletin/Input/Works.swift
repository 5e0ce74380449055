import Domain

/// Investment promotion on a day (clauses A6, A7).
struct Promotion: Sendable, Hashable {
  struct Cell: Sendable, Hashable {
    var channel: Channel
    var stage: Stage
    var count: Int
    /// Yuan.
    var amount: Amount
    var withoutAmount = 0
  }
  /// By channel and stage, those with a project only.
  var cells: [Cell] = []
  var count = 0
  /// Yuan.
  var amount = Amount.zero
  var signedThisYear = 0
  var startedThisYear = 0
}

/// The tracks on a day (clauses B1 to F2).
struct TrackBoard: Sendable, Hashable {
  /// A milestone on its track.
  struct Item: Sendable, Hashable {
    var track: String
    var milestone: String
    var deadline: Day?
    var completedOn: Day?
    var hasEvidence = false
    var daysLate = 0
    /// The day on which the last milestone before it was completed; nil when none is before it.
    var freeSince: Day?
    var responsible = ""
  }
  /// A track as a whole.
  struct Standing: Sendable, Hashable {
    var track: String
    var milestones: Int
    var completed: Int
    var earliestEnd: Day?
    /// The open milestones that can be worked on.
    var next: [String] = []
    /// The nearest deadline still open.
    var deadline: Day?
  }
  var due: [Item] = []
  var late: [Item] = []
  var next: [Item] = []
  var standings: [Standing] = []
}
