/// What a decide closure reads and writes with. Not `Sendable`: it cannot leave the closure it was given to.
public final class WriteTransaction: Transaction {
  /// The version being written: the one that the entry gets if the decision is to keep.
  public let version: DataVersion
  /// The time that the entry gets, in microseconds UTC. It never goes backwards from entry to entry.
  public let time: Int64
  /// A write always stands at the head.
  public var isAtHead: Bool { true }

  /// The batch that rows are laid for; nil in a write.
  let laying: LaidBatch?
  /// The adopted batch whose rows have not all got their version.
  public private(set) var settling: Settling?

  /// The algorithm of the log.
  let algorithm: HashAlgorithm
  private let connection: any SQLConnection
  /// The digests of the batches adopted so far, in order; the entry's hash covers them.
  private(set) var adopted: [TreeHash] = []
  /// What was done to the projections so far.
  private var effects: EffectSink
  /// A resource name that only the decision knew.
  private(set) var resource: String?

  init(
    _ connection: any SQLConnection, version: DataVersion, time: Int64, algorithm: HashAlgorithm,
    settling: Settling? = nil, laying: LaidBatch? = nil
  ) {
    self.connection = connection
    self.algorithm = algorithm
    self.settling = settling
    self.laying = laying
    effects = EffectSink(algorithm)
    self.version = version
    self.time = time
  }

  /// Runs a statement that changes rows, and returns how many. Only for rows that do not follow from the log: what is
  /// written to a `VersionedTable` is kept with the entry, what is written here is not.
  @discardableResult
  public func run(_ sql: String, _ arguments: [SQLValue] = []) throws(StorageError) -> Int {
    try connection.run(sql, arguments)
  }

  /// Runs a statement of which nobody asks how many rows it changed. What goes wrong may be told by a later statement,
  /// and then by the write as a whole.
  func post(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) { try connection.post(sql, arguments) }

  /// Inserts many rows: their values, one row after another.
  func insert(_ values: [SQLValue], into table: String, _ columns: [String]) throws(StorageError) {
    try connection.insert(values, into: table, columns)
  }

  /// The rows of one query for each of several arguments, on a server in one journey.
  func rows(_ sql: String, each arguments: [[SQLValue]]) throws(StorageError) -> [[SQLRow]] {
    try connection.rows(sql, each: arguments)
  }

  /// Deletes rows of a table so that nothing is left of them, as far as the engine can.
  func erase(from table: String, where condition: String, _ arguments: [SQLValue]) throws(StorageError) {
    try connection.erase(from: table, where: condition, arguments)
  }

  /// All rows of a query; it sees what this write and those before it have done.
  public func rows(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [SQLRow] {
    try connection.rows(sql, arguments)
  }

  /// Hands over the rows of a query one by one; rethrows what `body` throws.
  public func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
    try connection.forEach(sql, arguments, body)
  }

  /// Names the resource of the entry when the decision made its name; otherwise the request's stays.
  public func name(resource: String) { self.resource = resource }

  /// Notes what was done to a row, for the entry.
  func note(
    _ kind: Effect.Kind, _ table: VersionedTable, key: [SQLValue], columns: [SQLValue] = []
  ) throws(StorageError) {
    try effects.add(kind, table, key: key, columns: columns, of: version.sequence, on: connection)
  }

  /// What was done to all rows; to be asked for once, when the decision is to keep.
  func takeEffects() -> (last: [UInt8], kept: KeptEffects) { effects.finish() }

  /// Begins to collect effects after the parts that were kept in earlier transactions.
  func goOn(after parts: Int64) { effects = EffectSink(algorithm, after: parts) }

  /// Keeps what was collected for a batch of laid rows; returns the hashes of the parts, and how many there are now.
  func closeParts(of batch: LaidBatch) throws(StorageError) -> (hashes: [TreeHash], parts: Int64) {
    try effects.closePart(of: batch.number, on: connection)
    return (effects.hashes, effects.partsBefore)
  }

  /// Makes a batch of laid rows part of this entry; the effects of the batch come first.
  func adopt(_ batch: LaidBatch) throws(StorageError) -> Settling {
    let adopted = Settling(number: batch.number, version: version.sequence)
    try Laying(connection).adopt(adopted)
    effects = EffectSink(algorithm, after: batch.parts)
    settling = adopted
    return adopted
  }

  /// Makes a staged batch part of this entry, without reading its slices again: their hashes were kept.
  ///
  /// Throws as `adopt` does.
  public func adoptUnread(_ batch: String) throws(StorageError) {
    let ordinal = Int64(adopted.count)
    adopted.append(
      try Staging(connection).adoptUnread(batch, version: version, ordinal: ordinal, algorithm))
  }

  /// Makes a staged batch part of this entry, and returns its slices in order.
  ///
  /// Throws `batchUnknown` when nothing was staged under the id or it was adopted before, `batchBroken` for a gap.
  public func adopt(_ batch: String) throws(StorageError) -> [StagedSlice] {
    let ordinal = Int64(adopted.count)
    let (slices, digest) = try Staging(connection).adopt(batch, version: version, ordinal: ordinal, algorithm)
    adopted.append(digest)
    return slices
  }
}
