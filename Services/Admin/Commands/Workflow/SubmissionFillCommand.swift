import ArgumentParser
import RPC
import Wire
import WireTupo

/// `tupo submission fill`.
struct SubmissionFillCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "fill", abstract: "Fills in cells; what is not named stays. 填报指标。",
    discussion: """
      Either the workbook that tupo indicators template --form made: what is wrong in it is told at once, by sheet, row \
      and column. Or cells by options. 可直接填入报表文件，也可逐项填写。
      tupo submission fill 月报.xlsx
      Values stand in the indicator's display unit, rates in per cent. Nothing behind "=" takes a value away. \
      数值以指标的显示单位计，增速以百分数计；等号后为空即清除。
      tupo submission fill 2013-06 yanzhou-industrial-park --value fixed-asset-investment=38.2
      """)

  @Argument(help: "The form's id, or a form that was filled in (FILE.xlsx). 报表标识，或填好的报表文件。")
  var form: String
  @Argument(help: "The zone's id; a file names it itself. 单位；文件中已有。")
  var zone: String?
  @OptionGroup var programme: ProgrammeOption
  @Option(help: "The cumulative value: INDICATOR=NUMBER; may be repeated. 累计，可重复。")
  var value: [AssignmentArgument] = []
  @Option(help: "The same period of last year: INDICATOR=NUMBER. 上年同期。")
  var base: [AssignmentArgument] = []
  @Option(help: "The growth in per cent: INDICATOR=NUMBER. 同比增速%。")
  var growth: [AssignmentArgument] = []
  @Option(help: "Why it rose or fell: INDICATOR=TEXT. 情况说明。")
  var explain: [AssignmentArgument] = []
  @Option(help: "The answer to what was remarked: INDICATOR=TEXT. 退回答复。")
  var answer: [AssignmentArgument] = []
  @Option(help: "What is expected of next month's cumulative value: INDICATOR=NUMBER. 预计下月累计。")
  var expectNext: [AssignmentArgument] = []
  @Option(help: "What is expected of the year: INDICATOR=NUMBER. 预计全年。")
  var expectYear: [AssignmentArgument] = []
  @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
  var dryRun = false
  @OptionGroup var requestID: RequestIDOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws {
    let isEmpty = (value + base + growth + explain + answer + expectNext + expectYear).isEmpty
    if zone == nil {
      if !isEmpty { throw ValidationError("which zone? FORM ZONE --value …（请写明报表和单位）") }
    } else if isEmpty {
      throw ValidationError("nothing to fill in: name a --value at least（未填任何指标）")
    }
  }

  func run() async throws {
    guard let zone else { return try await fill(from: form) }
    let name = "\(ResourceName.zone(programme.id, zone))/submissions/\(form)"
    let (dryRun, requestID) = (dryRun, requestID.value)
    let filled = try await withRemotes { remotes in
      let (read, units) = try await remotes[.indicators].call { channel, options in
        let read = try await IndicatorsV1.SubmissionServiceClient(channel).getSubmission(
          .with { $0.name = name }, options: options)
        return (read, try await CatalogueNames(of: name, channel, options))
      }
      let cells = try changed(read, units)
      let submission = try await remotes[.indicators].call { channel, options in
        try await IndicatorsV1.SubmissionServiceClient(channel).updateSubmission(
          .with {
            $0.submission = .with {
              $0.name = name
              $0.etag = read.etag
              $0.cells = cells
            }
            $0.validateOnly = dryRun
            $0.requestId = requestID
          }, options: options)
      }
      return (submission, units)
    }
    console.show(SubmissionsView.cells(filled.0, filled.1, console.language))
  }

  /// The cells that were named, as they were read, with what the options say of them.
  private func changed(
    _ read: IndicatorsV1.Submission, _ units: CatalogueNames
  ) throws(Complaint) -> [IndicatorsV1.SubmissionCell] {
    var cells: [String: IndicatorsV1.SubmissionCell] = [:]
    func edit(
      _ options: [AssignmentArgument], _ field: String,
      _ change: (inout IndicatorsV1.SubmissionCell, AssignmentArgument, Int64, String) throws(Complaint) -> Void
    ) throws(Complaint) {
      for option in options {
        let name = ResourceName.indicator(programme.id, option.key)
        guard let unit = units[name], let cell = cells[name] ?? read.cells.first(where: { $0.indicator == name }) else {
          throw Complaint(
            zh: "报表没有指标“\(option.key)”。", en: "The form does not ask \"\(option.key)\".", field: field,
            hint: Bilingual(
              "可用：" + read.cells.map { ResourceName.id($0.indicator) }.joined(separator: "、"),
              "It asks: " + read.cells.map { ResourceName.id($0.indicator) }.joined(separator: ", ")), status: .usage)
        }
        var own = cell
        if own.reported == nil { own.reported = .init() }
        try change(&own, option, unit.displayScale, unit.displayUnit)
        cells[name] = own
      }
    }
    try edit(value, "--value") { cell, option, scale, unit throws(Complaint) in
      cell.reported?.cumulative = try option.amount(scale: scale, unit: unit, field: "--value")
    }
    try edit(base, "--base") { cell, option, scale, unit throws(Complaint) in
      cell.reported?.base = try option.amount(scale: scale, unit: unit, field: "--base")
    }
    try edit(growth, "--growth") { cell, option, _, _ throws(Complaint) in
      cell.reported?.growthBasisPoints = try option.basisPoints(field: "--growth")
    }
    try edit(explain, "--explain") { cell, option, _, _ in cell.explanation = option.text }
    try edit(answer, "--answer") { cell, option, _, _ in cell.answer = option.text }
    try edit(expectNext, "--expect-next") { cell, option, scale, unit throws(Complaint) in
      cell.expectedNextMonth = try option.amount(scale: scale, unit: unit, field: "--expect-next")
    }
    try edit(expectYear, "--expect-year") { cell, option, scale, unit throws(Complaint) in
      cell.expectedYearEnd = try option.amount(scale: scale, unit: unit, field: "--expect-year")
    }
    return read.cells.compactMap { cells[$0.indicator] }
  }
}
