import Chassis
import Domain
import RPC
import WireTupo

/// An import under way: the sheet as it is read, and what its rows are to become.
struct FigureImport: Sendable {
  let catalogue: Catalogue
  let heading: IndicatorsV1.ImportFiguresRequest.Heading
  private let vocabulary: SheetVocabulary
  private var sheet: FigureSheet
  /// The sheets of a drawn file, which are read when all of them have come.
  private var drawn = DrawnSheets()
  /// The figures with the rows that they came from; there when all rows have come.
  private(set) var drafts: [FigureDraft] = []

  /// Begins an import of figures of no later month than `latest`.
  init(heading: IndicatorsV1.ImportFiguresRequest.Heading, catalogue: Catalogue, latest: Month) {
    self.heading = heading
    self.catalogue = catalogue
    vocabulary = catalogue.vocabulary(until: latest)
    sheet = FigureSheet(headings: heading.columns, row: Int(max(heading.row, 1)), vocabulary: vocabulary)
  }

  /// Throws when a drawn file has more rows than one may have.
  mutating func add(_ slice: IndicatorsV1.ImportFiguresRequest.Slice) throws(Failure) {
    for row in slice.rows {
      if isDrawn {
        guard drawn.add(row) else { throw DrawnSheets.tooMany }
      } else {
        sheet.add(row: Int(row.number), cells: row.cells)
      }
    }
  }

  mutating func finish() {
    if isDrawn {
      sheet = FigureSheet(drawn: drawn.grids, vocabulary: vocabulary, hints: SheetHints(heading))
    } else {
      sheet.finish()
    }
    drafts = heading.demonstration || !heading.source.isEmpty ? sheet.drafts.map(marked) : sheet.drafts
  }

  /// A draft with what the heading says of all figures.
  private func marked(_ draft: FigureDraft) -> FigureDraft {
    var own = draft
    own.figure.isDemonstration = heading.demonstration
    if own.figure.source.isEmpty { own.figure.source = heading.source }
    return own
  }

  private var isDrawn: Bool { heading.layout == .drawn }

  /// Rows with content that were read.
  var rows: Int { sheet.rowCount }

  /// What is wrong with the sheet itself.
  var faults: [CommonV1.Fault] { sheet.faults.map { CommonV1.Fault($0, file: heading.file) } }

  /// What the checks against earlier figures find. The sheet's own rows count as known, so that the months of one sheet
  /// are held against each other. Throws when a difference does not fit.
  func findings(known: FigureBook) throws -> [CommonV1.Fault] {
    let found = try catalogue.checks.findings(for: drafts.map(\.figure), known: known)
    guard !found.isEmpty else { return [] }
    let rows = Dictionary(drafts.map { ($0.figure.key, $0) }, uniquingKeysWith: { first, _ in first })
    return found.compactMap { finding in
      rows[finding.figure].map {
        CommonV1.Fault(
          finding, of: catalogue.programme.id, note: $0.figure.note, file: heading.file, sheet: $0.sheet, row: $0.row,
          place: sheet.place(of: finding.part.column, in: $0))
      }
    }
  }

  /// The resource names of the zones that the rows are about; empty when no row could be read.
  var zones: [String] {
    Set(drafts.map(\.figure.key.zone.rawValue)).sorted().map { ResourcePattern.zone.name(catalogue.programme.id, $0) }
  }

  /// Throws PERMISSION_DENIED for the first row whose zone is not the caller's.
  func requireZones(_ call: CallContext) throws {
    let method = IndicatorsV1.FigureServiceMethods.importFigures
    do {
      try call.require(method, of: zones)
    } catch var failure as Failure {
      for draft in drafts where (try? call.require(method, of: [zone(of: draft)])) == nil {
        let place = origin(of: draft) + ":" + sheet.place(of: .zone, in: draft).heading
        (failure.zh, failure.en) = (
          "\(place)：\(zone(of: draft))不归您填报。", "\(place): \(zone(of: draft)) is not yours to report."
        )
        failure.values.merge(["field": place, "resource": zone(of: draft)]) { $1 }
        break
      }
      throw failure
    }
  }

  private func zone(of draft: FigureDraft) -> String {
    ResourcePattern.zone.name(catalogue.programme.id, draft.figure.key.zone.rawValue)
  }

  /// Where a row's figure comes from: "报表.xlsx[6月]:5".
  func origin(of draft: FigureDraft) -> String {
    heading.file + (draft.sheet.isEmpty ? "" : "[\(draft.sheet)]") + ":\(draft.row)"
  }

  /// The earlier figures that the checks need.
  var needed: Set<FigureKey> { catalogue.checks.needed(for: drafts.lazy.map(\.figure)) }

  /// The months and indicators among which these lie.
  var reach: (indicators: [String], months: ClosedRange<Month>)? {
    let months = drafts.map(\.figure.key.month)
    guard let first = months.min(), let last = months.max() else { return nil }
    let reach = catalogue.checks.reach(of: Set(drafts.map(\.figure.key.indicator)))
    return (reach.indicators.map(\.rawValue).sorted(), first.adding(-reach.monthsBack)...last)
  }

  /// The same as lists of an indicator and a year at most.
  var years: [FigureStore.Filter] {
    guard let reach else { return [] }
    let starts = sequence(first: reach.months.lowerBound) { $0.adding(12) }.prefix { $0 <= reach.months.upperBound }
    return reach.indicators.flatMap { indicator in
      starts.map { .init(indicator: indicator, from: $0, to: min($0.adding(11), reach.months.upperBound)) }
    }
  }
}
