import Chassis
import Domain
import WireTupo

/// An import under way: the sheet as it is read, and what its rows are to become.
struct FigureImport: Sendable {
  let catalogue: Catalogue
  let heading: IndicatorsV1.ImportFiguresRequest.Heading
  private var sheet: FigureSheet

  init(heading: IndicatorsV1.ImportFiguresRequest.Heading, catalogue: Catalogue) {
    self.heading = heading
    self.catalogue = catalogue
    sheet = FigureSheet(
      headings: heading.columns, row: Int(max(heading.row, 1)), vocabulary: catalogue.vocabulary)
  }

  mutating func add(_ slice: IndicatorsV1.ImportFiguresRequest.Slice) {
    for row in slice.rows { sheet.add(row: Int(row.number), cells: row.cells) }
  }

  mutating func finish() { sheet.finish() }

  /// Rows with content that were read.
  var rows: Int { sheet.rowCount }

  /// What is wrong with the sheet itself.
  var faults: [CommonV1.Fault] { sheet.faults.map { CommonV1.Fault($0, file: heading.file) } }

  /// The figures with the rows that they came from.
  var drafts: [FigureDraft] {
    sheet.drafts.map { draft in
      var own = draft
      own.figure.isDemonstration = heading.demonstration
      if own.figure.source.isEmpty { own.figure.source = heading.source }
      return own
    }
  }

  /// What the checks against earlier figures find. The sheet's own rows count as known, so that the months of one sheet
  /// are held against each other. Throws when a difference does not fit.
  func findings(known: FigureBook) throws -> [CommonV1.Fault] {
    var book = known
    let drafts = drafts
    for draft in drafts { book[draft.figure.key] = draft.figure }
    return try drafts.flatMap { draft -> [CommonV1.Fault] in
      guard let rules = catalogue.rules(draft.figure.key.indicator) else { return [] }
      return try rules.findings(draft.figure, known: book)
        .filter { $0.reason != .sameAsBefore }
        .map { CommonV1.Fault($0, note: draft.figure.note, file: heading.file, row: draft.row) }
    }
  }

  /// The resource names of the zones that the rows are about; empty when no row could be read.
  var zones: [String] {
    Set(sheet.drafts.map(\.figure.key.zone.rawValue)).map { ResourcePattern.zone.name(catalogue.programme.id, $0) }
  }

  /// Where a row's figure comes from.
  func origin(of draft: FigureDraft) -> String { "\(heading.file):\(draft.row)" }

  /// The months and indicators whose earlier figures the checks need.
  var reach: (indicators: [String], from: Month, to: Month)? {
    let months = sheet.drafts.map(\.figure.key.month)
    guard let first = months.min(), let last = months.max() else { return nil }
    return (Set(sheet.drafts.map(\.figure.key.indicator.rawValue)).sorted(), first.adding(-12), last)
  }
}
