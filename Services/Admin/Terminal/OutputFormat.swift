/// How lists and boards are written.
enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned columns for people.
  case table
  /// An object with `rows`; keys are stable.
  case json
  /// RFC 4180 in UTF-8; headings are the keys of ``json``.
  case csv
  /// A workbook for people: numbers are numbers. Into a file only.
  case xlsx

  /// Whether people read it, who know things by their names; programs know them by their ids.
  var isForPeople: Bool { self == .table || self == .xlsx }
}
