extension DecimalNumber {
  /// Reads "1,234.50", "１２３４", "-3.1%", "＋5". No floating point takes part.
  ///
  /// Full-width digits and signs count as their narrow twins; blanks around the number are dropped.
  public init(parsing text: String) throws(Fault) {
    if let plain = Self.plain(text) {
      self = plain
      return
    }
    var reader = DecimalReader()
    let characters = Array(text.trimmedBlanks)
    guard !characters.isEmpty else { throw .blank }
    for (index, character) in characters.enumerated() {
      try reader.take(character, at: index + 1)
    }
    self = try reader.finish(length: characters.count)
  }

  /// At most eighteen digits of ASCII with a minus in front and a point between, as most cells have a number; nil for
  /// every other form.
  private static func plain(_ text: String) -> DecimalNumber? {
    var (digits, count): (Int64, Int) = (0, 0)
    var decimals: Int?
    var isNegative = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits &* 10 &+ Int64(byte - UInt8(ascii: "0"))
        count += 1
        decimals = decimals.map { $0 + 1 }
      case UInt8(ascii: ".") where count > 0 && decimals == nil: decimals = 0
      case UInt8(ascii: "-") where count == 0 && !isNegative: isNegative = true
      default: return nil
      }
    }
    guard (1...18).contains(count), decimals != 0 else { return nil }
    return DecimalNumber(digits: Int128(isNegative ? -digits : digits), scale: decimals ?? 0)
  }
}

/// States of reading one number, a character at a time.
private struct DecimalReader {
  private var negative = false
  private var digits: Int128 = 0
  private var wholeDigits = 0
  private var decimals: Int?
  private var sinceSeparator: Int?
  private var percent = false
  private var last: Character = " "

  mutating func take(_ raw: Character, at position: Int) throws(DecimalNumber.Fault) {
    let character = raw.narrowed
    defer { last = character }
    switch character {
    case _ where percent: throw .unexpected(raw, position: position)
    case "0"..."9": try takeDigit(character)
    case "+" where position == 1: break
    case "-" where position == 1: negative = true
    case "." where decimals == nil && wholeDigits > 0: try takePoint()
    case "," where decimals == nil && wholeDigits > 0: try takeSeparator()
    case "%" where wholeDigits > 0 && last.isASCIIDigit: percent = true
    default: throw .unexpected(raw, position: position)
    }
  }

  private mutating func takeDigit(_ character: Character) throws(DecimalNumber.Fault) {
    guard let digit = character.wholeNumberValue, let next = try? digits.times(10).plus(Int128(digit)) else {
      throw .tooLong
    }
    digits = next
    if let count = decimals {
      decimals = count + 1
    } else {
      wholeDigits += 1
      sinceSeparator = sinceSeparator.map { $0 + 1 }
    }
  }

  private mutating func takePoint() throws(DecimalNumber.Fault) {
    guard sinceSeparator ?? 3 == 3 else { throw .misplacedSeparator }
    decimals = 0
  }

  private mutating func takeSeparator() throws(DecimalNumber.Fault) {
    guard sinceSeparator.map({ $0 == 3 }) ?? (wholeDigits <= 3) else { throw .misplacedSeparator }
    sinceSeparator = 0
  }

  func finish(length: Int) throws(DecimalNumber.Fault) -> DecimalNumber {
    guard sinceSeparator ?? 3 == 3 else { throw .misplacedSeparator }
    guard wholeDigits > 0, last.isASCIIDigit || percent else { throw .unexpected(last, position: length) }
    return DecimalNumber(digits: negative ? -digits : digits, scale: decimals ?? 0, isPercent: percent)
  }
}
