import Chassis
import Domain
import Wire
import WireTupo

/// The workbook of a monthly form that a zone has filled in: which submission it is of, and what its cells say.
struct FilledForm: Sendable {
  /// The name by which faults are told.
  let file: String
  private let form: FigureForm

  /// Throws a complaint when the file is no form of a submission.
  init(_ read: FigureFile) throws(Complaint) {
    guard let form = read.form, !form.form.isEmpty, !form.zone.isEmpty else {
      throw Complaint(
        zh: "\(read.name)不是月报表。", en: "\(read.name) is not the form of a submission.", field: read.name,
        hint: Bilingual(
          "先生成：tupo indicators template --form 报表 --zone 单位 -o 报表.xlsx",
          "Make one: tupo indicators template --form FORM --zone ZONE -o FORM.xlsx"), status: .usage)
    }
    (file, self.form) = (read.name, form)
  }

  /// `programmes/{programme}/zones/{zone}/submissions/{form}`.
  var submission: String { "\(ResourceName.zone(form.programme, form.zone))/submissions/\(form.form)" }

  /// Form and zone, as commands take them.
  var place: String { "\(form.form) \(form.zone)" }

  /// What it says, read by the units of the submission's indicators.
  func sheet(of read: IndicatorsV1.Submission, _ units: CellUnits) -> SubmissionSheet {
    SubmissionSheet(form, indicators: read.cells.compactMap { units[$0.indicator]?.sheetIndicator })
  }

  /// The cells in which the sheet says something else than the submission does.
  func changes(
    _ sheet: SubmissionSheet, of read: IndicatorsV1.Submission, _ units: CellUnits
  ) -> [IndicatorsV1.SubmissionCell] {
    let told = Dictionary(sheet.cells.map { ($0.indicator.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    return read.cells.compactMap { cell in
      guard let own = told[ResourceName.id(cell.indicator)] else { return nil }
      var changed = cell
      changed.take(own, hasRate: units[cell.indicator]?.growthBasis == .comparable)
      return changed == cell ? nil : changed
    }
  }

  /// What is wrong in the sheet, and what the checks find in its cells, each by its place.
  func faults(_ sheet: SubmissionSheet, _ findings: [IndicatorsV1.Finding]) -> [CommonV1.Fault] {
    let rows = Dictionary(form.lines.map { ($0.cell(.key), $0.number) }, uniquingKeysWith: { first, _ in first })
    let found = findings.filter { $0.state == .open }.compactMap { finding -> CommonV1.Fault? in
      guard var fault = finding.fault, let row = finding.indicators.lazy.compactMap({ rows[ResourceName.id($0)] }).first
      else { return nil }
      fault.file = file
      fault.sheet = form.sheet
      fault.row = Int32(clamping: row)
      fault.columnNumber = Int32(clamping: (FigureForm.columns.firstIndex(of: fault.column) ?? -1) + 1)
      return fault
    }
    return (sheet.faults.map { CommonV1.Fault($0, file: file) } + found).sorted {
      ($0.row, $0.columnNumber) < ($1.row, $1.columnNumber)
    }
  }
}

extension IndicatorsV1.SubmissionCell {
  /// Says what a row of the sheet says. A row that was left blank leaves the same period as it is, and one whose growth the
  /// sheet computes the reported rate.
  fileprivate mutating func take(_ own: SubmissionSheet.Cell, hasRate: Bool) {
    var values = reported ?? .init()
    values.cumulative = own.figure?.cumulative?.units
    if hasRate { values.growthBasisPoints = own.figure?.reportedGrowth }
    if let figure = own.figure { values.base = figure.reportedBase?.units }
    if values != reported ?? .init() { reported = values }
    explanation = own.figure?.note ?? ""
    expectedNextMonth = own.expectedNextMonth?.units
    expectedYearEnd = own.expectedYearEnd?.units
    answer = own.answer
  }
}
