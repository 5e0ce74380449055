/// The value of `grpc-timeout`: at most eight digits and a unit (grpc/doc/PROTOCOL-HTTP2.md, Timeout).
enum Timeout {
  private static let units: [(letter: UInt8, nanoseconds: Int64)] = [
    (UInt8(ascii: "n"), 1), (UInt8(ascii: "u"), 1_000), (UInt8(ascii: "m"), 1_000_000),
    (UInt8(ascii: "S"), 1_000_000_000), (UInt8(ascii: "M"), 60_000_000_000), (UInt8(ascii: "H"), 3_600_000_000_000),
  ]
  private static let mostDigits = 8

  static func parse(_ value: UnsafeBufferPointer<UInt8>) -> Duration? {
    guard let last = value.last, let unit = units.first(where: { $0.letter == last }) else { return nil }
    let digits = value.dropLast()
    guard !digits.isEmpty, digits.count <= mostDigits else { return nil }
    var number: Int64 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    // 99,999,999 hours do not fit nanoseconds; whole seconds do.
    return unit.nanoseconds >= 1_000_000_000
      ? .seconds(number * (unit.nanoseconds / 1_000_000_000)) : .nanoseconds(number * unit.nanoseconds)
  }

  /// The timeout in the finest unit that fits, rounded up, so that it never ends before its deadline.
  static func format(_ timeout: Duration) -> String {
    let nanoseconds = max(0, timeout.wholeNanoseconds)
    for unit in units {
      let number = nanoseconds / unit.nanoseconds + (nanoseconds % unit.nanoseconds > 0 ? 1 : 0)
      if number < 100_000_000 { return "\(number)\(Character(UnicodeScalar(unit.letter)))" }
    }
    return "99999999H"
  }
}
