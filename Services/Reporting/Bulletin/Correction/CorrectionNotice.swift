/// What a correction opens with: which bulletin it corrects, and every printed number that changed.
struct CorrectionNotice {
  /// The number of the corrected bulletin, as printed.
  let corrected: String
  let difference: DocumentDifference

  /// More changed cells than these are counted, not listed.
  static let listed = 40
  /// More changed sentences than these are counted, not quoted.
  static let quoted = 5

  /// The corrected document: the same with the notice before everything else.
  func opening(_ document: Document) -> Document {
    var document = document
    document.title += "（更正）"
    document.blocks.insert(contentsOf: blocks, at: 0)
    return document
  }

  private var blocks: [Block] {
    [.paragraph(lead.inlines)] + (difference.cells.isEmpty ? quotes : [.table(table)])
  }

  private var lead: Words {
    let cells = difference.cells.count
    let sentences = difference.sentences.count
    var parts: [Words] = []
    if cells > 0 { parts.append("更正表中数字\(cells)处" + (cells > Self.listed ? "，列出前\(Self.listed)处" : "")) }
    if sentences > 0 { parts.append(cells > 0 ? "正文随之更改\(sentences)句" : "更正正文\(sentences)句") }
    let lead: Words = "\(strong: "更正：")\(corrected)有误，以本期为准。"
    return parts.isEmpty ? lead : lead + parts.joined("；") + "。"
  }

  /// Where no cell of a table changed, the sentences as they read now.
  private var quotes: [Block] {
    let sentences = difference.sentences.prefix(Self.quoted)
    return sentences.isEmpty ? [] : [.list(ItemList(.marked, items: sentences.map { [.text("现为：\($0)")] }))]
  }

  private var table: Table {
    Table(
      caption: "更正前后对照（共\(difference.cells.count)处）",
      columns: ["单位", "表", "栏目"].map { Table.Column($0, kind: .text) } + [Table.Column("原数"), Table.Column("现数")],
      rows: difference.cells.prefix(Self.listed).map { cell in
        Table.Row(.unit, [cell.unit, cell.table, cell.column, cell.old, cell.new].map { Table.Cell([.text($0)]) })
      })
  }
}
