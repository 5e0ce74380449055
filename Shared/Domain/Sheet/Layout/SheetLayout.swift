/// How an office drew a table: where its headings stand, and what each column is.
struct SheetLayout {
  /// Columns whose cells in one row make one figure.
  struct Group {
    var indicator: NamedIndicator?
    var month: Month?
    var unit: String?
    /// The column of each part of the figure.
    var columns: [SheetColumn: Int] = [:]
  }

  /// The rows of the headings.
  let headingRows: Range<Int>
  /// The meaning of each column.
  private(set) var columns: [ColumnMeaning]
  /// What stands over the table.
  let context: SheetContext
  /// The figures of a row: one in a long table, one for each indicator and month in a wide one.
  private(set) var groups: [Group] = []
  /// Columns of names and months, and of remarks.
  private(set) var keys: [SheetColumn: Int] = [:]
  /// Columns of growths and bases that are of the month alone.
  private(set) var ofMonth: [Int] = []
  /// Columns whose part of a figure another column has already.
  private(set) var repeated: [Int] = []

  private static let searched = 40
  private static let tallest = 3

  /// Finds the headings: the rows that say most, of those with a column of names or months and a column of values.
  init?(_ grid: SheetGrid, vocabulary: SheetVocabulary, lexicon: HeadingLexicon, hints: SheetHints) {
    var best: (rows: Range<Int>, columns: [ColumnMeaning], weight: Int)?
    for first in grid.rows.indices.prefix(Self.searched) {
      for last in first..<min(first + Self.tallest, grid.rows.count) {
        guard
          Self.isHeading(grid.rows[last]) || last > first && Self.isBelow(grid.rows[last - 1], grid.rows[last], lexicon)
        else { break }
        let columns = Self.meanings(Self.spread(grid.rows[first...last], lexicon), lexicon)
        guard columns.contains(where: \.isValue), columns.contains(where: \.isKey) else { continue }
        let weight = columns.reduce(0) { $0 + $1.weight }
        if weight > best?.weight ?? .min { best = (first..<last + 1, columns, weight) }
      }
    }
    guard let best else { return nil }
    headingRows = best.rows
    columns = best.columns
    let above = grid.rows[..<best.rows.lowerBound].flatMap { $0 } + [grid.name]
    let hasMonths = best.columns.contains { $0.field == .month || $0.period?.month != nil }
    context = SheetContext(Self.distinct(above), vocabulary: vocabulary, hints: hints, hasMonths: hasMonths)
    takeChanges(grid)
    inheritIndicators()
    leaveMonths()
    pairYears()
    inheritPeriods()
    collect()
    takeMeasures(grid, vocabulary)
  }

  /// A title is one text, in one cell or in merged ones.
  private static func isHeading(_ row: [String]) -> Bool { Set(row.map(\.folded)).subtracting([""]).count > 1 }

  /// Below years side by side the same months may stand in each column: "2013年│2012年" over "1-6月│1-6月". A title below
  /// would stand in all columns, or in the first one.
  private static func isBelow(_ above: [String], _ row: [String], _ lexicon: HeadingLexicon) -> Bool {
    let filled = row.indices.filter { !row[$0].folded.isEmpty }
    guard filled.count > 1, lexicon.words(of: row[filled[0]])?.contains(where: { $0 != .filler }) ?? false else {
      return false
    }
    return above.indices.contains { !above[$0].folded.isEmpty && !filled.contains($0) }
  }

  /// A file of text has merged cells only once: an indicator or a period reaches to the right over blank cells, as far as
  /// there are headings below.
  private static func spread(_ rows: ArraySlice<[String]>, _ lexicon: HeadingLexicon) -> [[String]] {
    guard rows.count > 1 else { return Array(rows) }
    return rows.indices.map { index in
      let below = rows[(index + 1)...]
      return rows[index].indices.reduce(into: []) { (row: inout [String], column) in
        let text = rows[index][column]
        let isHeaded = below.contains { $0.indices.contains(column) && !$0[column].folded.isEmpty }
        row.append(text.folded.isEmpty && isHeaded && lexicon.spreads(row.last ?? "") ? row.last ?? "" : text)
      }
    }
  }

  private static func meanings(_ rows: [[String]], _ lexicon: HeadingLexicon) -> [ColumnMeaning] {
    let width = rows.map(\.count).max() ?? 0
    return (0..<width).map { column in
      ColumnMeaning(rows.map { $0.indices.contains(column) ? $0[column] : "" }, column: column + 1, lexicon)
    }
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// "增减" over cells that are all percentages is a growth.
  private mutating func takeChanges(_ grid: SheetGrid) {
    for index in columns.indices where columns[index].isChange {
      let numbers = grid.rows.dropFirst(headingRows.upperBound)
        .compactMap { try? DecimalNumber(growth: Self.value($0, index)) }
      if !numbers.isEmpty, numbers.allSatisfy(\.isPercent) { columns[index].field = .growth }
    }
  }

  /// "固定资产投资（万元）│增速（%）│财政收入（万元）│增速（%）": a column that names no indicator belongs to the one before it.
  private mutating func inheritIndicators() {
    guard !columns.contains(where: { $0.field == .indicator }) else { return }
    var current: NamedIndicator?
    for index in columns.indices where columns[index].isValue || columns[index].isSingle {
      if let own = columns[index].indicator { current = own } else { columns[index].indicator = current }
    }
  }

  /// "本月│增幅%│累计│增幅%": a growth or a base behind 本月 is of the month alone. Behind "累计│本月" the only one of its kind
  /// is the cumulative value's.
  private mutating func leaveMonths() {
    var month: ColumnMeaning?
    for index in columns.indices {
      let column = columns[index]
      if column.isSingle { month = column }
      guard column.isValue else { continue }
      if column.field == .cumulative { month = nil }
      guard let month, month.indicator == column.indicator, column.period == nil, !column.isTold,
        !isOnlyOne(index)
      else { continue }
      columns[index].field = nil
      ofMonth.append(index)
    }
  }

  /// Whether a growth or a base is the only one of its indicator, with the cumulative value before it.
  private func isOnlyOne(_ index: Int) -> Bool {
    let same = columns.indices.filter { columns[$0].isValue && columns[$0].indicator == columns[index].indicator }
    return same.contains { $0 < index && columns[$0].field == .cumulative }
      && !same.contains { $0 != index && columns[$0].field == columns[index].field }
  }

  /// "2013年1—6月│2012年1—6月│增长%": of two columns a year apart the earlier one is the same period of last year.
  private mutating func pairYears() {
    let values = columns.indices.filter { columns[$0].field == .cumulative && month(of: $0) != nil }
    for (_, indices) in Dictionary(grouping: values, by: { columns[$0].indicator }) where indices.count == 2 {
      let ordered = indices.sorted { (month(of: $0)?.index ?? 0) < (month(of: $1)?.index ?? 0) }
      guard let last = month(of: ordered[1]), month(of: ordered[0]) == last.samePeriodLastYear else { continue }
      columns[ordered[0]].field = .base
      columns[ordered[0]].period = columns[ordered[1]].period
      let rates = columns.indices.filter { columns[$0].isValue && month(of: $0) == nil }
      for index in rates where columns[index].indicator == columns[ordered[1]].indicator {
        columns[index].period = columns[ordered[1]].period
      }
    }
  }

  /// "1—6月累计│上年同期│增长%": a base or a growth that names no period is of that of the value before it, else of the
  /// first one behind it. Years side by side leave it open.
  private mutating func inheritPeriods() {
    for index in columns.indices where columns[index].isValue && columns[index].field != .cumulative {
      guard columns[index].period?.month == nil || month(of: index) == nil else { continue }
      let values = columns.indices.filter {
        columns[$0].field == .cumulative && columns[$0].indicator == columns[index].indicator
      }
      guard Set(values.compactMap { month(of: $0)?.year }).count == 1,
        let value = values.last(where: { $0 < index }) ?? values.first, let month = month(of: value)
      else { continue }
      columns[index].period = MonthPhrase(month)
    }
  }

  /// The month of a column; of one that names a year alone, the month over the table in that year.
  private func month(of column: Int) -> Month? {
    guard let period = columns[column].period else { return nil }
    return period.month(inYear: context.year)
      ?? context.month.map { period.within(MonthPhrase($0)) }?.month(inYear: nil)
  }

  private mutating func collect() {
    (groups, keys, repeated) = ([], [:], [])
    let told = columns.contains { $0.field == .month } ? nil : context.month
    for (index, column) in columns.enumerated() {
      guard let field = column.field else { continue }
      guard column.isValue else {
        if keys[field] == nil { keys[field] = index } else { repeated.append(index) }
        continue
      }
      let month = month(of: index) ?? told
      let known = groups.firstIndex { $0.indicator == column.indicator && $0.month == month }
      let place = known ?? groups.count
      if known == nil { groups.append(Group(indicator: column.indicator, month: month)) }
      if groups[place].columns[field] == nil { groups[place].columns[field] = index } else { repeated.append(index) }
      if field != .growth, let unit = column.unit { groups[place].unit = groups[place].unit ?? unit }
    }
  }

  /// "指标│单位│累计": a column 单位 whose cells are all units of measure tells the unit of each row.
  private mutating func takeMeasures(_ grid: SheetGrid, _ vocabulary: SheetVocabulary) {
    guard keys[.unit] == nil else { return }
    let first = columns.indices.first { index in
      columns[index].field == .zone && columns[index].heading.folded == "单位" && hasMeasures(index, grid, vocabulary)
    }
    guard let first else { return }
    columns[first].field = .unit
    collect()
  }

  /// Whether a column has units of measure, and nothing else, in its rows of figures and totals.
  private func hasMeasures(_ column: Int, _ grid: SheetGrid, _ vocabulary: SheetVocabulary) -> Bool {
    var isFilled = false
    for cells in grid.rows.dropFirst(headingRows.upperBound) {
      let text = Self.value(cells, column)
      guard !text.isEmpty else { continue }
      let name = Self.value(cells, keys[.indicator] ?? column)
      let isKnown = vocabulary.indicator(named: name) != nil
      switch SheetRow(cells, name: name, layout: self, isKnown: isKnown) {
      case .notes: return isFilled
      case .other: continue
      case .figures, .total:
        guard vocabulary.isMeasure(text) else { return false }
        isFilled = true
      }
    }
    return isFilled
  }
}
