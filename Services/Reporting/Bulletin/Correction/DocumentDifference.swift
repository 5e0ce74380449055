/// What changed between two documents, by their printed numbers.
struct DocumentDifference: Sendable, Hashable {
  /// A cell of a table that says something else now.
  struct Cell: Sendable, Hashable {
    var unit: String
    var table: String
    var column: String
    /// Empty: it was not there.
    var old: String
    /// Empty: it is no longer there.
    var new: String
  }

  /// Changed cells, in the order of the new document; those that are gone stand last.
  var cells: [Cell] = []
  /// Sentences of the text that are new or read otherwise.
  var sentences: [String] = []

  var isEmpty: Bool { cells.isEmpty && sentences.isEmpty }

  init(from old: Document, to new: Document) {
    let (before, after) = (CellIndex(old), CellIndex(new))
    for key in after.keys where before.texts[key] != after.texts[key] {
      cells.append(key.cell(old: before.texts[key] ?? "", new: after.texts[key] ?? ""))
    }
    for key in before.keys where after.texts[key] == nil {
      cells.append(key.cell(old: before.texts[key] ?? "", new: ""))
    }
    let known = Set(Self.sentences(of: old))
    sentences = Self.sentences(of: new).filter { !known.contains($0) }
  }

  /// The running text cut at full stops.
  private static func sentences(of document: Document) -> [String] {
    document.blocks.flatMap { block -> [String] in
      switch block {
      case .heading(let heading): cut(heading.text.plainText)
      case .paragraph(let inlines), .note(let inlines): cut(inlines.plainText)
      case .list(let list): list.items.flatMap { cut($0.plainText) }
      case .table, .chart: []
      }
    }
  }

  private static func cut(_ text: String) -> [String] { text.split(separator: "。").map { $0 + "。" } }
}

/// The cells of a document's tables by unit, table and column.
private struct CellIndex {
  struct Key: Hashable {
    var table: String
    var unit: String
    var column: String

    func cell(old: String, new: String) -> DocumentDifference.Cell {
      DocumentDifference.Cell(unit: unit, table: table, column: column, old: old, new: new)
    }
  }

  private(set) var keys: [Key] = []
  private(set) var texts: [Key: String] = [:]

  init(_ document: Document) {
    let blocks = document.blocks + document.attachments.flatMap(\.blocks)
    for case .table(let table) in blocks {
      for row in table.rows { add(row, of: table) }
    }
  }

  private mutating func add(_ row: Table.Row, of table: Table) {
    let unit = row.cells.first?.content.plainText ?? ""
    let name = table.caption.withoutLastBrackets
    for (index, column) in table.columns.enumerated().dropFirst() {
      let key = Key(table: name, unit: unit, column: column.fullTitle)
      let text = table.cell(row, index).content.plainText
      if texts.updateValue(text.isEmpty ? Table.dash : text, forKey: key) == nil { keys.append(key) }
    }
  }
}

extension String {
  /// The name of a table without period and unit, which stand in the brackets at its end: 实际利用外资（商务口径）.
  var withoutLastBrackets: String {
    guard hasSuffix("）") else { return self }
    var (name, depth) = (self[...], 0)
    while let character = name.popLast() {
      depth += character == "）" ? 1 : (character == "（" ? -1 : 0)
      if depth == 0 { return String(name) }
    }
    return self
  }
}

extension Table.Column {
  /// Heading and unit in one: 同比%, 位次（升降）, 距30%（百分点）.
  fileprivate var fullTitle: String {
    let isShort = subtitle.isEmpty || subtitle == "%" || subtitle.hasPrefix("（")
    return title + (isShort ? subtitle : "（\(subtitle)）")
  }
}
