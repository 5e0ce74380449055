/// A workbook's number as decimal text, exactly: no floating point takes part.
///
/// Excel stores 17 digits of a binary number and shows 15 ("612.39999999999998" for 612.4). A number with a fraction and
/// more digits is therefore rounded to 15, half away from zero; whole numbers keep every digit.
enum NumberText {
  private static let shownDigits = 15
  private static let longest = 400

  /// Reads "61.24", "-1.5E+10"; `nil` for what is no number. `shift` moves the point to the right: 2 for per cent.
  /// With `places` the result is rounded to so many decimals.
  static func decimal(_ text: String, shift: Int = 0, places: Int? = nil) -> String? {
    guard var number = Parts(text) else { return nil }
    if number.hasFractionOrExponent, number.digits.count > shownDigits { number.round(to: shownDigits) }
    number.point += shift
    if let places, number.digits.count > number.point + places { number.round(to: number.point + places) }
    return number.text
  }

  /// Digits and where the point stands among them: 61.24 is 6124 and 2.
  private struct Parts {
    var isNegative = false
    var digits: [UInt8] = []
    var point = 0
    var hasFractionOrExponent = false

    init?(_ text: String) {
      var fraction: Int?
      var rest = text.utf8[...]
      if let sign = rest.first, [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(sign) {
        isNegative = rest.removeFirst() == UInt8(ascii: "-")
      }
      while let byte = rest.first, byte != UInt8(ascii: "E"), byte != UInt8(ascii: "e") {
        rest.removeFirst()
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          digits.append(byte - UInt8(ascii: "0"))
          if let count = fraction { fraction = count + 1 }
        case UInt8(ascii: ".") where fraction == nil: fraction = 0
        default: return nil
        }
      }
      guard !digits.isEmpty, digits.count <= longest else { return nil }
      var exponent = 0
      if !rest.isEmpty {
        guard let value = Int(Substring(rest.dropFirst())), abs(value) <= longest else { return nil }
        exponent = value
      }
      hasFractionOrExponent = fraction ?? 0 > 0 || !rest.isEmpty
      point = digits.count - (fraction ?? 0) + exponent
      let zeros = digits.prefix { $0 == 0 }.count
      digits.removeFirst(zeros)
      point -= zeros
    }

    /// Keeps the first `count` digits.
    mutating func round(to count: Int) {
      guard count >= 0 else { return digits = [] }
      let goesUp = digits[count] >= 5
      digits.removeLast(digits.count - count)
      guard goesUp else { return }
      var place = count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 {
        digits[place] += 1
      } else {
        digits.insert(1, at: 0)
        point += 1
      }
    }

    var text: String {
      var digits = digits
      while digits.count > max(0, point), digits.last == 0 { digits.removeLast() }
      guard !digits.isEmpty else { return "0" }
      let whole = point > 0 ? Array(digits.prefix(point)) + zeros(point - digits.count) : [0]
      let fraction = zeros(-point) + digits.dropFirst(max(0, point))
      let mark = fraction.isEmpty ? "" : "."
      return (isNegative ? "-" : "") + Self.characters(whole) + mark + Self.characters(fraction)
    }

    private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: max(0, count)) }
    private static func characters(_ digits: [UInt8]) -> String {
      String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }
  }
}
