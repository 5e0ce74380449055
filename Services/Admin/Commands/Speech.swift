import ArgumentParser
import Foundation

extension Language: ExpressibleByArgument {}
extension OutputFormat: ExpressibleByArgument {}

/// How the command speaks: language and format.
struct Speech: ParsableArguments {
  @Option(help: "Language: zh or en; otherwise by LC_ALL and LANG. 语言。")
  var lang: Language?
  @Option(help: "Format of lists: table, json, csv or xlsx (with -o). 列表格式。")
  var output: OutputFormat = .table
  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("The file to write to; otherwise stdout. 输出文件。", valueName: "file"), completion: .file())
  var file: String?

  func validate() throws {
    guard output != .xlsx || file != nil else {
      throw ValidationError("--output xlsx needs a file: -o FILE.xlsx（请用 -o 指定文件）")
    }
  }

  /// The console that these options ask for.
  var console: Console {
    let environment = ProcessInfo.processInfo.environment
    return Console(
      language: lang ?? .preferred(in: environment), format: output, environment: environment)
  }

  /// Before any option is known.
  static var standard: Speech {
    var speech = Speech()
    speech.lang = nil
    speech.output = .table
    speech.file = nil
    return speech
  }
}

/// A command that speaks with the user.
protocol Speaking {
  var speech: Speech { get }
}

extension Speaking {
  /// Where the command speaks.
  var console: Console { speech.console }
}
