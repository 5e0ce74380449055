/// The side on which a text stands when blanks fill it up.
public enum Alignment: Sendable, Hashable {
  /// Text to the left: names.
  case left
  /// Text to the right: numbers.
  case right
  /// Text in the middle: headings.
  case centre
}

extension String {
  /// Columns that the text takes on a terminal.
  public var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text filled up with spaces to a width in columns; a longer text stays as it is.
  public func padded(to width: Int, _ alignment: Alignment = .left) -> String {
    let missing = max(0, width - displayWidth)
    let before =
      switch alignment {
      case .left: 0
      case .right: missing
      case .centre: missing / 2
      }
    return String(repeating: " ", count: before) + self + String(repeating: " ", count: missing - before)
  }

  /// The text cut to at most `width` columns, its end replaced by `mark`; never half a wide character.
  public func truncated(to width: Int, mark: String = "…") -> String {
    guard displayWidth > width else { return self }
    let room = width - mark.displayWidth
    guard room >= 0 else { return "" }
    var (result, used) = ("", 0)
    for character in self {
      guard used + character.displayWidth <= room else { break }
      result.append(character)
      used += character.displayWidth
    }
    return result + mark
  }

  /// The text cut or filled up to exactly `width` columns.
  public func fitted(to width: Int, _ alignment: Alignment = .left) -> String {
    truncated(to: width).padded(to: width, alignment)
  }

  /// Without blanks at both ends, the byte order mark included.
  var trimmedBlanks: Substring {
    if hasPlainEnds { return self[...] }
    var rest = self[...]
    while let first = rest.first, first.isBlank { rest.removeFirst() }
    while let last = rest.last, last.isBlank { rest.removeLast() }
    return rest
  }

  /// For looking names up: no blanks, full-width forms narrowed, lower case.
  public var folded: String {
    if isFolded { return self }
    return String(filter { !$0.isBlank }.map(\.narrowed)).lowercased()
  }
}

// Nearly every cell of a sheet has nothing to fold and no blank at its ends, which its bytes tell without a look at what
// Unicode says of each character.
extension String {
  /// The first bytes of U+4000 to U+9FFF: Han characters, with no blanks, capitals or full-width forms among them.
  private static let hanLeads: ClosedRange<UInt8> = 0xE4...0xE9
  /// The letters, digits and signs of ASCII.
  private static let graphics: ClosedRange<UInt8> = 0x21...0x7E

  /// Whether the text begins and ends with characters of these.
  private var hasPlainEnds: Bool {
    guard let first = utf8.first, let last = utf8.last, Self.isPlainLead(first) else { return false }
    return Self.graphics.contains(last) || utf8.suffix(3).first.map(Self.hanLeads.contains) ?? false
  }

  private static func isPlainLead(_ byte: UInt8) -> Bool { graphics.contains(byte) || hanLeads.contains(byte) }

  /// Whether all of it is of these, and none is a capital.
  private var isFolded: Bool {
    utf8.allSatisfy { byte in
      let isCapital = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      let isContinuation = 0x80...0xBF ~= byte
      return isContinuation || Self.isPlainLead(byte) && !isCapital
    }
  }
}
