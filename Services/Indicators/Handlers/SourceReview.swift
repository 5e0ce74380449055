import Chassis
import Domain

/// Whether what stands for one figure can: the same kind, unit and prices, reported, and without sources of its own.
struct SourceReview {
  let indicators: [IndicatorRecord]

  /// Notes every fault, by the field of its indicator in the request.
  func check(_ faults: inout FieldFaults) {
    let byKey = Dictionary(indicators.map { ($0.indicator.key, $0) }, uniquingKeysWith: { first, _ in first })
    for (place, record) in indicators.enumerated() where !record.sources.isEmpty {
      if record.isDerived {
        faults.add(
          "indicators[\(place)].sources", "SOURCE_OF_FORMULA", zh: "由公式计算的指标没有来源。", en: "follows from a formula.")
      }
      for (index, key) in record.sources.enumerated() where key != record.indicator.key {
        guard let other = byKey[key] else { continue }
        let isAlike =
          (other.kind, other.unit, other.growthBasis, other.months)
          == (record.kind, record.unit, record.growthBasis, record.months)
        guard !isAlike || other.isDerived || !other.sources.isEmpty else { continue }
        faults.add(
          "indicators[\(place)].sources[\(index)]", "SOURCE_UNLIKE", zh: "应与本指标同类、同单位、同口径、同报送月份，且自身没有来源。",
          en: "must have the same kind, unit, growth basis and months, and no sources of its own.")
      }
    }
  }
}
