extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }

  /// Blank in any office's file: space, tab, no-break, ideographic or zero-width space, byte order mark.
  var isBlank: Bool {
    isWhitespace || unicodeScalars.allSatisfy { [0xFEFF, 0x200B, 0x2060, 0x00A0].contains($0.value) }
  }

  /// The narrow twin of a full-width form (U+FF01...U+FF5E), and "-" for the signs that stand for a minus.
  var narrowed: Character {
    guard unicodeScalars.count == 1, let scalar = unicodeScalars.first else { return self }
    switch scalar.value {
    case 0xFF01...0xFF5E: return UnicodeScalar(scalar.value - 0xFEE0).map(Character.init) ?? self
    case 0x3000: return " "
    case 0x2212, 0x2013: return "-"
    default: return self
    }
  }

  /// Columns on a terminal: 2 for East Asian wide and full-width, 0 for combining and control, else 1.
  public var displayWidth: Int {
    // A cluster is as wide as its base; an emoji variation selector makes it wide.
    var width = 0
    for scalar in unicodeScalars {
      if scalar.value == 0xFE0F { return 2 }
      width = max(width, scalar.displayWidth)
    }
    return width
  }
}

extension Unicode.Scalar {
  /// Unicode Standard Annex 11, categories W and F; ambiguous characters count as narrow.
  fileprivate static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x25FD...0x25FE, 0x2614...0x2615,
    0x26AA...0x26AB, 0x26BD...0x26BE, 0x2705...0x2705, 0x274C...0x274C, 0x2753...0x2755, 0x2795...0x2797,
    0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F004...0x1F004,
    0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F64F,
    0x1F680...0x1F6FF, 0x1F7E0...0x1F7EB, 0x1F900...0x1FAFF, 0x20000...0x3FFFD,
  ]

  fileprivate var displayWidth: Int {
    if value < 0x20 || (0x7F..<0xA0).contains(value) { return 0 }
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return Self.wide.contains { $0.contains(value) } ? 2 : 1
    }
  }
}
