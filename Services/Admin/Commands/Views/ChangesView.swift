import WireTupo

/// What applying a programme found or did.
enum ChangesView {
  static func table(_ changes: [(service: ServiceName, change: CommonV1.Change)], _ language: Language) -> Table {
    var table = Table([
      .text("service", "服务", "service"), .text("kind", "变化", "change"), .text("resource", "资源", "resource"),
      .text("fields", "字段", "fields"),
    ])
    table.rows = changes.map { entry in
      let word = Words.change(entry.change.kind)
      let fields = entry.change.fields
      return [
        .text(entry.service.rawValue), .word(word.text.text(language), word.key, word.tone),
        .text(entry.change.resource),
        Table.Cell(shown: fields.joined(separator: ", "), value: .array(fields.map { .string($0) })),
      ]
    }
    return table
  }
}
