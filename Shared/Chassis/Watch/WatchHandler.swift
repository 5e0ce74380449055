public import RPC
public import Storage
import Wire
public import WireTupo

/// Serves `tupo.common.v1.WatchService` over the log of any service.
///
/// It reads a page of the log, writes it as the reader takes it, and reads the next: a slow reader costs one page.
public struct WatchHandler: CommonV1.WatchService {
  let store: Store
  let tables: WatchedTables
  let departure: Departure
  /// Waits until a checkpoint is due.
  let pause: @Sendable (Duration) async throws -> Void

  /// A handler over a store, that ends its streams with `departure`.
  public init(
    store: Store, tables: WatchedTables, departure: Departure,
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.store = store
    self.tables = tables
    self.departure = departure
    self.pause = pause
  }

  /// Streams changes, then waits for more.
  public func watch(
    _ request: CommonV1.WatchRequest, _ responses: ResponseWriter<CommonV1.WatchResponse>, _ call: CallContext
  ) async throws {
    var faults = FieldFaults()
    let scope = WatchScope(request, known: tables.types, &faults)
    let seconds = request.checkpointSeconds == 0 ? 30 : request.checkpointSeconds
    if !(1...300).contains(seconds) {
      faults.add("checkpoint_seconds", "RANGE_INVALID", zh: "应为1至300。", en: "must be 1 to 300.")
    }
    try faults.check()
    let cursor = try await store.feedCursor(after: request.after.map { DataVersion($0) })
    let end = request.endAtHead ? try await store.head().version : nil
    var teller = FeedTeller(self, scope, cursor: cursor, withState: request.withState, end: end, responses)
    try await withWakes(every: .seconds(Int64(seconds))) { wakes in
      for await wake in wakes {
        if try await teller.tell(wake) { return }
      }
      try Task.checkCancellation()
      throw WatchHandler.stopping
    }
  }

  static let stopping = Failure(
    .unavailable, "SERVER_STOPPING", zh: "服务正在停止；请从最近的检查点继续，可改连其他实例。",
    en: "The server stops: go on from the last checkpoint, here or at another instance.")

  private func withWakes(
    every interval: Duration, _ body: (AsyncStream<Wake>) async throws -> Void
  ) async throws {
    let (wakes, wake) = departure.wakes()
    let (store, pause) = (store, pause)
    let versions = Task {
      for await _ in store.versions() { wake.yield(.version) }
      wake.finish()
    }
    let checkpoints = Task {
      while !Task.isCancelled {
        try await pause(interval)
        wake.yield(.checkpoint)
      }
    }
    defer {
      versions.cancel()
      checkpoints.cancel()
      wake.finish()
    }
    try await body(wakes)
  }
}
