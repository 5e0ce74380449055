import Domain

/// Writes a table for people: columns aligned by what a terminal shows, two columns for a Chinese character.
struct TableText: Sendable {
  let language: Language
  let screen: Screen
  private static let narrowest = 8  // Texts are not cut below this many columns.

  init(language: Language, screen: Screen) {
    self.language = language
    self.screen = screen
  }

  /// The lines: caption, heading, rule, rows, notes.
  func text(of table: Table) -> String {
    let shown = Layout(table, language, limit: screen.columns)
    var lines = table.caption.isEmpty ? [] : [screen.style.paint(table.caption.printable, .strong)]
    lines.append(screen.style.paint(line(shown, shown.titles.map { Table.Cell.text($0) }), .strong))
    lines.append(shown.widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─"))
    lines += table.rows.map { row in line(shown, shown.picked.map { row[$0] }) }
    lines += table.notes.map { screen.style.paint($0.printable, .muted) }
    if !shown.leftOut.isEmpty { lines.append(screen.style.paint(advice(shown.leftOut), .muted)) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func advice(_ leftOut: [String]) -> String {
    let names = leftOut.joined(separator: language == .zh ? "、" : ", ")
    return language == .zh
      ? "终端较窄，未显示：\(names)（--output csv 可得全部）" : "The terminal is narrow; not shown: \(names) (--output csv has all)"
  }

  private func line(_ layout: Layout, _ cells: [Table.Cell]) -> String {
    var parts: [String] = []
    for (index, cell) in cells.enumerated() {
      let text = cell.shown.isEmpty ? "—" : cell.shown.printable
      let fitted = text.fitted(to: layout.widths[index], layout.alignments[index])
      parts.append(screen.style.paint(fitted, cell.tone))
    }
    return parts.joined(separator: " │ ")
  }

  /// Which columns are shown, and how wide.
  private struct Layout {
    var picked: [Int]
    var titles: [String] = []
    var alignments: [Alignment] = []
    var widths: [Int] = []
    var leftOut: [String] = []

    init(_ table: Table, _ language: Language, limit: Int?) {
      picked = table.columns.indices.filter { !table.columns[$0].isHidden }
      let all = table.columns.map { $0.title.text(language) }
      let natural = table.columns.indices.map { column in
        max(all[column].displayWidth, table.rows.map { max(1, $0[column].shown.printable.displayWidth) }.max() ?? 0)
      }
      while let limit, Self.total(picked.map { natural[$0] }) > limit, let spare = Self.mostSpare(picked, table) {
        leftOut.insert(all[spare], at: 0)
        picked.removeAll { $0 == spare }
      }
      titles = picked.map { all[$0] }
      alignments = picked.map { table.columns[$0].alignment }
      widths = picked.map { natural[$0] }
      if let limit { shrink(to: limit) }
    }

    private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + 3 * max(0, widths.count - 1) }

    private static func mostSpare(_ picked: [Int], _ table: Table) -> Int? {
      picked.filter { table.columns[$0].spare > 0 }.max { table.columns[$0].spare < table.columns[$1].spare }
    }

    /// Cuts the widest texts, never a number.
    private mutating func shrink(to limit: Int) {
      while Self.total(widths) > limit {
        let texts = widths.indices.filter { alignments[$0] == .left && widths[$0] > TableText.narrowest }
        guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { return }
        widths[widest] -= 1
      }
    }
  }
}
