import Domain

/// A time as heads write it: `2013-07-19T08:30:00.000000Z`.
struct UTCTime: CustomStringConvertible, Hashable {
  /// Since 1970 UTC.
  let micros: Int64

  private static let perSecond: Int64 = 1_000_000
  private static let perDay = 86_400 * perSecond

  init(micros: Int64) { self.micros = micros }

  init?(_ text: String) {
    let day = Day(String(text.prefix(10)))
    let rest = text.dropFirst(10)
    let digits = rest.filter(\.isASCII).filter(\.isNumber)
    guard let day, digits.count == 12, let number = Int64(digits) else { return nil }
    let (hour, minute) = (number / 10_000_000_000, number / 100_000_000 % 100)
    let rest60 = number % 100_000_000
    micros = Int64(day.number) * Self.perDay + (hour * 3600 + minute * 60) * Self.perSecond + rest60
    guard "\(self)" == text else { return nil }  // In no other spelling.
  }

  var description: String {
    let number = (micros - (micros % Self.perDay + Self.perDay) % Self.perDay) / Self.perDay
    let rest = micros - number * Self.perDay
    let seconds = rest / Self.perSecond
    func padded(_ value: Int64, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(Day(number: Int32(truncatingIfNeeded: number)))T\(clock).\(padded(rest % Self.perSecond, 6))Z"
  }
}
