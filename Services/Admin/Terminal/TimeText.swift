import Domain
import Foundation

/// Times as people write and read them.
enum TimeText {
  /// As `2013-06-30 17:00:00` in China, wherever this computer stands: days, deadlines and receipts are China's.
  static func china(micros: Int64) -> String {
    let day = Day(inChinaAt: micros)
    let second = micros / 1_000_000 - beginning(of: day)
    return "\(day) " + [second / 3_600, second / 60 % 60, second % 60].map(padded).joined(separator: ":")
  }

  /// As `2013-06-30T09:00:00.000000Z`, for programs.
  static func utc(micros: Int64) -> String {
    let seconds = micros / 1_000_000
    let fraction = String(micros % 1_000_000)
    let text = Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
    return text.dropLast() + "." + String(repeating: "0", count: 6 - fraction.count) + fraction + "Z"
  }

  /// A day's beginning in China, or a time in ISO 8601.
  static func micros(_ text: String) -> Int64? {
    if let day = Day(text) { return beginning(of: day) * 1_000_000 }
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    return Int64(date.timeIntervalSince1970) * 1_000_000
  }

  /// When a day begins in China, in seconds since 1970: UTC+8 all the year.
  private static func beginning(of day: Day) -> Int64 { Int64(day.number) * 86_400 - 8 * 3_600 }

  private static func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
