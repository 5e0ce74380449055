import Synchronization

/// Rows that a large write has laid ahead, slice by slice: they lie in their tables, and nobody sees them until an entry
/// adopts them all at once. See `Store.lay()`.
///
/// What is laid was decided on what other writes had left at that moment. So the batch remembers its keys, and is not
/// adopted when another entry has changed one of them since it was begun.
public final class LaidBatch: Sendable {
  /// What its rows have for `since` until they are settled: more than any version.
  let number: Int64
  /// The version that was there before it: later ones are looked over before it is adopted.
  public let begunAt: DataVersion
  private let alsoStale: @Sendable (Effect) -> Bool
  private let state: Mutex<State>

  private struct State {
    /// Hashes of the keys. Two keys may share one, which makes the batch stale now and then for no reason.
    var keys: Set<Int> = []
    /// The hashes of the parts of effects that are kept so far.
    var parts: [TreeHash] = []
    /// Up to where entries were looked over.
    var cursor: FeedCursor
  }

  init(number: Int64, begunAt version: DataVersion, alsoStale: @escaping @Sendable (Effect) -> Bool) {
    self.number = number
    begunAt = version
    self.alsoStale = alsoStale
    state = Mutex(State(cursor: FeedCursor(version)))
  }

  /// The first number. No log will ever have so many entries.
  static let firstNumber = Int64(1) << 62

  /// The hashes of its parts.
  var parts: [TreeHash] { state.withLock { $0.parts } }

  func keep(parts: [TreeHash]) { state.withLock { $0.parts += parts } }

  /// Remembers a key. Returns false for one that may have been put before.
  func insert(_ key: [SQLValue], of table: String) -> Bool {
    state.withLock { $0.keys.insert(Self.hash(key, table)).inserted }
  }

  /// Where to go on looking other entries over.
  var cursor: FeedCursor { state.withLock { $0.cursor } }

  func lookedOver(to cursor: FeedCursor) { state.withLock { $0.cursor = cursor } }

  /// Whether another entry's effect makes it stale.
  func isStale(by effect: Effect) -> Bool {
    let hash = Self.hash(effect.key, effect.table.name)
    return state.withLock { $0.keys.contains(hash) } || alsoStale(effect)
  }

  private static func hash(_ key: [SQLValue], _ table: String) -> Int {
    var hasher = Hasher()
    hasher.combine(table)
    for value in key { hasher.combine(value) }
    return hasher.finalize()
  }
}

/// A batch of laid rows that an entry has adopted, and whose rows are being given their version one after another.
/// Until that is done, what is true is told by both: reads take a row of the batch for one of the entry's version, and
/// the row that it replaces for one that ended there.
public struct Settling: Sendable, Hashable {
  /// What its rows still have for `since`.
  let number: Int64
  /// The version that they belong to.
  let version: Int64
}
