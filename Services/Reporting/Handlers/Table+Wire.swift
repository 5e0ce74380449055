import Domain
import Wire
import WireTupo

extension ReportingV1.Table {
  init(_ table: Table) {
    self.init()
    caption = table.caption
    columns = table.columns.map { column in
      .with {
        $0.title = column.title
        $0.subtitle = column.subtitle
        $0.kind = column.kind == .number ? .number : column.kind == .light ? .light : .text
      }
    }
    rows = table.rows.map { row in .with { $0.cells = row.cells.map(ReportingV1.Table.Cell.init) } }
    headRows = Int32(table.rows.prefix { $0.kind == .total }.count)
    // What dashes stand for is a note here: the contract's cells hold no reasons.
    let dashes = EmptyCells(table).sentence(.chinese).map { [$0] } ?? []
    notes = table.notes.map(\.plainText) + dashes
  }
}

extension Table {
  init(_ wire: ReportingV1.Table) {
    let columns = wire.columns.map { column in
      Column(
        column.title, subtitle: column.subtitle,
        kind: column.kind == .number ? .number : column.kind == .light ? .light : .text)
    }
    let rows = wire.rows.enumerated().map { index, row in
      Row(
        index < wire.headRows ? .total : .unit,
        row.cells.enumerated().map { position, cell in
          Cell(cell, isText: position < columns.count && columns[position].kind == .text)
        })
    }
    // Wide boards go to landscape pages of their own.
    self.init(
      caption: wire.caption, columns: columns, rows: rows, notes: wire.notes.map { [.text($0)] },
      sheet: columns.count > 10 ? .landscape : .flow)
  }
}

extension ReportingV1.Table.Cell {
  fileprivate init(_ cell: Table.Cell) {
    self.init()
    inlines = cell.content.map(ReportingV1.Inline.init)
    switch cell.sortKey {
    case .none: break
    case .number(let number): sortKey = "\(number)"
    case .text(let text): sortKey = text
    }
    tone = cell.tone.wire
  }
}

extension Table.Cell {
  fileprivate init(_ wire: ReportingV1.Table.Cell, isText: Bool) {
    let key: Table.SortKey =
      if wire.sortKey.isEmpty { .none } else if !isText, let number = Int64(wire.sortKey) { .number(number) } else {
        .text(wire.sortKey)
      }
    self.init(wire.inlines.compactMap(Inline.init), sortKey: key, tone: Tone(wire.tone))
  }
}

extension Tone {
  private static let pairs: [(Tone, ReportingV1.Tone)] = [
    (.plain, .unspecified), (.good, .good), (.near, .near), (.bad, .bad), (.muted, .muted),
  ]

  fileprivate var wire: ReportingV1.Tone { Tone.pairs.first { $0.0 == self }?.1 ?? .unspecified }

  fileprivate init(_ wire: ReportingV1.Tone) { self = Tone.pairs.first { $0.1 == wire }?.0 ?? .plain }
}

extension ReportingV1.Chart {
  init(_ chart: BarChart) {
    self.init()
    title = chart.title
    description = chart.description
    bars = chart.bars.map { bar in
      .with {
        $0.label = bar.label
        $0.value = bar.value == nil ? "" : bar.text
        $0.tone = bar.tone.wire
      }
    }
    floor = chart.references.first.map { ChartNumber.text($0.value) } ?? ""
    floorLabel = chart.references.first?.label ?? ""
  }
}

extension BarChart {
  init(_ wire: ReportingV1.Chart) {
    self.init(
      title: wire.title, description: wire.description, unit: "%",
      bars: wire.bars.map { bar in
        Bar(bar.label, value: PrintedPercent.hundredths(bar.value), text: bar.value, tone: Tone(bar.tone))
      },
      references: PrintedPercent.hundredths(wire.floor).map { [Reference(wire.floorLabel, value: $0)] } ?? [])
  }
}
