extension FigureSheet {
  /// Reads the sheets of a file as an office drew them: titles above, headings of several rows, notes and totals below;
  /// one row for each figure, or zones by indicators, indicators of one zone, months of one indicator.
  ///
  /// What a figure needs is taken from its row, else from the headings over its value, else from what stands over the
  /// table, else from `hints`. Totals are compared with their rows and not kept.
  public init(drawn grids: [SheetGrid], vocabulary: SheetVocabulary, hints: SheetHints = SheetHints()) {
    self.init(vocabulary: vocabulary)
    let filled = grids.filter { !$0.isHidden && $0.hasContent }
    guard let first = filled.first else {
      add(SheetFault(.emptySheet, "表中没有内容", "the sheet is empty"))
      return
    }
    let lexicon = HeadingLexicon(vocabulary, aliases: hints.aliases)
    var hasTable = false
    for grid in filled {
      guard let layout = SheetLayout(grid, vocabulary: vocabulary, lexicon: lexicon, hints: hints) else { continue }
      hasTable = true
      var reader = DrawnSheetReader(grid, layout, vocabulary)
      reader.read(into: &self)
    }
    if !hasTable {
      add(
        SheetFault(
          sheet: first.name, .headingsNotFound, "前40行中找不到表头", "no headings in the first 40 rows",
          hint: "表头应有“单位”或“指标”列和数值列；列名特殊的，用 --map 列名=含义 说明"))
    } else if rowCount == 0, faults.isEmpty {
      add(SheetFault(sheet: first.name, .emptySheet, "表中没有数据行", "the sheet has no rows"))
    }
  }
}

/// Reads the rows of one sheet whose layout was found.
private struct DrawnSheetReader {
  private let grid: SheetGrid
  private let layout: SheetLayout
  private let vocabulary: SheetVocabulary
  private let width: Int
  private let texts: [String]
  private var totals = SheetTotals()

  /// What is told beside a row's own cells, in this order behind them.
  private static let told: [SheetColumn] = [.zone, .indicator, .month, .unit]

  init(_ grid: SheetGrid, _ layout: SheetLayout, _ vocabulary: SheetVocabulary) {
    (self.grid, self.layout, self.vocabulary) = (grid, layout, vocabulary)
    width = max(layout.columns.count, grid.rows.map(\.count).max() ?? 0)
    let headings = layout.columns.map(\.heading) + Array(repeating: "", count: width - layout.columns.count)
    texts = headings + Self.told.map(\.heading)
  }

  mutating func read(into sheet: inout FigureSheet) {
    let faults = faultsOfHeadings()
    faults.forEach { sheet.add($0) }
    guard !faults.contains(where: { $0.isHard && ![.columnUnknown, .columnRepeated].contains($0.reason) }) else {
      return
    }
    let layouts = layout.groups.map { sheet.add(headings(of: $0)) }
    for index in grid.rows.indices.dropFirst(layout.headingRows.upperBound) {
      let cells = grid.rows[index]
      let name = SheetLayout.value(cells, layout.keys[.zone] ?? layout.keys[.indicator] ?? -1)
      switch SheetRow(cells, name: name, layout: layout, isKnown: isKnown(name)) {
      case .notes:
        totals.faults(in: grid.name).forEach { sheet.add($0) }
        return
      case .other: continue
      case .total(let isPart): take(cells, row: index + 1) { $0.addTotal($1, isPart: isPart) }
      case .figures:
        if !vocabulary.isCity(name) { take(cells, row: index + 1) { $0.addPart($1) } }
        add(cells, row: index + 1, layouts, into: &sheet)
      }
    }
    totals.faults(in: grid.name).forEach { sheet.add($0) }
  }

  private func isKnown(_ name: String) -> Bool {
    layout.keys[.zone] == nil ? vocabulary.indicator(named: name) != nil : !vocabulary.zones(named: name).isEmpty
  }

  /// Adds the figures of a row: of a wide table those that have a value.
  private func add(_ cells: [String], row: Int, _ layouts: [Int], into sheet: inout FigureSheet) {
    let names = [layout.keys[.zone], layout.keys[.indicator]].map { SheetLayout.value(cells, $0 ?? -1) }
    for (group, place) in zip(layout.groups, layouts) {
      let isBlank = group.columns.values.allSatisfy { SheetLayout.value(cells, $0).isEmpty }
      guard !isBlank || names.allSatisfy({ !$0.isEmpty }) else { continue }
      var own = (0..<width).map { cells.indices.contains($0) ? cells[$0] : "" }
      for column in group.columns.values { own[column] = SheetLayout.value(cells, column) }
      let indicator = indicator(cells, group)
      own += [
        layout.context.zone ?? "", (group.indicator ?? layout.context.indicator)?.name ?? "",
        (group.month ?? layout.context.month).map { "\($0)" } ?? "",
        group.unit ?? vocabulary.unit(inName: names[1]) ?? unit(indicator, group) ?? "",
      ]
      sheet.add(row: row, cells: own, layout: place)
    }
  }

  /// Where each part of a group's figure is among the cells and what is told behind them.
  private func headings(of group: SheetLayout.Group) -> SheetHeadings {
    var positions = layout.keys.merging(group.columns) { key, _ in key }
    for (offset, part) in Self.told.enumerated() {
      let isInHeading = part == .indicator && group.indicator != nil || part == .month && group.month != nil
      if positions[part] == nil || isInHeading { positions[part] = width + offset }
    }
    return SheetHeadings(sheet: grid.name, texts: texts, width: width, positions: positions)
  }

  private func indicator(_ cells: [String], _ group: SheetLayout.Group) -> Indicator? {
    if let named = group.indicator { return vocabulary.indicator(named.key) }
    if let column = layout.keys[.indicator] { return vocabulary.indicator(named: SheetLayout.value(cells, column)) }
    return layout.context.indicator.flatMap { vocabulary.indicator($0.key) }
  }

  /// The unit over the value, else one over the table that the indicator has, else its only one.
  private func unit(_ indicator: Indicator?, _ group: SheetLayout.Group) -> String? {
    if let unit = group.unit { return unit }
    guard let indicator else { return layout.context.units.first }
    if let unit = layout.context.units.first(where: { indicator.scale.unit(named: $0) != nil }) { return unit }
    return indicator.scale.units.count == 1 ? indicator.scale.units[0].name : nil
  }

  /// Hands a row's sums and parts to the comparison of totals.
  private mutating func take(_ cells: [String], row: Int, _ add: (inout SheetTotals, SheetTotals.Entry) -> Void) {
    let keys = [SheetColumn.indicator, .month, .unit].map { key in
      layout.keys[key].map { SheetLayout.value(cells, $0).folded } ?? ""
    }
    guard layout.keys[.zone] != nil else { return }
    for (index, group) in layout.groups.enumerated() {
      for part in [SheetColumn.cumulative, .base] {
        guard let column = group.columns[part] else { continue }
        let text = SheetLayout.value(cells, column)
        guard !text.isEmpty else { continue }
        let isWhole = indicator(cells, group).map { unit($0, group) == $0.scale.units.first { $0.factor == 1 }?.name }
        add(
          &totals,
          SheetTotals.Entry(
            column: .init(group: index, part: part, keys: keys), row: row, position: column + 1,
            heading: texts[column], text: text, isCounted: isWhole ?? false))
      }
    }
  }
}

extension DrawnSheetReader {
  /// What is wrong with the headings, and what neither they nor the text over them tell.
  private func faultsOfHeadings() -> [SheetFault] {
    let row = layout.headingRows.upperBound
    func fault(
      _ index: Int, _ reason: SheetFault.Reason, _ chinese: String, _ english: String, _ hint: String
    ) -> SheetFault {
      let heading = layout.columns[index].heading
      return SheetFault(
        sheet: grid.name, row: row, column: index + 1, heading: heading, cell: heading, reason, chinese, english,
        hint: hint)
    }
    var faults = layout.columns.indices.filter { layout.columns[$0].isUnknown && hasContent(below: $0) }.map { index in
      // Of several lines each is looked up by itself: together they name nothing.
      let heading = layout.columns[index].heading
      let name = heading.contains("／") ? ColumnLetters.text(index + 1) : heading
      if vocabulary.isComputed(heading) {
        return fault(
          index, .columnUnknown, "列“\(heading)”由公式计算，不导入", "the column is computed, and not imported",
          "请删除该列，或用 --map \(name)=忽略")
      }
      return fault(
        index, .columnUnknown, "不认识的列“\(heading)”", "unknown column", "用 --map \(name)=含义 说明，不导入的列写 --map \(name)=忽略")
    }
    faults += layout.repeated.map { index in
      let letters = ColumnLetters.text(index + 1)
      return fault(
        index, .columnRepeated, "列“\(layout.columns[index].heading)”与前面的列重复", "same as a column before it",
        "请写明指标、月份或“上年同期”“增速”，或用 --map \(letters)=含义 说明，不导入的列写 --map \(letters)=忽略")
    }
    faults += layout.ofMonth.map { index in
      fault(
        index, .columnOfMonth, "列“\(layout.columns[index].heading)”在本月数之后，是本月的，未导入",
        "stands behind a month's own value and is of the month alone: not imported",
        "如属累计，请用 --map \(ColumnLetters.text(index + 1))=含义 说明")
    }
    func missing(_ reason: SheetFault.Reason, _ chinese: String, _ english: String, _ hint: String) {
      faults.append(SheetFault(sheet: grid.name, row: row, reason, chinese, english, hint: hint))
    }
    let groups = layout.groups
    if layout.keys[.zone] == nil, layout.context.zone == nil {
      missing(.zoneNotFound, "没有写明是哪个单位的数据", "which zone is not told", "请加“单位”列，或在标题中写单位名称")
    }
    if layout.keys[.indicator] == nil, layout.context.indicator == nil, groups.contains(where: { $0.indicator == nil })
    {
      missing(.indicatorNotFound, "没有写明是哪项指标", "which indicator is not told", "请加“指标”列，或在表头、标题中写指标名称")
    }
    if layout.keys[.month] == nil, layout.context.month == nil, groups.contains(where: { $0.month == nil }) {
      missing(.monthNotFound, "没有写明月份", "the month is not told", "请在标题中写“2013年6月”，或用 --month 2013-06")
    }
    guard layout.keys[.unit] == nil else { return faults }
    for group in groups where group.columns.keys.contains(where: { $0 != .growth }) {
      guard let named = group.indicator ?? layout.context.indicator, let indicator = vocabulary.indicator(named.key),
        unit(indicator, group) == nil
      else { continue }
      missing(
        .unitNotFound, "没有写明“\(indicator.nameChinese)”的计量单位", "no unit of \(indicator.nameEnglish) is told",
        "请在表头写“\(indicator.nameChinese)（\(indicator.scale.display.name)）”，或用 --unit \(indicator.scale.display.name)")
    }
    return faults
  }

  private func hasContent(below column: Int) -> Bool {
    grid.rows.dropFirst(layout.headingRows.upperBound).contains { !SheetLayout.value($0, column).isEmpty }
  }
}
