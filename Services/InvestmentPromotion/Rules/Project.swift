import Domain

/// A project: one identity from the first clue to the producing plant.
struct Project: Sendable, Hashable {
  /// Its programme and id.
  var programme: String
  var id: String
  var title: Bilingual
  /// The zone's id in the programme.
  var zone: String
  var channel: Channel
  /// Yuan; nil while nothing is agreed.
  var agreedInvestment: Amount?
  var investor: String
  var history: StageHistory
  var responsibility: Responsibility
  var clauses: [String]
  var source: String
  var isDemonstration: Bool
  /// The version of its last change; empty before it is kept.
  var etag = ""
}

extension Project {
  /// What a summary needs to know of it as it stood on a day; nil when it was not there yet.
  func item(on day: Day) -> PromotionItem? {
    history.stage(on: day).map { PromotionItem(id: id, channel: channel, stage: $0, amount: agreedInvestment) }
  }

  /// The project as a programme wants it, with the moves that were made since.
  ///
  /// Throws when the programme's moves are not those that the kept history begins with.
  func keepingMoves(of kept: Project) throws(HistoryConflict) -> Project {
    var merged = self
    let (wanted, there) = (history.moves, kept.history.moves)
    if there.starts(with: wanted) {
      merged.history = kept.history
    } else if !wanted.starts(with: there) {
      throw HistoryConflict(project: id)
    }
    return merged
  }
}

extension StageHistory {
  /// Whether a move to exactly this stage falls into the year of a day, not after it: a project whose record begins
  /// at a later stage was not signed this year.
  func moved(to stage: Stage, inYearUpTo day: Day) -> Bool {
    moves.contains { $0.stage == stage && $0.day <= day && $0.day.month.year == day.month.year }
  }
}

/// A programme tells another past of a project than the one that is kept.
struct HistoryConflict: Error, Hashable {
  let project: String
}
