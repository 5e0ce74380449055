import Domain

extension SettingTable {
  /// The list for `--help`: each setting by its flag, its variable and its default, in both languages.
  var help: String {
    rows.map { row in
      let value = row.isSwitch ? "" : " \(row.word)"
      let fallback = row.fallback.isEmpty || row.isSwitch ? "" : " (default: \(row.fallback))"
      return """
          --\(row.name)\(value)\(row.repeats ? " ..." : "")
              \(row.help.en)\(fallback)
              \(row.help.zh)  \(row.variable)
        """
    }.joined(separator: "\n")
  }

  /// The table for the documents, in Markdown.
  var markdown: String {
    let head = ["| key and flag | value | default | variable | what it is | 说明 |", "|---|---|---|---|---|---|"]
    let lines = rows.map { row in
      let value = row.isSwitch ? "true, false" : row.word + (row.repeats ? ", several" : "")
      return "| `\(row.name)` | \(value) | \(row.fallback) | `\(row.variable)` | \(row.help.en) | \(row.help.zh) |"
    }
    return (head + lines).joined(separator: "\n")
  }
}
