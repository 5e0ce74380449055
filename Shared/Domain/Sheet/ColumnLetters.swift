/// Columns as spreadsheets name them: A, B, … Z, AA.
public enum ColumnLetters {
  /// The letters of a column, from 1.
  public static func text(_ column: Int) -> String {
    var (rest, text) = (column, "")
    while rest > 0 {
      let digit = (rest - 1) % 26
      text = String(UnicodeScalar(UInt8(65 + digit))) + text
      rest = (rest - 1) / 26
    }
    return text
  }
}
