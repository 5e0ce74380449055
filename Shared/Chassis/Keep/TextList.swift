public import Storage

/// A list of short texts in one column, separated by U+001F, which no text of ours holds.
public enum TextList {
  /// The column's value.
  public static func value(_ texts: [String]) -> SQLValue { .text(texts.joined(separator: "\u{1F}")) }

  /// The texts of a column's value.
  public static func texts(_ column: String) -> [String] {
    column.isEmpty ? [] : column.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
  }
}
