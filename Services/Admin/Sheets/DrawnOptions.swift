import ArgumentParser
import Foundation

/// What is told beside a sheet that an office drew.
struct DrawnOptions: ParsableArguments {
  @Option(
    name: .customLong("map"),
    help:
      "What a heading, or a column by its letter, means, as 'HEADING=MEANING' or 'E=MEANING': a usual heading, an indicator, or 忽略. May be repeated. 列名（或列号）对照。"
  )
  var mappings: [MappingArgument] = []
  @Option(help: "Whose file it is: mappings are kept for the sender and used again. 报送单位，对照随之保存。")
  var sender: String?
  @Option(help: "The month, where the sheet names none, as 2013-06. 月份（表中没有时）。")
  var month: MonthArgument?
  @Option(help: "The unit, where the sheet names none, as 万元. 计量单位（表中没有时）。")
  var unit: String?

  /// The sender's mappings with those given now, which are kept.
  func aliases(environment: [String: String]) throws(Complaint) -> [String: String] {
    let given = Dictionary(mappings.map { ($0.heading, $0.meaning) }, uniquingKeysWith: { _, last in last })
    guard let sender else { return given }
    var kept = try SenderMappings(environment: environment)
    if !given.isEmpty {
      kept.add(given, for: sender)
      try kept.save(environment: environment)
    }
    return kept[sender]
  }
}

/// A heading and its meaning as an argument: `完成额=累计`.
struct MappingArgument: ExpressibleByArgument, Sendable, Hashable {
  let heading: String
  let meaning: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    (heading, meaning) = (parts[0], parts[1])
  }
}
