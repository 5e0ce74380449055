import Chassis
import Domain
import RPC
import Storage
import WireTupo

/// An import that was received, and where its slices are staged.
struct KeptImport: Sendable {
  let reading: FigureImport
  let batch: String
  /// Of all slices, by which a repeated request is known again.
  let digest: [UInt8]
}

extension FigureHandler {
  /// So often rows are laid anew because others have written among them meanwhile; then they are written at once.
  static let triesAhead = 2

  /// Lays the rows ahead in small pieces between others' writes while they are checked, and adopts them by one small
  /// entry. Nil when others have changed meanwhile what the rows were checked against, and where a bulletin has told of a
  /// month among them: what stood there is looked at when it is written over.
  func keepAhead(
    _ request: KeptImport, call: CallContext
  ) async throws -> IndicatorsV1.ImportFiguresResponse? {
    let reading = request.reading
    let programme = reading.catalogue.programme.id
    let reach = Reach(reading)
    let isSound = !reading.faults.contains { $0.severity == .hard }
    let laid = try await store.lay { reach?.contains($0) ?? false }
    do {
      guard try await !isPublished(reading, call: call) else {
        try await store.giveUp(laid)
        return nil
      }
      let known = try await known(reading, since: laid.begunAt, call: call)
      async let checked = besideLoop { try reading.findings(known: known) }
      // What will be refused in any case is not laid.
      guard isSound else {
        try await store.giveUp(laid)
        return try await refuse(request, checked, call: call)
      }
      let changed = try await store.lay(reading.drafts, in: laid, deadline: call.deadline?.instant) {
        drafts, transaction in
        let figures = drafts.map { ($0.figure, reading.origin(of: $0)) }
        return try FigureStore.put(figures, programme: programme, in: transaction)
      }
      let findings = try await checked
      guard !findings.contains(where: { $0.severity == .hard }) else {
        try await store.giveUp(laid)
        return try await refuse(request, findings, call: call)
      }
      return try await write(request, adopting: laid, call: call) { transaction in
        if reading.rows > 0 { try transaction.adoptUnread(request.batch) }
        return (changed, findings)
      }
    } catch StorageError.laidStale {
      return nil
    } catch {
      try? await store.giveUp(laid)
      throw error
    }
  }

  /// Whether a bulletin has told of a month among the rows.
  private func isPublished(_ reading: FigureImport, call: CallContext) async throws -> Bool {
    try await store.read(deadline: call.deadline?.instant) { transaction in
      let published = try RevisionStore.published(reading.catalogue.programme.id, in: transaction)
      return !published.isEmpty && reading.drafts.contains { published[$0.figure.key.month] != nil }
    }.value
  }

  /// The faults are told in the lane, where a repeated request gets its first answer.
  private func refuse(
    _ request: KeptImport, _ findings: [CommonV1.Fault], call: CallContext
  ) async throws -> IndicatorsV1.ImportFiguresResponse {
    try await write(request, call: call) { _ in
      try (request.reading.faults + findings).refuseIfHard()
      return (0, findings)
    }
  }

  /// The earlier figures that the checks need, as they were at a version or later: those in memory, and while they are
  /// not there those of the tables, read a year at a time.
  func known(
    _ reading: FigureImport, since version: DataVersion? = nil, call: CallContext
  ) async throws -> FigureBook {
    guard let months = reading.reach?.months else { return FigureBook() }
    let programme = reading.catalogue.programme.id
    if let snapshot = try await cubes.snapshot(of: programme), snapshot.version >= version ?? snapshot.version {
      return FigureBook(snapshot.cube, months: months)
    }
    var figures: [Figure] = []
    for year in reading.years {
      figures += try await store.read(deadline: call.deadline?.instant) { transaction in
        try FigureStore.list(programme, year, in: transaction).map(\.figure)
      }.value
    }
    return FigureBook(figures)
  }
}

/// Which figures an import was checked against, and that no bulletin had told of them.
private struct Reach: Sendable {
  let programme: String
  let indicators: Set<String>
  let months: ClosedRange<Int64>

  init?(_ reading: FigureImport) {
    guard let reach = reading.reach, case .integer(let from) = SQLValue(reach.months.lowerBound),
      case .integer(let to) = SQLValue(reach.months.upperBound)
    else { return nil }
    programme = reading.catalogue.programme.id
    indicators = Set(reach.indicators)
    months = from...to
  }

  /// Whether what another write has done is among them.
  func contains(_ effect: Effect) -> Bool {
    if effect.table.name == RevisionTables.monthPublication.name { return effect.key.first == .text(programme) }
    guard effect.table.name == FigureTables.figure.name, effect.key.count == FigureTables.figure.key.count,
      effect.key[0] == .text(programme), case .text(let indicator) = effect.key[1],
      case .integer(let month) = effect.key[2]
    else { return false }
    return months.contains(month) && indicators.contains(indicator)
  }
}
