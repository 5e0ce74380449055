extension SheetRowReader {
  mutating func filled(_ column: SheetColumn) -> String? {
    let text = cell(column)
    guard text.isEmpty else { return text }
    fault(column, .cellBlank, "“\(column.heading)”不能为空", "\(column.rawValue) is blank")
    return nil
  }

  mutating func readZone(in month: Month?) -> ZoneKey? {
    guard let name = filled(.zone) else { return nil }
    let found = vocabulary.zones(named: name, in: month)
    if found.count == 1 { return found[0] }
    if found.isEmpty, let month, !vocabulary.zones(named: name).isEmpty {
      faultOfTime(.zone, .zoneNameNotInUse, name, month)
    } else if found.isEmpty {
      let hint = vocabulary.nearestZone(to: name).map { "是否为“\($0)”？" } ?? "请核对单位名称"
      fault(.zone, .zoneUnknown, "没有名为“\(name)”的单位", "unknown zone \"\(name)\"", hint: hint)
    } else {
      let keys = found.map(\.rawValue).joined(separator: ", ")
      fault(.zone, .zoneAmbiguous, "“\(name)”对应多个单位", "several zones have this name: \(keys)", hint: "请写全称")
    }
    return nil
  }

  mutating func readIndicator(in month: Month?) -> Indicator? {
    guard let name = filled(.indicator) else { return nil }
    if let indicator = vocabulary.indicator(named: name, in: month) { return indicator }
    if let month, vocabulary.indicator(named: name) != nil {
      faultOfTime(.indicator, .indicatorNameNotInUse, name, month)
      return nil
    }
    if vocabulary.isComputed(name) {
      fault(
        .indicator, .indicatorComputed, "“\(name)”由公式计算，不填报", "\"\(name)\" is computed, and not reported",
        hint: "请删除其数值")
      return nil
    }
    let hint = vocabulary.nearestIndicator(to: name).map { "是否为“\($0)”？" } ?? "请核对指标名称"
    fault(.indicator, .indicatorUnknown, "没有名为“\(name)”的指标", "unknown indicator \"\(name)\"", hint: hint)
    return nil
  }

  private mutating func faultOfTime(
    _ column: SheetColumn, _ reason: SheetFault.Reason, _ name: String, _ month: Month
  ) {
    fault(
      column, reason, "“\(name)”这一名称\(month)不在使用期内", "the name \"\(name)\" was not in use in \(month)",
      hint: "请用当月的名称")
  }

  mutating func readMonth() -> Month? {
    guard let text = filled(.month) else { return nil }
    guard let month = Month(text) ?? Day(text)?.month ?? MonthPhrase.month(text) else {
      fault(
        .month, .monthUnreadable, "“\(text)”不是有效月份", "\"\(text)\" is no month", hint: "请写作2013-06")
      return nil
    }
    if let earliest = vocabulary.earliest, month < earliest {
      fault(
        .month, .monthOutOfRange, "\(month)早于可填报的\(earliest)", "\(month) is before \(earliest), the first open month")
      return nil
    }
    if let latest = vocabulary.latest, month > latest {
      fault(.month, .monthOutOfRange, "\(month)还没有到", "\(month) has not begun", hint: "请核对年份和月份")
      return nil
    }
    return month
  }

  /// The month, where the indicator is reported in it.
  mutating func reported(_ month: Month, by indicator: Indicator?) -> Month? {
    guard let indicator, !indicator.months.hasForm(month) else { return month }
    fault(
      .month, .monthWithoutForm, "\(indicator.nameChinese)1月不单独报送",
      "this indicator has no January", hint: "1—2月合并在2月报送")
    return nil
  }

  mutating func readUnit(_ indicator: Indicator?) -> MeasureUnit? {
    let named = vocabulary.unit(inName: cell(.indicator))
    let text = cell(.unit).isEmpty ? named ?? "" : cell(.unit)
    if text.isEmpty {
      // A rate alone needs no unit.
      if !cell(.cumulative).isEmpty || !cell(.base).isEmpty { _ = filled(.unit) }
      return nil
    }
    guard let indicator else { return nil }
    if let unit = indicator.scale.unit(named: text) {
      return agrees(.unit, named, "指标名称中的单位", "the indicator's name", indicator, unit) ? unit : nil
    }
    let units = indicator.scale.units.map(\.name).joined(separator: "、")
    fault(
      .unit, .unitUnknown, "“\(text)”不是\(indicator.nameChinese)的计量单位",
      "\"\(text)\" is no unit of this indicator", hint: "可用：\(units)")
    return nil
  }

  mutating func readAmount(_ column: SheetColumn, _ indicator: Indicator?, _ unit: MeasureUnit?) -> Amount? {
    guard let number = readNumber(column) else { return nil }
    if number.isPercent {
      fault(column, .numberUnreadable, "此处应为数值，不是百分数", "a value is wanted, not a percentage")
      return nil
    }
    guard let indicator, let unit else { return nil }
    let named = headings.units[column]
    guard agrees(column, named, "表头单位", "the heading", indicator, unit) else { return nil }
    if let units = number.settled(places: 0, factor: unit.factor) {
      if Figure.allows(units: units) { return Amount(units) }
      fault(column, .numberTooLarge, "数值过大", "the number is too large")
      return nil
    }
    let nearest = number.nearest(places: 0, factor: unit.factor).flatMap { unit.number(of: $0)?.plainText }
    faultOfSize(
      column, number, smallest: indicator.scale.units.first { $0.factor == 1 }?.name ?? "",
      nearest: nearest.map { $0 + unit.name })
    return nil
  }

  /// A sheet with 万元 over the column and 亿元 in the row is wrong by ten thousand in one of the two.
  private mutating func agrees(
    _ column: SheetColumn, _ named: String?, _ chinese: String, _ english: String, _ indicator: Indicator,
    _ unit: MeasureUnit
  ) -> Bool {
    guard let named = named.flatMap(indicator.scale.unit(named:)), named != unit else { return true }
    fault(
      column, .unitContradictsHeading, "\(chinese)为\(named.name)，本行计量单位为\(unit.name)",
      "\(english) says \(named.name), the row \(unit.name)", hint: "请统一单位")
    return false
  }

  mutating func readGrowth() -> Int64? {
    guard let number = readNumber(.growth) else { return nil }
    if let points = number.settled(places: 2) {
      if Figure.allows(growth: points) { return points }
      fault(.growth, .numberTooLarge, "数值过大", "the number is too large")
      return nil
    }
    let nearest = number.nearest(places: 2).map { DecimalNumber(digits: Int128($0), scale: 2).trimmed.plainText }
    faultOfSize(.growth, number, smallest: "0.01%", nearest: nearest)
    return nil
  }

  mutating func readDay() -> Day? {
    let text = cell(.received)
    guard !text.isEmpty else { return nil }
    if let day = Day(text) { return day }
    fault(.received, .dayUnreadable, "“\(text)”不是有效日期", "\"\(text)\" is no day", hint: "请写作2013-07-08")
    return nil
  }

  private mutating func readNumber(_ column: SheetColumn) -> DecimalNumber? {
    let text = cell(column)
    guard !text.isEmpty else { return nil }
    do {
      return try column == .growth ? DecimalNumber(growth: text) : DecimalNumber(accounting: text)
    } catch .tooLong {
      fault(column, .numberTooLarge, "“\(text)”位数过多", "too many digits")
    } catch .misplacedSeparator {
      fault(
        column, .numberUnreadable, "“\(text)”的千分位分隔符位置不对", "thousands separators are misplaced",
        hint: "小数点请用“.”")
    } catch {
      fault(
        column, .numberUnreadable, "“\(text)”不是数字", "\"\(text)\" is no number",
        hint: column == .growth ? "增速请写百分数，如5.1或-3.2，没有请留空" : "没有数据请留空")
    }
    return nil
  }

  private mutating func faultOfSize(
    _ column: SheetColumn, _ number: DecimalNumber, smallest: String, nearest: String?
  ) {
    // With the point moved far to the right only a number that is too large still fails.
    if number.scale > 0, Int64(exactly: number.digits) != nil {
      fault(
        column, .tooPrecise, "小数位数超过最小单位（\(smallest)）",
        "finer than the smallest unit" + (nearest.map { "; the nearest is \($0)" } ?? ""),
        hint: nearest.map { "请改为\($0)" } ?? "")
    } else {
      fault(column, .numberTooLarge, "数值过大", "the number is too large")
    }
  }
}
