import Chassis
import Domain
import Wire
import WireTupo

/// Converts what the arithmetic gives: numbers with their arithmetic and sources.
struct RateWriter: Sendable {
  let catalogue: Catalogue
  let book: FigureBook
  let rounding: Rounding
  /// The reported figures behind one that was computed.
  private let origins: @Sendable (FigureKey) -> [FigureKey]

  init(
    _ catalogue: Catalogue, _ book: FigureBook, origins: @escaping @Sendable (FigureKey) -> [FigureKey] = { [$0] }
  ) {
    self.catalogue = catalogue
    self.book = book
    self.origins = origins
    rounding = catalogue.programme.judging.rounding
  }

  /// A rate or a difference of rates, in percent with one decimal; more where one would hide that it is not `limit`.
  func rate(_ computed: Computed<Ratio>, apartFrom limit: Ratio? = nil) -> CommonV1.Rate? {
    computed.explained.map { explained in
      let value = explained.value
      let display =
        limit.map { value.percentText(apartFrom: $0, rounding: rounding) } ?? value.percentText(rounding: rounding)
      return rate(value, display: display, explanation(explained.arithmetic, explained.sources))
    }
  }

  /// A multiple: 1.04 means 1.04 times.
  func multiple(_ computed: Computed<Ratio>) -> CommonV1.Rate? {
    computed.explained.map {
      rate($0.value, display: $0.value.text(decimals: 2, rounding: rounding), explanation($0.arithmetic, $0.sources))
    }
  }

  /// A rate as it was reported or published.
  func published(_ value: Ratio?) -> CommonV1.Rate? {
    value.map { rate($0, display: $0.percentText(rounding: rounding), nil) }
  }

  func explanation(_ arithmetic: String, _ sources: [SourceKey]) -> CommonV1.Explanation {
    .with {
      $0.arithmetic = arithmetic
      $0.sources = sources.flatMap(expanded).map(source)
    }
  }

  private func rate(_ value: Ratio, display: String, _ explanation: CommonV1.Explanation?) -> CommonV1.Rate {
    var rate = CommonV1.Rate(value, display: display)
    rate.explanation = explanation
    return rate
  }

  /// A computed figure's place is taken by those that it was computed from.
  private func expanded(_ key: SourceKey) -> [SourceKey] {
    switch key {
    case .figure(let key): origins(key).map { .figure($0) }
    case .reportedBase(let key): origins(key).map { .reportedBase($0) }
    default: [key]
    }
  }

  private func source(_ key: SourceKey) -> CommonV1.Source {
    switch key {
    case .figure(let key):
      return source(key, "", book[key]?.cumulative.map { amount($0, key.indicator) })
    case .reportedBase(let key):
      return source(key, "上报的上年同期", book[key]?.reportedBase.map { amount($0, key.indicator) })
    case .reportedGrowth(let key):
      let points = book[key]?.reportedGrowth
      return source(key, "报送增速", points.map { Ratio(basisPoints: $0).percentText(decimals: 2) + "%" })
    case .growthFloor(let zone, let indicator, let year):
      return target(zone, indicator, year, "增速目标")
    case .annualTarget(let zone, let indicator, let year):
      return target(zone, indicator, year, "年度目标")
    }
  }

  private func source(_ key: FigureKey, _ what: String, _ value: String?) -> CommonV1.Source {
    let zone = catalogue.zone(key.zone.rawValue)?.shortTitle(on: key.month.lastDay).zh ?? key.zone.rawValue
    let indicator = catalogue.indicator(key.indicator.rawValue)?.title.zh ?? key.indicator.rawValue
    return .with {
      $0.label = "\(zone)\(key.month.cumulativeLabelWithYear)\(indicator)" + (what.isEmpty ? "" : "（\(what)）")
      $0.value = value ?? "—"
      $0.reference = key.name(in: catalogue.programme.id)
    }
  }

  private func target(_ zone: ZoneKey?, _ indicator: IndicatorKey, _ year: Int, _ what: String) -> CommonV1.Source {
    let name = catalogue.indicator(indicator.rawValue)?.title.zh ?? indicator.rawValue
    return .with {
      $0.label = "\(year)年\(name)\(what)"
      $0.reference =
        zone.map {
          ResourcePattern.target.name(catalogue.programme.id, $0.rawValue, "\(indicator.rawValue)-\(year)")
        } ?? ResourcePattern.programme.name(catalogue.programme.id)
    }
  }

  private func amount(_ amount: Amount, _ indicator: IndicatorKey) -> String {
    guard let scale = catalogue.indicator(indicator.rawValue)?.indicator.scale else { return "\(amount.units)" }
    return scale.exactText(amount) + scale.display.name
  }
}

extension CommonV1.Rate {
  /// A rate as it is displayed, without an explanation.
  init(_ value: Ratio, display: String) {
    self.init()
    exact = "\(value)"
    basisPoints = value.basisPoints ?? 0
    self.display = display
  }
}
