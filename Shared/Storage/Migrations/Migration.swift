/// One step of a schema: a name and a text that both engines run (see `TypeWords`). Each is one transaction.
///
/// A shipped migration is never edited: a checksum of its text is kept, and another text under the same name keeps the
/// service from starting. Add a new one instead.
public struct Migration: Sendable, Hashable {
  /// A name that sorts nowhere and means something: "0001 create zone".
  public let name: String
  /// Statements, each ended by a semicolon.
  public let sql: String

  /// Whether it only adds what older releases do not see, so that they go on working beside newer ones (expand). The
  /// release after the next may then take away what only the older ones needed (contract).
  public let expands: Bool

  /// A migration from a text of its own.
  public init(_ name: String, _ sql: String, expands: Bool = false) {
    self.name = name
    self.sql = sql
    self.expands = expands
  }

  /// A migration that creates versioned tables.
  public init(_ name: String, creating tables: VersionedTable...) {
    self.init(name, tables.map(\.createStatements).joined(separator: "\n"))
  }
}
