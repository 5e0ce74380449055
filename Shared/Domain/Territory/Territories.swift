/// The successions of a programme, and what they make of past figures: growth is on the territory that stands now.
public struct Territories: Sendable, Hashable {
  private let successions: [Succession]

  /// Puts successions in the order of their days.
  public init(_ successions: [Succession] = []) {
    self.successions = successions.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
  }

  /// Figures as the territories of a month's end would have reported them: figures before a succession are those of the
  /// predecessors together. Where one of them is missing, or nobody can tell a part's past, there is none.
  ///
  /// Throws when a sum does not fit.
  public func restated(_ figures: FigureBook, at month: Month) throws(ArithmeticOverflow) -> FigureBook {
    var book = figures
    for succession in successions where succession.day <= month.lastDay {
      try restate(&book, succession)
    }
    return book
  }

  /// The zones whose figures of a month make that of a zone on the territory of a later month's end; the zone itself
  /// where nothing happened, none where nobody can tell.
  public func origins(of zone: ZoneKey, in month: Month, at later: Month) -> [ZoneKey] {
    var origins: [ZoneKey: [ZoneKey]] = [:]
    for succession in successions where succession.day <= later.lastDay && before(succession, month) {
      let past = succession.predecessors.flatMap { origins[$0] ?? [$0] }
      for zone in succession.predecessors + succession.successors { origins[zone] = [] }
      if let only = succession.onlySuccessor { origins[only] = past }
    }
    return origins[zone] ?? [zone]
  }

  /// The same for a figure's key.
  public func origins(of key: FigureKey, at later: Month) -> [FigureKey] {
    origins(of: key.zone, in: key.month, at: later).map {
      FigureKey(zone: $0, indicator: key.indicator, month: key.month)
    }
  }

  /// How many successions have begun by a month's end.
  func begun(by month: Month) -> Int { successions.count { $0.day <= month.lastDay } }

  /// The zones whose figures the successions begun by a month's end concern.
  func concerned(by month: Month) -> Set<ZoneKey> {
    Set(successions.filter { $0.day <= month.lastDay }.flatMap { $0.predecessors + $0.successors })
  }

  private func before(_ succession: Succession, _ month: Month) -> Bool {
    month < succession.firstMonth
  }

  private func restate(_ book: inout FigureBook, _ succession: Succession) throws(ArithmeticOverflow) {
    let concerned = Set(succession.predecessors + succession.successors)
    let past = book.figures(of: concerned).filter { before(succession, $0.key.month) }
    for figure in past { book[figure.key] = nil }
    guard let successor = succession.onlySuccessor else { return }
    let predecessors = Set(succession.predecessors)
    let parts = Dictionary(grouping: past.filter { predecessors.contains($0.key.zone) }) {
      FigureKey(zone: successor, indicator: $0.key.indicator, month: $0.key.month)
    }
    for (key, parts) in parts where parts.count == predecessors.count {
      book[key] = try naming(zone: key.zone, indicator: key.indicator) { () throws(ArithmeticOverflow) in
        try together(parts, as: key)
      }
    }
  }

  /// One figure for all parts. A rate of one part alone stays; rates of several are never averaged.
  private func together(_ parts: [Figure], as key: FigureKey) throws(ArithmeticOverflow) -> Figure {
    Figure(
      key: key, cumulative: try sum(parts.map(\.cumulative)), reportedBase: try sum(parts.map(\.reportedBase)),
      reportedGrowth: parts.count == 1 ? parts[0].reportedGrowth : nil,
      receivedOn: parts.compactMap(\.receivedOn).max(),
      source: parts.count == 1 ? parts[0].source : "", isDemonstration: parts.contains(where: \.isDemonstration),
      note: parts.count == 1 ? parts[0].note : "")
  }

  private func sum(_ amounts: [Amount?]) throws(ArithmeticOverflow) -> Amount? {
    let known = amounts.compactMap(\.self)
    return known.count == amounts.count ? try Amount.sum(known) : nil
  }
}

extension Succession {
  /// The one zone in which everything goes on; `nil` after a split.
  var onlySuccessor: ZoneKey? { successors.count == 1 ? successors[0] : nil }
}
