/// Writes a table: its head sticks and repeats, its total stays on top, its cells carry what they are sorted by.
struct HTMLTable {
  private let table: Table
  private let banner: String?
  private let phrases: Phrases

  init(_ table: Table, banner: String?, phrases: Phrases) {
    self.table = table
    self.banner = banner
    self.phrases = phrases
  }

  func write(to writer: inout HTMLWriter, notes: ([[Inline]], inout HTMLWriter) -> Void) {
    writer.element("div", [("class", "board \(Self.name(table.sheet)) \(isWide ? "wide" : "narrow")")]) { writer in
      writer.element("div", [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", table.caption)])
      {
        $0.element("table", [], write)
      }
      let empty = EmptyCells(table).sentence(phrases).map { [[Inline.text($0)]] } ?? []
      notes(table.notes + empty, &writer)
    }
  }

  private var isWide: Bool { table.columns.count > 7 }

  /// The style sheet's word for a sheet.
  static func name(_ sheet: Table.Sheet) -> String {
    switch sheet {
    case .flow: "flow"
    case .portrait: "portrait"
    case .landscape: "landscape"
    }
  }

  private func write(_ writer: inout HTMLWriter) {
    caption(&writer)
    writer.element("thead") { writer in
      groups(&writer)
      writer.element("tr") { writer in
        for index in table.columns.indices { head(index, &writer) }
      }
    }
    // Two bodies, so that a sort never moves the total.
    body(.total, &writer)
    body(.unit, &writer)
  }

  /// A board that is cut out of its document still says that its figures are made.
  private func caption(_ writer: inout HTMLWriter) {
    guard !table.caption.isEmpty || banner != nil else { return }
    writer.element("caption") { writer in
      if let banner { writer.element("span", [("class", "mark")], text: banner) }
      writer.text(table.caption)
    }
  }

  private func groups(_ writer: inout HTMLWriter) {
    guard table.groups.contains(where: { !$0.title.isEmpty }) else { return }
    writer.element("tr", [("class", "groups")]) { writer in
      for group in table.groups {
        let attributes = [("colspan", String(group.span))]
        if group.title.isEmpty {
          writer.element("td", attributes, text: "")
        } else {
          writer.element("th", attributes + [("scope", "colgroup")], text: group.title)
        }
      }
    }
  }

  private func head(_ index: Int, _ writer: inout HTMLWriter) {
    let column = table.columns[index]
    var attributes = [("scope", "col"), ("class", classes(index))]
    if column.isSortable { attributes.append(("data-sort", String(index))) }
    writer.element("th", attributes) { writer in
      writer.text(column.title)
      if !column.subtitle.isEmpty { writer.element("small", text: column.subtitle) }
    }
  }

  private func body(_ kind: Table.Row.Kind, _ writer: inout HTMLWriter) {
    let rows = table.rows.filter { $0.kind == kind }
    guard !rows.isEmpty else { return }
    writer.element("tbody", kind == .total ? [("class", "total")] : []) { writer in
      for row in rows {
        writer.newline()
        writer.element("tr") { writer in
          for index in table.columns.indices { cell(table.cell(row, index), index, &writer) }
        }
      }
    }
  }

  private func cell(_ cell: Table.Cell, _ index: Int, _ writer: inout HTMLWriter) {
    let isHead = index == 0
    var attributes = isHead ? [("scope", "row")] : []
    attributes.append(("class", classes(index)))
    switch cell.sortKey {
    case .none: break
    case .number(let key): attributes.append(("data-n", String(key)))
    case .text(let key): attributes.append(("data-s", key))
    }
    writer.element(isHead ? "th" : "td", attributes) { writer in
      if cell.isEmpty {
        dash(cell.reason, &writer)
      } else if cell.tone == .plain {
        HTMLInline.write(cell.content, phrases, to: &writer)
      } else {
        writer.element("span", [("class", "tone \(Self.name(cell.tone))")]) {
          HTMLInline.write(cell.content, phrases, to: &$0)
        }
      }
    }
  }

  /// The dash is for eyes; its reason is read out and shown when pointed at.
  private func dash(_ reason: String, _ writer: inout HTMLWriter) {
    let words = reason.isEmpty ? phrases.noValue : reason
    writer.element(
      "span", [("class", "dash"), ("role", "img"), ("aria-label", words), ("title", words)], text: Table.dash)
  }

  private func classes(_ index: Int) -> String {
    let column = table.columns[index]
    let kind =
      switch column.kind {
      case .text: "t"
      case .number: "n"
      case .light: "l"
      }
    switch column.alignment {
    case .leading: return kind + " start"
    case .center: return kind + " center"
    case .trailing: return kind + " end"
    }
  }

  /// The style sheet's word for a tone.
  static func name(_ tone: Tone) -> String {
    switch tone {
    case .plain: "plain"
    case .good: "good"
    case .near: "near"
    case .bad: "bad"
    case .muted: "muted"
    }
  }
}
