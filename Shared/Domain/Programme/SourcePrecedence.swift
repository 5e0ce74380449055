/// Which of several sources of one figure counts (以谁为准): the first of its indicator's list that has a value of the zone's
/// month, else the first that says anything.
public struct SourcePrecedence: Sendable, Hashable {
  private let lists: [IndicatorKey: [IndicatorKey]]

  /// The ordered sources by indicator. An indicator that is not on its own list comes last.
  public init(_ lists: [IndicatorKey: [IndicatorKey]] = [:]) {
    self.lists = lists.filter { !$0.value.isEmpty }.reduce(into: [:]) { all, entry in
      all[entry.key] = entry.value.contains(entry.key) ? entry.value : entry.value + [entry.key]
    }
  }

  /// Whether nothing has another source.
  public var isEmpty: Bool { lists.isEmpty }

  /// The sources of an indicator in their order; itself alone where it has no others.
  public func sources(of indicator: IndicatorKey) -> [IndicatorKey] { lists[indicator] ?? [indicator] }

  /// Whether figures of an indicator only stand for those of another one.
  public func standsForAnother(_ indicator: IndicatorKey) -> Bool {
    lists.contains { $0.key != indicator && $0.value.contains(indicator) }
  }

  /// The figure under which the one that counts was reported: itself where nobody says anything.
  public func origin(of key: FigureKey, in book: FigureBook) -> FigureKey {
    guard let sources = lists[key.indicator] else { return key }
    let keys = sources.map(key.with)
    return keys.first { book[$0]?.cumulative != nil } ?? keys.first { book[$0]?.hasContent ?? false } ?? key
  }

  /// A book in which the figures of these indicators, zones and months are those that count. The others stay under their
  /// own indicators.
  public func applied(
    to book: FigureBook, of indicators: [IndicatorKey], zones: [ZoneKey], months: ClosedRange<Month>
  ) -> FigureBook {
    let concerned = indicators.filter { lists[$0] != nil }
    if concerned.isEmpty { return book }
    var own = book
    for indicator in concerned {
      for zone in zones {
        for index in months.lowerBound.index...months.upperBound.index {
          let key = FigureKey(zone: zone, indicator: indicator, month: Month(index: index))
          let origin = origin(of: key, in: book)
          guard origin != key, var figure = book[origin] else { continue }
          figure.key = key
          own[key] = figure
        }
      }
    }
    return own
  }
}

extension SourcePrecedence {
  /// A soft rule for each pair of sources that no rule of the programme compares: a figure is held against what the other
  /// sources of it say.
  public func rules(besides own: [CheckRule]) -> [CheckRule] {
    lists.sorted { $0.key < $1.key }.flatMap { indicator, sources in
      sources.filter { $0 != indicator }.compactMap { other in
        let isCompared = own.contains {
          $0.kind == .sourcesDiffer && $0.isFor(indicator) && $0.others.contains(other)
        }
        return isCompared
          ? nil
          : CheckRule(
            id: "sources-\(indicator.rawValue)-\(other.rawValue)", .sourcesDiffer, indicators: [indicator],
            others: [other], request: Bilingual(zh: "请与该来源核对", en: "compare with that source"))
      }
    }
  }
}
