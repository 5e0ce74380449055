import RPC
import Storage
import Wire
import WireTupo

/// Tells one watcher what the log holds from its cursor on.
struct FeedTeller {
  private let handler: WatchHandler
  private let scope: WatchScope
  private let withState: Bool
  /// Where it ends; nil: never.
  private let end: DataVersion?
  private let responses: ResponseWriter<CommonV1.WatchResponse>
  private var cursor: FeedCursor
  /// The version up to which a checkpoint told everything.
  private var told: DataVersion
  /// The version of which a change was told last: a version may come in several runs.
  private var changedIn: Int64 = 0
  /// The first checkpoint tells at once where the stream stands.
  private var hasBegun = false

  init(
    _ handler: WatchHandler, _ scope: WatchScope, cursor: FeedCursor, withState: Bool, end: DataVersion?,
    _ responses: ResponseWriter<CommonV1.WatchResponse>
  ) {
    self.handler = handler
    self.scope = scope
    self.cursor = cursor
    told = cursor.reached
    self.withState = withState
    self.end = end
    self.responses = responses
  }

  /// Tells everything up to the head, and where it stands then; returns whether the stream is over.
  mutating func tell(_ wake: Wake) async throws -> Bool {
    while true {
      guard !handler.departure.isBegun else { throw WatchHandler.stopping }
      let page = try await handler.store.feed(at: cursor)
      for run in page.runs {
        let changed = try await tell(run)
        let reached = DataVersion(epoch: page.head.epoch, sequence: run.version.sequence)
        let isEnd = run.isLast && end.map { reached >= $0 } ?? false
        if run.isLast && (changed || isEnd) { try await checkpoint(reached, page.head) }
        if isEnd { return true }
      }
      cursor = page.next
      guard page.isAtHead else {
        // A page without a change moves the cursor too, so that whoever is cut off does not begin it again.
        if page.next.reached > told { try await checkpoint(page.next.reached, page.head) }
        continue
      }
      if wake == .checkpoint || told != page.head || !hasBegun { try await checkpoint(page.head, page.head) }
      return end.map { page.head >= $0 } ?? false
    }
  }

  /// Tells a run; returns whether anything of its version was told, now or before.
  private mutating func tell(_ run: FeedRun) async throws -> Bool {
    let changes = try RunChanges(run, handler.tables, scope)
    if !changes.isEmpty {
      let point = DataVersion(epoch: cursor.reached.epoch, sequence: run.version.sequence)
      let wire = try await handler.store.read(at: .version(point)) { [withState] in
        try changes.wire(run, withState: withState, in: $0)
      }
      for change in wire.value {
        try await responses.write(.with { $0.event = .change(change) })
        changedIn = run.version.sequence
      }
    }
    return changedIn == run.version.sequence
  }

  private mutating func checkpoint(_ version: DataVersion, _ head: DataVersion) async throws {
    (told, hasBegun) = (version, true)
    try await responses.write(
      .with {
        $0.event = .checkpoint(
          .with {
            $0.reached = CommonV1.DataVersion(version)
            $0.behind = head.sequence - version.sequence
          })
      })
  }
}
