import Chassis
import Domain
import Wire
import WireTupo

extension IndicatorRecord.Definition {
  init(_ wire: IndicatorsV1.Indicator.Definition, field: String, _ faults: inout FieldFaults) {
    self.init(
      validFrom: faults.optionalDay("\(field).valid_from", wire.validFrom), text: Bilingual(wire.text),
      formula: wire.formula)
  }

  var wire: IndicatorsV1.Indicator.Definition {
    .with {
      $0.validFrom = validFrom.map { "\($0)" } ?? ""
      $0.text = CommonV1.LocalizedText(text)
      $0.formula = formula
    }
  }
}

extension IndicatorRecord {
  /// Converts definitions; their days must follow each other.
  static func definitions(
    _ wire: [IndicatorsV1.Indicator.Definition], field: String, _ faults: inout FieldFaults
  ) -> [Definition] {
    let definitions = wire.enumerated().map { Definition($1, field: "\(field)[\($0)]", &faults) }
    for (index, (before, after)) in zip(definitions, definitions.dropFirst()).enumerated()
    where (before.validFrom ?? .beginning) >= (after.validFrom ?? .beginning) {
      faults.add(
        "\(field)[\(index + 1)].valid_from", "DATES_OVERLAP", zh: "应晚于前一口径。", en: "must be after the one before.")
    }
    return definitions
  }
}

/// Holds the formulas of a programme against each other: they can be read, name what is there, fit in their units, and
/// do not follow from each other.
struct FormulaReview {
  let indicators: [IndicatorRecord]

  /// Notes every fault, by the field of its indicator in the request.
  func check(_ faults: inout FieldFaults) {
    let units = Dictionary(
      indicators.map { (IndicatorKey($0.id), FormulaUnit($0.unit)) }, uniquingKeysWith: { first, _ in first })
    for (place, record) in indicators.enumerated() {
      let field = "indicators[\(place)].definitions"
      if record.kind == .ratio, !record.isDerived || record.definitions.contains(where: \.formula.isEmpty) {
        faults.add(field, "FORMULA_REQUIRED", zh: "比率须有公式。", en: "must have a formula: it is a ratio.")
      }
      for (index, definition) in record.definitions.enumerated() where !definition.formula.isEmpty {
        check(definition.formula, of: record, units, "\(field)[\(index)].formula", &faults)
      }
    }
    if indicators.flatMap(\.definitions).allSatisfy({ $0.formula.count <= Formula.lengthMax }) { checkCycles(&faults) }
  }

  private func check(
    _ text: String, of record: IndicatorRecord, _ units: [IndicatorKey: FormulaUnit], _ field: String,
    _ faults: inout FieldFaults
  ) {
    guard text.count <= Formula.lengthMax else {
      faults.add(
        field, "FORMULA_TOO_LONG", zh: "公式最多\(Formula.lengthMax)个字符。",
        en: "may have at most \(Formula.lengthMax) characters.")
      return
    }
    do throws(Formula.Fault) {
      let formula = try Formula(text)
      do throws(Formula.UnitFault) {
        try formula.checkUnit(FormulaUnit(record.unit)) { units[$0] }
      } catch {
        faults.add(error, field)
      }
    } catch {
      faults.add(error, field)
    }
  }

  /// On each day on which a definition begins.
  private func checkCycles(_ faults: inout FieldFaults) {
    let days = Set(indicators.flatMap(\.definitions).map { $0.validFrom ?? .beginning })
    for day in days.sorted() {
      do throws(DerivedIndicators.Cycle) {
        _ = try DerivedIndicators(indicators.compactMap { $0.derived(in: day.month) })
      } catch {
        let path = error.path.map(\.rawValue).joined(separator: " → ")
        let place = indicators.firstIndex { $0.id == error.path.first?.rawValue } ?? 0
        faults.add(
          "indicators[\(place)].definitions", "FORMULA_CYCLE", zh: "公式循环引用：\(path)。",
          en: "follow from each other: \(path).")
        return
      }
    }
  }
}

extension FieldFaults {
  fileprivate mutating func add(_ fault: Formula.Fault, _ field: String) {
    let (zh, en): (String, String) =
      switch fault {
      case .empty: ("公式为空。", "is blank.")
      case .unexpected(let character, let position):
        ("第\(position)个字符“\(character)”无法理解。", "cannot be read at character \(position), \"\(character)\".")
      case .incomplete: ("公式不完整。", "is incomplete.")
      case .tooDeep: ("括号嵌套过深。", "has too many parentheses within each other.")
      }
    add(field, "FORMULA_INVALID", zh: zh, en: en)
  }

  fileprivate mutating func add(_ fault: Formula.UnitFault, _ field: String) {
    switch fault {
    case .unknown(let key):
      add(
        field, "UNKNOWN_REFERENCE", zh: "本计划没有指标“\(key.rawValue)”。",
        en: "names \"\(key.rawValue)\", which is not there.")
    case .unlike(let first, let second):
      add(
        field, "UNITS_DISAGREE", zh: "“\(first)”与“\(second)”不能相加减。", en: "adds \"\(first)\" and \"\(second)\".")
    case .result(let unit, let wanted):
      add(
        field, "UNITS_DISAGREE", zh: "结果的单位是“\(unit)”，指标的单位是“\(wanted)”。",
        en: "gives \"\(unit)\", and the indicator is in \"\(wanted)\".")
    }
  }
}
