import ArgumentParser
import WireTupo

/// `tupo reporting bulletin`.
struct BulletinCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "bulletin", abstract: "Draws a published bulletin as text or HTML. 输出通报。",
    discussion: "It does not publish: tupo reporting publish --month 2013-06. 本命令不发布。")

  /// How it is drawn.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, html
  }

  @Option(help: "The month, as 2013-06: its last edition. 月份（最新版次）。")
  var month: MonthArgument
  @Option(help: "Another edition than the last. 版次。")
  var edition: Int?
  @Option(help: "text or html. 格式。")
  var format = Format.text
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let console = console
    let id = month.text + (edition.map { "-\($0)" } ?? "")
    let name = ResourceName.bulletin(programme.id, id)
    let columns = min(400, max(60, console.out.columns ?? 100))
    let drawn = try await withRemotes { remotes in
      do {
        return try await Rendering.fetch(
          name, format: format == .html ? .html : .text, columns: columns, read: asOf.point, from: remotes[.reporting])
      } catch var complaint as Complaint {
        if complaint.status == .refused {
          complaint.hint = Bilingual(
            "若尚未发布：tupo reporting publish --month \(month.text)",
            "If it is not published yet: tupo reporting publish --month \(month.text)")
        }
        throw complaint
      }
    }
    guard let path = speech.file else { return console.write(String(decoding: drawn.bytes, as: UTF8.self)) }
    try OutputFile.write(drawn.bytes, to: path)
    console.note(path)
  }
}
