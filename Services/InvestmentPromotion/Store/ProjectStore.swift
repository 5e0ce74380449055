import Chassis
import Domain
import Storage

/// Projects in the service's tables.
enum ProjectStore {
  /// What a list is narrowed to.
  struct Filter: Sendable {
    var zone: String?
    var channel: Channel?
    var stage: Stage?
  }

  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> Project? {
    let row = try ProjectTables.project.find([.text(programme), .text(id)], in: transaction)
    return try row.map { try project(of: $0, in: transaction) }
  }

  /// One page of projects.
  static func page(
    _ programme: String, _ filter: Filter, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<Project> {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    condition.narrow("zone =", filter.zone.map { .text($0) })
    condition.narrow("channel =", filter.channel.map { .text($0.rawValue) })
    condition.narrow("stage =", filter.stage.map { SQLValue($0.rawValue) })
    return try query.page(of: ProjectTables.project, where: condition, in: transaction) {
      try project(of: $0, in: transaction)
    }
  }

  /// All projects of a programme by id.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [Project] {
    try ProjectTables.project.select(
      where: "programme = ?1", [.text(programme)], orderBy: "id", in: transaction
    ).map { try project(of: $0, in: transaction) }
  }

  static func put(_ project: Project, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(project.programme), .text(project.id)]
    try ProjectTables.project.put(
      key + columns(of: project, in: transaction) + project.responsibility.values, in: transaction)
    for (ordinal, move) in project.history.moves.enumerated() {
      let row: [SQLValue] = [
        SQLValue(ordinal), SQLValue(move.stage.rawValue), SQLValue(move.day), .text(move.reason),
      ]
      try ProjectTables.move.put(key + row, in: transaction)
    }
  }

  private static func columns(of project: Project, in transaction: WriteTransaction) -> [SQLValue] {
    [
      .text(project.title.zh), .text(project.title.en), .text(project.zone), .text(project.channel.rawValue),
      SQLValue(project.agreedInvestment), .text(project.investor),
      SQLValue(project.history.current.stage.rawValue), .integer(transaction.version.sequence),
      TextList.value(project.clauses), .text(project.source), SQLValue(project.isDemonstration),
    ]
  }

  private static func project(of row: SQLRow, in transaction: some Transaction) throws -> Project {
    let (programme, id) = (try row.text("programme"), try row.text("id"))
    guard let channel = Channel(rawValue: try row.text("channel")),
      let history = try StageHistory(moves: moves(programme, id, in: transaction))
    else { throw StorageError.column("channel, moves", expected: "a known channel and at least one move") }
    return Project(
      programme: programme, id: id, title: try row.bilingual("title"), zone: try row.text("zone"), channel: channel,
      agreedInvestment: try row.integerIfPresent("agreed_investment").map(Amount.init),
      investor: try row.text("investor"), history: history, responsibility: try Responsibility(row: row),
      clauses: TextList.texts(try row.text("clauses")), source: try row.text("source"),
      isDemonstration: try row.flag("demonstration"), etag: try row.etag())
  }

  private static func moves(
    _ programme: String, _ id: String, in transaction: some Transaction
  ) throws -> [StageMove] {
    try ProjectTables.move.select(
      where: "programme = ?1 AND project = ?2", [.text(programme), .text(id)], orderBy: "ordinal", in: transaction
    ).map { row in
      guard let stage = Stage(rawValue: Int(try row.integer("stage"))) else {
        throw StorageError.column("stage", expected: "a known stage")
      }
      return StageMove(
        stage, on: try row.day("day"), reason: try row.text("reason"))
    }
  }
}
