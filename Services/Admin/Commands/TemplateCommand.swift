import ArgumentParser
import Domain
import RPC
import Spreadsheet
import WireTupo

/// `tupo indicators template`.
struct TemplateCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Makes a month's form as a workbook to fill in. 生成月报表。",
    discussion: """
      With --zone and --month the month before and the same period of last year are filled in, and growth and warnings \
      are computed in the sheet, by the programme's check rules. Without them they are chosen in the form. \
      tupo indicators import FILE sends it in. 填好后用 tupo indicators import 报送。
      With --form and --zone it holds the zone's draft of that monthly form, and tupo submission fill FILE takes it back. \
      月报填好后用 tupo submission fill 填入。
      """)

  @Option(help: "The monthly form whose draft it is; with --zone. 月报表标识。")
  var form: String?

  @Option(help: "The zone's id; otherwise chosen in the form. 单位标识。")
  var zone: String?
  @Option(help: "The month, as 2013-06; otherwise written in the form. 月份。")
  var month: MonthArgument?
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws {
    guard let file = speech.file else {
      throw ValidationError("Where to? -o FILE.xlsx（请用 -o 指定文件）")
    }
    guard file.lowercased().hasSuffix(".xlsx") else {
      throw ValidationError("-o: the form is a workbook: name it FILE.xlsx（报表是工作簿，-o 的文件名须以.xlsx结尾）")
    }
    if form != nil && (zone == nil || month != nil) {
      throw ValidationError("--form goes with --zone, and has its own month（--form须与--zone同用，月份由报表定）")
    }
  }

  func run() async throws {
    let console = console
    let (programme, form, zone, month) = (programme.id, form, zone, month?.month)
    let point = asOf.point
    let draft = try await withRemotes { remotes in
      if let form, let zone {
        return try await SubmissionSource(programme: programme, form: form, zone: zone, read: point).draft(
          from: remotes[.indicators])
      }
      return try await FormSource(programme: programme, zone: zone, month: month, read: point).draft(
        from: remotes[.indicators])
    }
    let next = form == nil ? "tupo indicators import" : "tupo submission fill"
    guard let path = speech.file else { return }
    try OutputFile.write(FormWorkbook(draft).workbook.bytes(), to: path)
    console.note(
      console.text(
        "\(path)：已生成。填好后：\(next) \(path)", "\(path): made. When filled in: \(next) \(path)"))
  }
}
