import Chassis
import Domain
import RPC
import Wire
import WireTupo

extension CommonV1.Fault {
  /// A finding on a figure of a row that came with a note. What a note releases is kept with it, and told. `place` is
  /// where the file has the number.
  init(
    _ finding: Finding, of programme: String, note: String, file: String, sheet: String = "", row: Int,
    place: NumberPlace? = nil
  ) {
    self.init()
    self.file = file
    self.sheet = sheet
    self.row = Int32(clamping: row)
    column = place?.heading ?? finding.part.column.heading
    columnNumber = Int32(clamping: place?.column ?? 0)
    cell = place?.cell ?? ""
    reason = finding.reason.rawValue
    text = CommonV1.LocalizedText(finding.sentence(note: note))
    severity = finding.blocks(note: note) ? .hard : .soft
    rule = ResourcePattern.checkRule.name(programme, finding.rule)
    ruleVersion = Int32(clamping: finding.ruleVersion)
    suggestion = finding.suggestion?.units
  }
}

extension [CommonV1.Fault] {
  /// Refuses when any of them is hard: the first ones as violations, and how many there are.
  func refuseIfHard() throws(Failure) {
    let hard = filter { $0.severity == .hard }
    guard let first = hard.first else { return }
    let violations = hard.prefix(20).map { fault in
      FieldViolation(
        field: fault.place, description: fault.text?.en ?? "", reason: fault.reason,
        localized: LocalizedText(locale: "zh-CN", text: fault.text?.zh ?? ""))
    }
    throw Failure(
      .invalidArgument, "IMPORT_REFUSED", zh: "共\(hard.count)处错误，未保存任何数据。第一处：\(first.place)：\(first.text?.zh ?? "")",
      en: "\(hard.count) faults, nothing was kept. The first: \(first.place): \(first.text?.en ?? "")",
      values: ["field": first.place, "violations": "\(hard.count)", "file": first.file],
      details: [.badRequest(violations)])
  }
}

extension [CommonV1.Fault] {
  /// As many as an answer has room for, hard ones before soft ones, by sheet and row. An answer that no client takes would
  /// leave its caller for ever without one, for it is the first answer that is kept.
  var fitting: [CommonV1.Fault] {
    var room = Self.bytesMax
    return (filter { $0.severity == .hard } + filter { $0.severity != .hard })
      .prefix { fault in
        room -= fault.encoded().count
        return room >= 0
      }
      .sorted { ($0.sheet, $0.row) < ($1.sheet, $1.row) }
  }

  /// Half of what clients take by default.
  static var bytesMax: Int { 2 << 20 }
}

extension IndicatorsV1.ImportFiguresResponse {
  /// Tells as many faults as fit, and how many there are in all.
  mutating func tell(_ faults: [CommonV1.Fault]) {
    self.faults = faults.fitting
    faultCount = Int32(clamping: faults.count)
  }
}

extension IndicatorsV1.SubmitFiguresResponse {
  /// Tells as many findings as fit, and how many there are in all.
  mutating func tell(_ findings: [CommonV1.Fault]) {
    self.findings = findings.fitting
    findingCount = Int32(clamping: findings.count)
  }
}

extension CommonV1.Fault {
  /// "2013-06.csv:4:累计" or "报表.xlsx[6月]:4:累计", as compilers write a place.
  var place: String {
    [file + (sheet.isEmpty ? "" : "[\(sheet)]"), row > 0 ? "\(row)" : "", column].filter { !$0.isEmpty }.joined(
      separator: ":")
  }
}

extension Finding.Part {
  /// The column of a sheet.
  var column: SheetColumn {
    switch self {
    case .cumulative: .cumulative
    case .reportedBase: .base
    case .growth: .growth
    }
  }
}
