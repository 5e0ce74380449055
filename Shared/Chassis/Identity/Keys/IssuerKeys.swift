import Logging
import Synchronization

/// The public keys of one issuer, asked for again as they change. While that fails the old ones hold.
actor IssuerKeys {
  private let source: any KeySource
  private let logger: Logger
  private let changes: ChangeCount
  private nonisolated let dueAt = Atomic<Int64>(.min)
  private var set: KeySet?
  /// What it was read from: keys that are said again are no change, with which all verified tokens would be forgotten.
  private var bytes: [UInt8]?
  private var askedAt: Int64?
  private var asking: Task<Void, Never>?

  /// Keys from `source`; each change of them is counted.
  init(_ source: any KeySource, changes: ChangeCount, logger: Logger) {
    self.source = source
    self.changes = changes
    self.logger = logger
  }

  /// The key of this id, at a time in seconds. Throws `unknownKey`, or `keysUnavailable` when none were ever to be had.
  func key(_ id: String, at now: Int64) async throws(TokenFault) -> PinnedKey {
    await refresh(at: now)
    if let key = set?.keys[id] { return key }
    // A new key is announced by the first token that it has signed; anybody can make such a token up, so not each asks.
    let mayAsk = askedAt.map { now - $0 >= source.pause } ?? true
    await (mayAsk ? ask(at: now) : asking)?.value
    guard let set else { throw .keysUnavailable }
    guard let key = set.keys[id] else { throw .unknownKey }
    return key
  }

  /// Has the source asked again when that is due, without waiting for it.
  nonisolated func refreshAside(at now: Int64) {
    let due = dueAt.load(ordering: .relaxed)
    guard now >= due,
      dueAt.compareExchange(expected: due, desired: now + source.pause, ordering: .relaxed).exchanged
    else { return }
    Task { await ask(at: now).value }
  }

  /// Asks the source again when that is due, and a quick one in any case; waits for it when it is quick, or has never
  /// answered.
  private func refresh(at now: Int64) async {
    guard source.isQuick || now >= dueAt.load(ordering: .relaxed) else { return }
    let asking = ask(at: now)
    if source.isQuick || set == nil { await asking.value }
  }

  /// Asks, or joins whoever does so already.
  private func ask(at now: Int64) -> Task<Void, Never> {
    if let asking { return asking }
    askedAt = now
    dueAt.store(now + source.pause, ordering: .relaxed)
    let task = Task {
      await load(at: now)
      asking = nil
    }
    asking = task
    return task
  }

  private func load(at now: Int64) async {
    do {
      if let said = try await source.load(), said != bytes {
        set = try await KeySet(jwks: said)
        bytes = said
        changes.add()
      }
      dueAt.store(now + source.period, ordering: .relaxed)
    } catch {
      logger.error(
        "an issuer's keys are not to be had: the old ones hold",
        metadata: ["keys": "\(source.name)", "error": "\(error)"])
    }
  }
}

/// How often something has changed.
final class ChangeCount: Sendable {
  private let changes = Atomic<UInt64>(0)
  var count: UInt64 { changes.load(ordering: .acquiring) }
  func add() { changes.add(1, ordering: .releasing) }
}
