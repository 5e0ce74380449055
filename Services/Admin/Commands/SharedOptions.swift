import ArgumentParser
import Domain
import Foundation

/// Which programme a command is about.
struct ProgrammeOption: ParsableArguments {
  @Option(name: [.short, .long], help: "The programme's id; otherwise TUPO_PROGRAMME, jining-2013. 方案标识。")
  var programme: String?

  /// The programme's id.
  var id: String { programme ?? ProcessInfo.processInfo.environment["TUPO_PROGRAMME"] ?? "jining-2013" }
  /// `programmes/{programme}`.
  var name: String { ResourceName.programme(id) }
}

/// The id of a write's request.
struct RequestIDOption: ParsableArguments {
  @Option(help: "The request's id (UUID or ULID): a repetition gets the first answer. 请求编号。")
  var requestID: String?

  /// The id given, or a new one.
  var value: String { requestID ?? RequestID.fresh() }
}

/// What every change of what is kept may say.
struct WritingOptions: ParsableArguments {
  @Option(help: "The etag as last read. 读取时的版本标记。")
  var etag = ""
  @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
  var dryRun = false
  @OptionGroup var requestID: RequestIDOption

  /// Etag, whether only to check, and the request's id.
  var fields: ((String, Bool), String) { ((etag, dryRun), requestID.value) }
}

/// A month as an argument.
struct MonthArgument: ExpressibleByArgument, Sendable {
  let month: Month
  init?(argument: String) {
    guard let month = Month(argument) else { return nil }
    self.month = month
  }
  var text: String { "\(month)" }
}

/// A day as an argument.
struct DayArgument: ExpressibleByArgument, Sendable {
  let day: Day
  init?(argument: String) {
    guard let day = Day(argument) else { return nil }
    self.day = day
  }
  var text: String { "\(day)" }

  /// Today in China, wherever this computer stands: the day by which the services judge.
  static var today: String { day(at: Date()) }

  /// The day in China at a moment.
  static func day(at moment: Date) -> String { "\(Day(inChinaAt: Int64(moment.timeIntervalSince1970) * 1_000_000))" }
}
