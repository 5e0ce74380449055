import ArgumentParser
import WireTupo

/// What growth is counted from.
struct GrowthBaseOptions: ParsableArguments {
  enum Base: String, ExpressibleByArgument, CaseIterable {
    case samePeriod = "same-period"
    case previousMonth = "previous-month"
  }

  @Option(help: "What growth is counted from: same-period (同比) or previous-month (环比). 增速基期。")
  var base: Base = .samePeriod
  @Option(help: "Count growth from the same period of this year. 定基年份。")
  var baseYear: Int32?

  /// As requests take them.
  var fields: (growthBase: IndicatorsV1.GrowthBase, baseYear: Int32) {
    if let baseYear { return (.fixedYear, baseYear) }
    return (base == .previousMonth ? .previousMonth : .samePeriod, 0)
  }
}
