import Domain
import Foundation

/// Times as people write and read them.
enum TimeText {
  /// As `2013-06-30 17:00:00` at the place of this computer.
  static func local(micros: Int64) -> String {
    let date = Date(timeIntervalSince1970: Double(micros / 1_000_000))
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: date)
    let day = Day(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1).map { "\($0)" } ?? ""
    return "\(day) \([parts.hour, parts.minute, parts.second].map { padded($0 ?? 0) }.joined(separator: ":"))"
  }

  /// As `2013-06-30T09:00:00.000000Z`, for programs.
  static func utc(micros: Int64) -> String {
    let seconds = micros / 1_000_000
    let fraction = String(micros % 1_000_000)
    let text = Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
    return text.dropLast() + "." + String(repeating: "0", count: 6 - fraction.count) + fraction + "Z"
  }

  /// A day's beginning at the place of this computer, or a time in ISO 8601.
  static func micros(_ text: String) -> Int64? {
    if let day = Day(text) {
      let civil = day.civil
      let parts = DateComponents(year: civil.year, month: civil.month, day: civil.day)
      guard let date = Calendar(identifier: .gregorian).date(from: parts) else { return nil }
      return Int64(date.timeIntervalSince1970) * 1_000_000
    }
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    return Int64(date.timeIntervalSince1970) * 1_000_000
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
