public import Storage
public import Wire

/// What the feed of a service tells: which rows belong to which resources, and how a resource is read.
public struct WatchedTables: Sendable {
  /// One kind of resource.
  public struct Kind: Sendable {
    /// The full name of its message.
    let type: String
    /// The resource as it is at the transaction's version, beside the version before it where that is given; nil when
    /// there is none of that name.
    let look: @Sendable (_ name: String, _ now: ReadTransaction, _ before: ReadTransaction?) throws -> Look?
    /// The tables in which it lies.
    let tables: [Table]

    /// Resources of a message, in the tables that `tables` name. Of its `fields` a change tells which differ.
    public init<Message: WireMessage>(
      _ tables: [Table], fields: [String: ReadMask<Message>.Copy],
      _ state: @escaping @Sendable (String, ReadTransaction) throws -> Message?
    ) {
      type = Message.fullName
      self.tables = tables
      let told = fields.filter { !Self.ofTheChange.contains($0.key) }.sorted { $0.key < $1.key }
      look = { name, now, before in
        guard let found = try state(name, now) else { return nil }
        let old = try before.flatMap { try state(name, $0) }
        return Look(
          state: found.encoded(),
          differing: old.map { old in told.filter { Self.differ(old, found, $0.value) }.map(\.key) } ?? [])
      }
    }

    /// Fields that tell of the change itself, and differ always.
    private static let ofTheChange: Set = ["etag", "recorded_in", "recorded_at"]

    private static func differ<Message: WireMessage>(
      _ old: Message, _ new: Message, _ copy: ReadMask<Message>.Copy
    ) -> Bool {
      var (one, other) = (Message(), Message())
      copy(&one, old)
      copy(&other, new)
      return one != other
    }
  }

  /// A resource as it is at a version.
  struct Look: Sendable, Hashable {
    /// Its bytes.
    var state: [UInt8]
    /// The fields that were otherwise before, by their names in the contract.
    var differing: [String]
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
