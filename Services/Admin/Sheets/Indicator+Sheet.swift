import Domain
import WireTupo

extension IndicatorsV1.Indicator {
  /// Its units.
  var scale: UnitScale {
    UnitScale(smallest: unit, display: displayUnit, displayFactor: displayScale, decimals: Int(displayDecimals))
  }

  /// The unit in which a form is filled in: 万元 for money, else the one of its tables; both hold the smallest exactly.
  var formUnit: MeasureUnit {
    let wanted = [scale.unit(named: "万元"), scale.display].compactMap { $0 }
    return wanted.first { $0.decimals != nil } ?? MeasureUnit(unit, factor: 1)
  }

  /// As sheets know it.
  var sheetIndicator: Indicator {
    Indicator(
      key: IndicatorKey(ResourceName.id(name)), nameChinese: Language.zh.text(title),
      nameEnglish: Language.en.text(title), scale: scale,
      growthBasis: growthBasis == .comparable ? .comparable : .nominal)
  }

  /// A line of a form, without anything known of it.
  var formLine: FormDraft.Line {
    FormDraft.Line(
      id: ResourceName.id(name), name: Language.zh.text(title), unit: formUnit,
      isComparable: growthBasis == .comparable, isFlow: kind == .flow)
  }
}
