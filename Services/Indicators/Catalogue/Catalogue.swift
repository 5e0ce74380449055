import Domain

/// Everything that a programme says before the first figure comes: who reports what, and what is demanded.
struct Catalogue: Sendable, Hashable {
  var programme: ProgrammeRecord
  /// In protocol order.
  let zones: [ZoneRecord]
  /// In the programme's order.
  var indicators: [IndicatorRecord]
  /// The programme's own rules of checking, in its order.
  var checkRules: [CheckRuleRecord]
  /// What became of its zones, by day.
  var successions: [SuccessionRecord]

  private let zonePlaces: [String: Int]
  /// The zones whose figures are held against each other, as they are told.
  private let neighbours: [ZoneKey: Bilingual]

  init(
    programme: ProgrammeRecord, zones: [ZoneRecord], indicators: [IndicatorRecord], checkRules: [CheckRuleRecord],
    successions: [SuccessionRecord]
  ) {
    (self.programme, self.zones, self.indicators) = (programme, zones, indicators)
    (self.checkRules, self.successions) = (checkRules, successions)
    zonePlaces = Dictionary(zones.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    neighbours = Dictionary(
      zones.filter { !$0.isCity }.map { (ZoneKey($0.id), $0.shortTitle(on: .end)) },
      uniquingKeysWith: { first, _ in first })
  }

  func zone(_ id: String) -> ZoneRecord? { zonePlaces[id].map { zones[$0] } }
  func indicator(_ id: String) -> IndicatorRecord? { indicators.first { $0.id == id } }

  /// The names that sheets may use until a month: of indicators that are reported at some time, and of those that never are.
  func vocabulary(until latest: Month) -> SheetVocabulary {
    SheetVocabulary(
      zones: zones.map(\.zone), indicators: indicators.filter(\.isReported).map(\.indicator),
      computed: indicators.filter { !$0.isReported }.map(\.indicator), latest: latest)
  }

  /// The checks that figures are held against.
  var checks: Checks {
    let own = checkRules.map(\.rule)
    return Checks(
      own: own + precedence.rules(besides: own), indicators: indicators.map(\.indicator),
      zones: neighbours, margins: programme.judging, territories: territories)
  }

  /// Which source of a figure counts.
  var precedence: SourcePrecedence {
    SourcePrecedence(
      Dictionary(indicators.map { ($0.indicator.key, $0.sources) }, uniquingKeysWith: { first, _ in first }))
  }

  /// What past figures are on the territory of a later month.
  var territories: Territories { Territories(successions.map(\.succession)) }

  /// The indicators that follow from others by the definitions of a month. Throws a cycle, which no applied programme
  /// has.
  func derived(in month: Month) throws(DerivedIndicators.Cycle) -> DerivedIndicators {
    try DerivedIndicators(indicators.compactMap { $0.derived(in: month) })
  }

  /// The zones that stand at the end of a month, in protocol order. The whole city is none of them.
  func standing(in month: Month) -> [ZoneKey] {
    Zone.inProtocolOrder(zones.filter { !$0.isCity }.map(\.zone), on: month.lastDay).map(\.key)
  }

  /// The whole city, whose own totals stand beside those of the zones; nil: the programme keeps none.
  var city: ZoneRecord? { zones.first(where: \.isCity) }
}
