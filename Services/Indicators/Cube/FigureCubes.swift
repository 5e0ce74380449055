import Domain
import Storage

/// The figures of programmes in memory, for reads of what is now.
///
/// The tables are the truth. A cube is made from them when its programme is first asked for, and follows the feed from
/// then on: before it is given out it has taken in every version that this process knew of. Whoever reads compares its
/// version with that of the transaction: another instance may have written since.
actor FigureCubes {
  /// A programme's figures at a version.
  struct Snapshot: Sendable {
    var cube: FigureCube
    var version: DataVersion
    var stamp: Stamp
    /// The last version that changed a form or a report.
    var workflow: DataVersion
  }

  /// Equal as long as neither the catalogue and the targets nor the places of zones in the cube have changed.
  struct Stamp: Sendable, Hashable {
    /// The last version that changed the catalogue or a target.
    var catalogue: DataVersion
    /// Which of the cubes made from the tables it is.
    var making: Int
  }

  private struct Kept {
    var cube: FigureCube
    var cursor: FeedCursor
    var stamp: Stamp
    var workflow: DataVersion
    /// Nil while the effects of a version are taken in by parts.
    var version: DataVersion?
  }

  /// Rows that are read at once: a page takes some milliseconds, and no reader holds a transaction longer.
  private static let page = 10_000

  private let store: Store
  private var kept: [String: Kept] = [:]
  private var makings = 0
  private var work: [String: Task<Void, any Error>] = [:]

  init(store: Store) { self.store = store }

  /// A programme's figures as they are now; nil while they are being read from the tables for the first time.
  func snapshot(of programme: String) async throws -> Snapshot? {
    let head = try await store.version()
    while let own = kept[programme] {
      if let version = own.version, version >= head {
        return Snapshot(cube: own.cube, version: version, stamp: own.stamp, workflow: own.workflow)
      }
      try? await forward(programme)  // Where that fails the tables answer.
    }
    begin(programme)
    return nil
  }

  /// Brings a programme's figures to the head, from the tables where there are none yet.
  func forward(_ programme: String) async throws {
    begin(programme)
    try await work[programme]?.value
  }

  private func begin(_ programme: String) {
    guard work[programme] == nil else { return }
    work[programme] = Task {
      defer { work[programme] = nil }
      do {
        if kept[programme] == nil { kept[programme] = try await read(programme) }  // Still nil where there is none.
        try await follow(programme)
      } catch {
        kept[programme] = nil  // An epoch has ended, or a page is no longer kept: the next one begins anew.
        throw error
      }
    }
  }

  /// Reads the tables by pages, each as it is then. What changed meanwhile comes again by the feed, which begins before.
  /// Nil where there are none: a name that somebody made up takes no room.
  private func read(_ programme: String) async throws -> Kept? {
    let begin = try await store.version()
    makings += 1
    var own = Kept(
      cube: FigureCube(), cursor: try await store.feedCursor(after: begin),
      stamp: Stamp(catalogue: begin, making: makings), workflow: begin)
    var last: FigureKey?
    repeat {
      let figures = try await store.read { [last] in
        try FigureStore.figures(programme, after: last, limit: Self.page, in: $0)
      }.value
      for figure in figures { own.cube[figure.key] = figure }
      last = figures.count == Self.page ? figures.last?.key : nil
    } while last != nil
    return own.cube.count == 0 ? nil : own
  }

  private func follow(_ programme: String) async throws {
    while let cursor = kept[programme]?.cursor {
      let page = try await store.feed(at: cursor)
      for run in page.runs {
        for effect in run.effects { try take(effect, of: run.version, programme) }
      }
      kept[programme]?.cursor = page.next
      kept[programme]?.version = page.isAtHead ? page.head : nil
      if page.isAtHead { return }
    }
  }

  private func take(_ effect: Effect, of version: DataVersion, _ programme: String) throws {
    if BoardCatalogue.tables.contains(effect.table.name) { kept[programme]?.stamp.catalogue = version }
    if MonthStandings.tables.contains(effect.table.name) { kept[programme]?.workflow = version }
    guard effect.table.name == FigureTables.figure.name else { return }
    let row = effect.row
    guard try row.text("programme") == programme else { return }
    kept[programme]?.cube[try FigureStore.key(row)] = effect.kind == .remove ? nil : try FigureStore.figure(row)
  }
}
