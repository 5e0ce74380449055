/// What a row below the headings is.
enum SheetRow: Hashable {
  /// Figures.
  case figures
  /// A total over all rows, or over those since the last one (小计).
  case total(isPart: Bool)
  /// Blank, a repeated heading, the numbering of the columns, a section's title, a signature.
  case other
  /// Notes, with which the table ends.
  case notes

  private static let noteMarks = ["注:", "注1", "备注:", "说明:", "note:", "notes:"]
  private static let signatures = ["填表", "填报", "制表", "审核", "单位负责人", "统计负责人", "负责人", "联系电话", "报送日期", "报出日期"]
  private static let totals = ["合计", "总计", "小计", "total"]

  /// Tells by a row's cells; `name` is the one that names its zone or, where a column of zones is missing, its indicator.
  init(_ cells: [String], name: String, layout: SheetLayout, isKnown: Bool) {
    let filled = cells.map(\.folded).filter { !$0.isEmpty }
    guard let first = filled.first else {
      self = .other
      return
    }
    let name = name.folded
    if Self.noteMarks.contains(where: first.hasPrefix) {
      self = .notes
    } else if isKnown {
      self = .figures
    } else if Self.totals.contains(where: name.contains) || ["全市", "全部"].contains(name) {
      self = .total(isPart: name.contains("小计"))
    } else if Self.signatures.contains(where: first.hasPrefix) || Self.numbersColumns(filled)
      || !layout.hasValues(cells)
    {
      self = .other
    } else {
      self = layout.repeatsHeadings(cells) ? .other : .figures
    }
  }

  /// "甲│乙│1│2│3", as statistical forms number their columns.
  private static func numbersColumns(_ filled: [String]) -> Bool {
    ["甲", "a", "(甲)"].contains(filled[0])
      && filled.allSatisfy { $0.count <= 3 && ($0.allSatisfy(\.isASCIIDigit) || "甲乙丙丁戊abcde()".contains($0)) }
  }
}

extension SheetLayout {
  /// Whether a row says anything in a column of values.
  func hasValues(_ cells: [String]) -> Bool {
    groups.contains { group in group.columns.values.contains { Self.value(cells, $0) != "" } }
  }

  /// Whether a row has the headings again, as at the top of each printed page.
  func repeatsHeadings(_ cells: [String]) -> Bool {
    let filled = cells.indices.filter { !cells[$0].folded.isEmpty }
    return filled.allSatisfy { columns.indices.contains($0) && columns[$0].heading.folded.contains(cells[$0].folded) }
  }

  /// The text of a value's cell; the signs by which offices mark that there is none are blank.
  static func value(_ cells: [String], _ column: Int) -> String {
    guard cells.indices.contains(column) else { return "" }
    let text = String(cells[column].trimmedBlanks)
    return nothing.contains(text.folded) ? "" : text
  }

  private static let nothing: Set<String> = ["-", "--", "—", "——", "/", "\\", "…", "……", "无", "*", "n/a"]
}
