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
      are computed in the sheet. Without them they are chosen in the form. tupo indicators import FILE sends it in. \
      填好后用 tupo indicators import 报送。
      """)

  @Option(help: "The zone's id; otherwise chosen in the form. 单位标识。")
  var zone: String?
  @Option(help: "The month, as 2013-06; otherwise written in the form. 月份。")
  var month: MonthArgument?
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws {
    guard speech.file != nil else {
      throw ValidationError("Where to? -o FILE.xlsx（请用 -o 指定文件）")
    }
  }

  func run() async throws {
    let console = console
    let source = FormSource(programme: programme.id, zone: zone, month: month?.month)
    let draft = try await withRemotes { remotes in try await source.draft(from: remotes[.indicators]) }
    guard let path = speech.file else { return }
    try OutputFile.write(FormWorkbook(draft).workbook.bytes(), to: path)
    console.note(
      console.text(
        "\(path)：已生成。填好后：tupo indicators import \(path)",
        "\(path): made. When filled in: tupo indicators import \(path)"))
  }
}
