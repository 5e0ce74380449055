#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import Domain
import Logging
import Storage

/// Where a process's log goes, and how it is written.
struct LogOutput: Sendable {
  /// Lines below this level are not written.
  var level: Logger.Level
  var form: LogForm
  /// The present time in microseconds UTC.
  var clock: @Sendable () -> Int64 = StoreOptions.systemClock
  /// Takes each line whole.
  var sink: @Sendable (String) -> Void = { writeToStandardError($0) }

  /// For people when they look on, otherwise for programs.
  static var usualForm: LogForm { isatty(STDERR_FILENO) == 1 ? .text : .json }

  func write(_ line: LogEntryLine) { sink(form.line(line)) }

  /// The present time as RFC 3339 writes it: `2013-07-19T08:30:00.000Z`.
  func time() -> String {
    let milliseconds = clock() / 1_000
    let (day, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    func padded(_ value: Int64, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(Day(number: Int32(truncatingIfNeeded: day)))T\(clock).\(padded(rest % 1_000, 3))Z"
  }
}

/// In one go, so that lines of several threads do not mix. What cannot be written is lost: nobody waits for a log.
private func writeToStandardError(_ line: String) {
  var line = line
  line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
}
