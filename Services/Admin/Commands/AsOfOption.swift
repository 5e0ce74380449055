import ArgumentParser
import Domain
import Wire
import WireStandard
import WireTupo

/// Which state a list or a record is shown in.
struct AsOfOption: ParsableArguments {
  @Option(
    help: """
      As it was at the end of a day (2013-07-05), at a moment (2013-07-05T17:30:00+08:00), or at a version as lists tell \
      it (1.42); otherwise as it is. 截至某日终了、某一时刻或某一数据版本的状态。
      """)
  var asOf: AsOfArgument?

  /// The state to read; nil for the present one.
  var point: CommonV1.ReadPoint? { asOf?.point }

  /// The day whose evening an analysis describes: the one named, else that of the state. So a month whose forms are still open,
  /// or that lies ahead, is not due (未到期) and not missing.
  func evening(_ on: DayArgument?) -> String { on?.text ?? day }

  /// The day in China that it is of: today for the present state, and for a version, which tells none.
  var day: String {
    switch asOf {
    case .day(let day): "\(day)"
    case .moment(let moment): "\(Day(inChinaAt: moment.seconds * 1_000_000))"
    case .version, nil: DayArgument.today
    }
  }
}

/// A past moment as an argument.
enum AsOfArgument: ExpressibleByArgument, Sendable, Hashable {
  case day(Day)
  case moment(Moment)
  case version(epoch: Int64, sequence: Int64)

  init?(argument: String) {
    if let day = Day(argument) {
      self = .day(day)
      return
    }
    if let moment = Moment(rfc3339: argument) {
      self = .moment(moment)
      return
    }
    let parts = argument.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
    guard parts.count == 2, let epoch = parts[0], let sequence = parts[1] else { return nil }
    self = .version(epoch: epoch, sequence: sequence)
  }

  var point: CommonV1.ReadPoint {
    .with {
      switch self {
      case .day(let day):
        // The last microsecond of the day in China.
        let seconds = Int64(day.adding(days: 1).number) * 86_400 - 8 * 3_600
        $0.point = .time(
          .with {
            $0.seconds = seconds - 1
            $0.nanos = 999_999_000
          })
      case .moment(let moment):
        $0.point = .time(
          .with {
            $0.seconds = moment.seconds
            $0.nanos = moment.nanos
          })
      case .version(let epoch, let sequence):
        $0.point = .version(
          .with {
            $0.epoch = epoch
            $0.sequence = sequence
          })
      }
    }
  }
}
