/// What names and telephone numbers look like.
public enum ContactShape {
  /// A name: 1 to 64 characters, not blank, no control characters.
  public static func isName(_ text: String) -> Bool {
    (1...64).contains(text.count) && text.utf8.count <= 1_024 && !text.allSatisfy(\.isWhitespace)
      && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// A telephone number: 5 to 24 of 0-9, "+", "-" and spaces, at least 5 of them digits.
  public static func isTelephone(_ text: String) -> Bool {
    let digits = text.utf8.count { (0x30...0x39).contains($0) }
    let others = text.utf8.count { [0x2B, 0x2D, 0x20].contains($0) }
    return (5...24).contains(text.utf8.count) && digits >= 5 && digits + others == text.utf8.count
  }
}
