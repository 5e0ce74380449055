extension Table {
  /// An object: the facts, then `rows`, each an object of the columns' keys.
  var json: JSONValue {
    let rows = rows.map { row in
      JSONValue.members(zip(columns, row).map { (key: $0.key, value: $1.value) })
    }
    return .members(facts + [(key: "rows", value: .array(rows))])
  }

  /// RFC 4180: headings are the keys, lines end with CRLF, what is missing is an empty cell.
  var csv: String {
    let lines = [columns.map(\.key)] + rows.map { $0.map(\.value.plainText) }
    return lines.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    let special = cell.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
    guard special || cell.first == " " || cell.last == " " else { return cell }
    var text = "\""
    for scalar in cell.unicodeScalars { text += scalar == "\"" ? "\"\"" : String(scalar) }
    return text + "\""
  }
}

extension JSONValue {
  /// The value as one cell of text; lists are joined by "; ".
  var plainText: String {
    switch self {
    case .null: ""
    case .string(let text): text
    case .array(let items): items.map(\.plainText).joined(separator: "; ")
    default: text()
    }
  }
}
