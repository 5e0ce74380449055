public import Storage
public import Wire

/// What the feed of a service tells: which rows belong to which resources, and how a resource is read.
public struct WatchedTables: Sendable {
  /// One kind of resource.
  public struct Kind: Sendable {
    /// The full name of its message.
    let type: String
    /// The resource as it is at the transaction's version; nil when there is none of that name.
    let state: @Sendable (String, ReadTransaction) throws -> [UInt8]?
    /// The tables in which it lies.
    let tables: [Table]

    /// Resources of a message, in the tables that `tables` name.
    public init<Message: WireMessage>(
      _ tables: [Table], _ state: @escaping @Sendable (String, ReadTransaction) throws -> Message?
    ) {
      type = Message.fullName
      self.tables = tables
      self.state = { try state($0, $1)?.encoded() }
    }
  }

  /// One table of a kind.
  public struct Table: Sendable {
    let name: String
    let isPart: Bool
    let resource: @Sendable (EffectKey) throws -> String

    /// The table whose rows are the resources: its row begins and ends with its resource.
    public static func whole(
      _ table: VersionedTable, _ resource: @escaping @Sendable (EffectKey) throws -> String
    ) -> Table { Table(name: table.name, isPart: false, resource: resource) }

    /// A table whose rows are parts of resources.
    public static func part(
      _ table: VersionedTable, _ resource: @escaping @Sendable (EffectKey) throws -> String
    ) -> Table { Table(name: table.name, isPart: true, resource: resource) }
  }

  let byTable: [String: (kind: Kind, table: Table)]
  /// The full names of all messages, in the order given.
  let types: [String]

  /// The feed of a service.
  public init(_ kinds: Kind...) {
    types = kinds.map(\.type)
    byTable = Dictionary(
      kinds.flatMap { kind in kind.tables.map { ($0.name, (kind, $0)) } }, uniquingKeysWith: { first, _ in first })
  }
}

/// The key of a row that changed, by the names that its columns had when it was written.
public struct EffectKey: Sendable, Hashable {
  private let names: [String]
  private let values: [SQLValue]

  init(_ effect: Effect) {
    names = effect.table.key
    values = effect.key
  }

  /// A text. Throws `StorageError.column` for a column that is none.
  public func text(_ column: String) throws(StorageError) -> String {
    guard case .text(let text)? = value(column) else { throw .column(column, expected: "text in a row's key") }
    return text
  }

  /// An integer. Throws `StorageError.column` for a column that is none.
  public func integer(_ column: String) throws(StorageError) -> Int64 {
    guard case .integer(let value)? = value(column) else { throw .column(column, expected: "integer in a row's key") }
    return value
  }

  private func value(_ column: String) -> SQLValue? {
    zip(names, values).first { $0.0 == column }?.1
  }
}
