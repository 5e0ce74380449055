import Domain

/// A moment as RFC 3339 writes it (section 5.6): `2013-07-05T17:30:00+08:00`.
struct Moment: Sendable, Hashable {
  /// Whole seconds since 1970 UTC.
  let seconds: Int64
  /// Nanoseconds beyond them.
  let nanos: Int32

  /// `nil` for anything else, and without "Z" or an offset: where a computer stands must not say which moment it is.
  init?(rfc3339 text: String) {
    let halves = text.uppercased().split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, let day = Day(String(halves[0])), "\(day)" == String(halves[0]),
      let (clock, ahead) = Self.offset(of: halves[1])
    else { return nil }
    let pieces = clock.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = pieces.count == 2 ? String(pieces[1]) : "0"
    guard let time = Self.numbers(pieces[0], below: [24, 60, 60]), (1...9).contains(fraction.utf8.count),
      Self.areDigits(fraction), let nanos = Int32(fraction + String(repeating: "0", count: 9 - fraction.utf8.count))
    else { return nil }
    seconds = Int64(day.number) * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2] - ahead
    self.nanos = nanos
  }

  /// The time of day, and by how many seconds it is ahead of UTC.
  private static func offset(of time: Substring) -> (clock: Substring, ahead: Int64)? {
    if time.hasSuffix("Z") { return (time.dropLast(), 0) }
    let sign = time.suffix(6).first
    guard sign == "+" || sign == "-", let offset = numbers(time.suffix(5), below: [24, 60]) else { return nil }
    let seconds = offset[0] * 3_600 + offset[1] * 60
    return (time.dropLast(6), sign == "-" ? -seconds : seconds)
  }

  /// Numbers of two digits with colons between, each below its limit.
  private static func numbers(_ text: Substring, below limits: [Int64]) -> [Int64]? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == limits.count, parts.allSatisfy({ $0.utf8.count == 2 && areDigits($0) }) else { return nil }
    let numbers = parts.compactMap { Int64($0) }
    return zip(numbers, limits).allSatisfy { $0 < $1 } ? numbers : nil
  }

  private static func areDigits(_ text: String) -> Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
