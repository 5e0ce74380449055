import Domain

/// Everything that a programme says before the first figure comes: who reports what, and what is demanded.
struct Catalogue: Sendable, Hashable {
  var programme: ProgrammeRecord
  /// In protocol order.
  var zones: [ZoneRecord]
  /// In the programme's order.
  var indicators: [IndicatorRecord]
  /// The programme's own rules of checking, in its order.
  var checkRules: [CheckRuleRecord]

  func zone(_ id: String) -> ZoneRecord? { zones.first { $0.id == id } }
  func indicator(_ id: String) -> IndicatorRecord? { indicators.first { $0.id == id } }

  /// The names that a sheet may use.
  var vocabulary: SheetVocabulary {
    SheetVocabulary(zones: zones.map(\.zone), indicators: indicators.map(\.indicator))
  }

  /// The checks that figures are held against.
  var checks: Checks {
    Checks(
      own: checkRules.map(\.rule), indicators: indicators.map(\.indicator),
      zones: Dictionary(
        zones.map { (ZoneKey($0.id), $0.shortTitle(on: .end)) }, uniquingKeysWith: { first, _ in first }),
      margins: programme.judging)
  }

  /// The zones that stand at the end of a month, in protocol order.
  func standing(in month: Month) -> [ZoneKey] {
    Zone.inProtocolOrder(zones.map(\.zone), on: month.lastDay).map(\.key)
  }
}
