import Chassis
import Domain
import Wire
import WireTupo

// What every analysis says alike on the wire.
extension Analysis {
  /// A zone's name; empty for the total.
  func name(_ zone: ZoneKey?) -> String {
    zone.map { ResourcePattern.zone.name(catalogue.programme.id, $0.rawValue) } ?? ""
  }

  /// A zone's name in tables as of the month.
  func title(_ zone: ZoneKey?) -> CommonV1.LocalizedText {
    guard let zone else { return CommonV1.LocalizedText(Bilingual(zh: "合计", en: "Total")) }
    return CommonV1.LocalizedText(
      catalogue.zone(zone.rawValue)?.shortTitle(on: month.lastDay) ?? Bilingual(zh: zone.rawValue))
  }

  /// What the result says of its indicator.
  func label(_ record: IndicatorRecord) -> IndicatorsV1.IndicatorLabel {
    .with {
      $0.indicator = record.name
      $0.title = CommonV1.LocalizedText(record.title)
      $0.displayUnit = record.displayUnit
      $0.displayScale = record.displayScale
      $0.displayDecimals = Int32(clamping: record.displayDecimals)
    }
  }

  /// Whether a figure of the month of any indicator that is looked at was made for a demonstration.
  var isDemonstration: Bool {
    catalogue.indicators.contains { (wanted?.contains($0.indicator.key) ?? true) && isDemonstration($0) }
  }

  /// The same of one indicator.
  func isDemonstration(_ record: IndicatorRecord) -> Bool {
    zones.contains { figures.figure($0, record.indicator.key, month)?.isDemonstration ?? false }
  }
}

extension CommonV1.LocalizedText {
  /// Why there is no number.
  init(_ reason: Undefined) {
    self.init(Bilingual(zh: reason.chineseText, en: reason.englishText))
  }
}

extension Ratio {
  /// A number that need not be whole, rounded to the indicator's unit; nil where that does not fit.
  var wholeUnits: Int64? { Int64(exactly: nearestInteger()) }
}
