import Chassis
import Domain
import Storage

/// Tracks in the service's tables.
enum TrackStore {
  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> Track? {
    try TrackTables.track.find([.text(programme), .text(id)], in: transaction).map {
      try track(of: $0, in: transaction)
    }
  }

  /// One page of tracks.
  static func page(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<Track> {
    let condition = SQLCondition("programme = ?1", [.text(programme)])
    return try query.page(of: TrackTables.track, where: condition, in: transaction) {
      try track(of: $0, in: transaction)
    }
  }

  /// All tracks of a programme by id.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [Track] {
    try TrackTables.track.select(
      where: "programme = ?1", [.text(programme)], orderBy: "id", in: transaction
    ).map { try track(of: $0, in: transaction) }
  }

  static func put(_ track: Track, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(track.programme), .text(track.id)]
    let row: [SQLValue] = [
      .text(track.title.zh), .text(track.title.en), .text(track.zone), SQLValue(track.startsOn),
      TextList.value(track.clauses), .integer(transaction.version.sequence),
    ]
    let before = try steps(track.programme, track.id, in: transaction).count
    try TrackTables.track.put(key + row + track.responsibility.values, in: transaction)
    for (ordinal, step) in track.steps.enumerated() {
      try TrackTables.milestone.put(key + [SQLValue(ordinal)] + columns(of: step), in: transaction)
    }
    for ordinal in track.steps.count..<max(before, track.steps.count) {
      try TrackTables.milestone.remove(key + [SQLValue(ordinal)], in: transaction)
    }
  }

  private static func columns(of step: Track.Step) -> [SQLValue] {
    let milestone = step.milestone
    return [
      .text(milestone.id), .text(step.title.zh), .text(step.title.en), TextList.value(milestone.dependencies),
      SQLValue(milestone.durationDays), SQLValue(milestone.deadline),
      .text(step.responsible), .text(step.source), SQLValue(step.isDemonstration),
      SQLValue(milestone.completedOn), .text(milestone.evidence),
      .text(milestone.exceptionReason), SQLValue(step.isCompletionDemonstration),
    ]
  }

  private static func track(of row: SQLRow, in transaction: some Transaction) throws -> Track {
    let (programme, id) = (try row.text("programme"), try row.text("id"))
    return Track(
      programme: programme, id: id, title: try row.bilingual("title"), zone: try row.text("zone"),
      startsOn: try row.day("starts_on"), steps: try steps(programme, id, in: transaction),
      responsibility: try Responsibility(row: row), clauses: TextList.texts(try row.text("clauses")),
      etag: try row.etag())
  }

  private static func steps(
    _ programme: String, _ track: String, in transaction: some Transaction
  ) throws -> [Track.Step] {
    try TrackTables.milestone.select(
      where: "programme = ?1 AND track = ?2", [.text(programme), .text(track)], orderBy: "ordinal", in: transaction
    ).map { row in
      let title = try row.bilingual("title")
      return Track.Step(
        milestone: Milestone(
          id: try row.text("id"), title: title.zh, dependencies: TextList.texts(try row.text("depends_on")),
          durationDays: Int(try row.integer("duration_days")), deadline: try row.dayIfPresent("deadline"),
          completedOn: try row.dayIfPresent("completed_on"), evidence: try row.text("evidence"),
          exceptionReason: try row.text("exception")),
        title: title, responsible: try row.text("responsible"), source: try row.text("source"),
        isDemonstration: try row.flag("demonstration"),
        isCompletionDemonstration: try row.flag("completion_demonstration"))
    }
  }
}
