/// Makes text that came from outside safe to print on any medium.
enum Printable {
  /// The text with every character that could steer a terminal or turn the reading direction replaced by U+FFFD.
  ///
  /// C0 and C1 controls would let a hostile name send escape sequences; bidirectional controls (UAX #9, 2.1 and 2.2)
  /// would let it show its letters in another order. Line breaks and tabs become spaces: a document breaks its own
  /// lines.
  static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHarmful) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": scalars.append(" ")
      case _ where isHarmful(scalar): scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: true
    case 0x2028, 0x2029: true
    default: false
    }
  }
}
