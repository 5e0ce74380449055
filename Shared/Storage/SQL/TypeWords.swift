/// The words in braces that each engine spells in its own way, so that one text serves both.
///
/// | word | SQLite | PostgreSQL |
/// |---|---|---|
/// | `{integer}` | INTEGER | BIGINT |
/// | `{text}` | TEXT | TEXT COLLATE "C" |
/// | `{blob}` | BLOB | BYTEA |
/// | `{strict}` after a table | STRICT | |
/// | `{keyed}` after a table whose rows are found by the primary key | STRICT, WITHOUT ROWID | |
/// | `{lock}` after a SELECT: nobody else may lock or change the row | | FOR UPDATE |
/// | `{share}` after a SELECT: nobody else may change the row | | FOR SHARE |
struct TypeWords: Sendable {
  let spelling: [String: String]

  static let sqlite = TypeWords(spelling: [
    "integer": "INTEGER", "text": "TEXT", "blob": "BLOB", "strict": "STRICT", "keyed": "STRICT, WITHOUT ROWID",
    "lock": "", "share": "",
  ])

  static let postgresql = TypeWords(spelling: [
    "integer": "BIGINT", "text": "TEXT COLLATE \"C\"", "blob": "BYTEA", "strict": "", "keyed": "",
    "lock": "FOR UPDATE", "share": "FOR SHARE",
  ])

  /// The text as this engine reads it. Throws `badStatement` for a word that is not in the table.
  func spell(_ sql: String) throws(StorageError) -> String {
    guard sql.utf8.contains(UInt8(ascii: "{")) else { return sql }
    var result = ""
    var rest = sql[...]
    while let open = rest.firstIndex(of: "{") {
      let word = rest[rest.index(after: open)...].prefix { $0 != "}" }
      guard let spelled = spelling[String(word)], word.endIndex < rest.endIndex else {
        throw .badStatement("unknown type word {\(word)}")
      }
      result += rest[..<open] + spelled
      rest = rest[rest.index(after: word.endIndex)...]
    }
    return result + rest
  }
}
