import Domain

/// What a number format makes of a number (ECMA-376 part 1, 18.8.30 and 18.8.31).
enum NumberFormat: Sendable, Hashable {
  /// Shown as a number, with so many decimals where the format says how many.
  case number(decimals: Int?)
  /// Shown in hundredths, with a percent sign and so many decimals.
  case percent(decimals: Int)
  /// A day.
  case day
  /// A day of which only year and month are shown.
  case month

  /// A format that the file only names by its number; those from 27 on are the Chinese ones.
  init(builtIn id: Int) {
    switch id {
    case 9: self = .percent(decimals: 0)
    case 10: self = .percent(decimals: 2)
    case 17, 27, 36, 50, 52, 57: self = .month
    case 14...16, 22, 28...31, 51, 53, 54, 58: self = .day
    case 1, 3, 5, 6, 37, 38, 41, 42: self = .number(decimals: 0)
    case 2, 4, 7, 8, 39, 40, 43, 44: self = .number(decimals: 2)
    default: self = .number(decimals: nil)
    }
  }

  /// A format's code: `yyyy"年"m"月"`, `0.0%`. Only its first section counts.
  init(code: String) {
    let signs = Self.signs(code)
    if signs.contains("y") {
      self = signs.contains("d") ? .day : .month
    } else if signs.contains("d"), signs.contains("m") {
      self = .day
    } else {
      let decimals = signs.drop { $0 != "." }.dropFirst().prefix { Self.places.contains($0) }.count
      self =
        signs.contains("%") ? .percent(decimals: decimals) : .number(decimals: Self.isPlain(signs) ? decimals : nil)
    }
  }

  private static let places: Set<Character> = ["0", "#", "?"]

  /// Whether a number is shown as it is: no fraction, no exponent, not in thousands ("0,").
  private static func isPlain(_ signs: [Character]) -> Bool {
    guard let last = signs.lastIndex(where: places.contains), !signs.contains("/"), !signs.contains("e") else {
      return false
    }
    return !signs[(last + 1)...].contains(",")
  }

  /// The letters and signs that mean something: without quoted texts, colours and escaped characters, in lower case.
  private static func signs(_ code: String) -> [Character] {
    var signs: [Character] = []
    var rest = code.lowercased()[...]
    while let character = rest.popFirst(), character != ";" {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[": rest = rest.drop { $0 != "]" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      default: signs.append(character)
      }
    }
    return signs
  }

  /// The text of a number as the format means it; `nil` when it is none. A percentage that a formula made is taken as
  /// it is shown: what was signed and stamped says 31.4%, not 31.4159265358979%.
  func text(_ number: String, isComputed: Bool, startsIn1904: Bool) -> String? {
    switch self {
    case .number: return NumberText.decimal(number)
    case .percent(let decimals):
      return NumberText.decimal(number, shift: 2, places: isComputed ? decimals : nil).map { $0 + "%" }
    case .day, .month:
      guard let text = NumberText.decimal(number), let serial = Int(text.prefix { $0 != "." }),
        let day = Self.day(serial, startsIn1904: startsIn1904)
      else { return NumberText.decimal(number) }
      return self == .month ? String(day.description.dropLast(3)) : day.description
    }
  }

  /// What is seen of a number; `nil` where the format does not say how many decimals.
  func shown(_ number: String) -> String? {
    switch self {
    case .number(let decimals): decimals.flatMap { NumberText.decimal(number, places: $0) }
    case .percent(let decimals): NumberText.decimal(number, shift: 2, places: decimals).map { $0 + "%" }
    case .day, .month: nil
    }
  }

  /// The day of a serial number. In the system that begins in 1900 the day 60 is 29 February 1900, which never was.
  static func day(_ serial: Int, startsIn1904: Bool) -> Day? {
    guard (1...2_958_465).contains(serial) else { return nil }
    if startsIn1904 { return Day(year: 1904, month: 1, day: 1)?.adding(days: serial) }
    return Day(year: 1899, month: 12, day: serial < 60 ? 31 : 30)?.adding(days: serial)
  }
}
