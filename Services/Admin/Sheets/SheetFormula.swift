import Domain
import Spreadsheet

/// Parts of a spreadsheet's formula.
enum SheetFormula {
  /// The most characters that office programs take in one.
  static let longest = 8_192
  /// The most characters of a text in one.
  private static let longestText = 255

  /// A text, in pieces where it is too long for one.
  static func text(_ text: String) -> String {
    var (pieces, piece, length): ([String], String, Int) = ([], "", 0)
    for character in text {
      let own = character == "\"" ? "\"\"" : String(character)
      if length + own.utf16.count > longestText {
        pieces.append(piece)
        (piece, length) = ("", 0)
      }
      piece += own
      length += own.utf16.count
    }
    return (pieces + [piece]).map { "\"\($0)\"" }.joined(separator: "&")
  }

  /// What holds together.
  static func and(_ conditions: String...) -> String { "AND(\(conditions.joined(separator: ",")))" }

  /// Whether the number of smallest units `left` is above `ratio` times `right`, both made whole.
  static func exceeds(_ left: String, _ right: String, times ratio: Ratio) -> String {
    "\(product(left, ratio.denominator))>\(product(right, ratio.numerator))"
  }

  /// A number times a whole one.
  static func product(_ number: String, _ factor: some BinaryInteger) -> String {
    factor == 1 ? number : "\(number)*\(factor)"
  }
}
