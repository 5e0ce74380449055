/// Indicators that follow from others, in an order in which each comes after what it needs.
public struct DerivedIndicators: Sendable, Hashable {
  /// One of them.
  public struct Derived: Sendable, Hashable {
    /// The indicator.
    public var indicator: Indicator
    /// How it follows.
    public var formula: Formula

    /// An indicator with its formula.
    public init(_ indicator: Indicator, _ formula: Formula) {
      self.indicator = indicator
      self.formula = formula
    }

    /// The unit's parts of one, by which a share becomes basis points.
    var partsOfOne: Int64 { FormulaUnit(indicator.scale.units.first?.name ?? "").partsOfOne }

    /// The value that follows from amounts, rounded once; `nil` when one is missing, or something is divided by zero.
    func amount(_ input: (IndicatorKey) -> Amount?) throws(ArithmeticOverflow) -> Amount? {
      guard let value = try formula.evaluate({ input($0)?.ratio }).value else { return nil }
      return try Amount(nearest: value.multiplied(by: Ratio(partsOfOne)))
    }
  }

  /// Indicators that follow from each other: the first one again at the end.
  public struct Cycle: Error, Sendable, Hashable {
    /// The round.
    public var path: [IndicatorKey]
  }

  private let ordered: [Derived]

  /// Orders them. Throws the first cycle found.
  public init(_ derived: [Derived] = []) throws(Cycle) {
    let positions = Dictionary(
      derived.enumerated().map { ($1.indicator.key, $0) }, uniquingKeysWith: { first, _ in first })
    do {
      let order = try TopologicalOrder.make(derived.map { $0.formula.inputs.compactMap { positions[$0] } })
      ordered = order.map { derived[$0] }
    } catch {
      throw Cycle(path: error.path.map { derived[$0].indicator.key })
    }
  }

  private init(ordered: [Derived]) { self.ordered = ordered }

  /// Only those that these indicators need.
  public func needed(for indicators: [IndicatorKey]) -> DerivedIndicators {
    var wanted = Set(indicators)
    for derived in ordered.reversed() where wanted.contains(derived.indicator.key) {
      wanted.formUnion(derived.formula.inputs)
    }
    return DerivedIndicators(ordered: ordered.filter { wanted.contains($0.indicator.key) })
  }

  /// The indicators that follow from others.
  public var keys: [IndicatorKey] { ordered.map(\.indicator.key) }

  /// Whether an indicator that follows from others now was reported in a month.
  public func wasReported(_ indicator: IndicatorKey, in month: Month) -> Bool {
    ordered.first { $0.indicator.key == indicator }.map { !$0.indicator.isComputed(in: month) } ?? false
  }

  /// The formula of an indicator; `nil` for one that is reported.
  public func formula(_ indicator: IndicatorKey) -> Formula? {
    ordered.first { $0.indicator.key == indicator }?.formula
  }

  /// The reported indicators behind these, down to the last, themselves included where they are reported.
  public func sources(of indicators: [IndicatorKey]) -> [IndicatorKey] {
    var leaves: [IndicatorKey: [IndicatorKey]] = [:]
    for derived in needed(for: indicators).ordered {
      leaves[derived.indicator.key] = Self.distinct(derived.formula.inputs.flatMap { leaves[$0] ?? [$0] })
    }
    return Self.distinct(indicators.flatMap { leaves[$0] ?? [$0] })
  }

  private static func distinct(_ keys: [IndicatorKey]) -> [IndicatorKey] {
    var seen: Set<IndicatorKey> = []
    return keys.filter { seen.insert($0).inserted }
  }

  /// The figures with those that follow from them. What follows from a missing one, or from a division by zero, is
  /// missing. Results are whole numbers of the indicator's smallest unit, rounded once. What was reported in a month in
  /// which the indicator was not yet computed stays.
  ///
  /// Throws when a number does not fit.
  public func adding(to figures: FigureBook) throws(ArithmeticOverflow) -> FigureBook {
    var book = figures
    for derived in ordered {
      let inputs = Set(derived.formula.inputs)
      let places = Set(
        book.all.filter { inputs.contains($0.key.indicator) }.map { Place(zone: $0.key.zone, month: $0.key.month) })
      for place in places where derived.indicator.months.hasForm(place.month) {
        let key = FigureKey(zone: place.zone, indicator: derived.indicator.key, month: place.month)
        if !derived.indicator.isComputed(in: place.month), book[key] != nil { continue }
        try naming(zone: place.zone, indicator: derived.indicator.key) { () throws(ArithmeticOverflow) in
          if let figure = try figure(derived, place, book) { book[figure.key] = figure }
        }
      }
    }
    return book
  }

  private struct Place: Hashable {
    var zone: ZoneKey
    var month: Month
  }

  private func figure(_ derived: Derived, _ place: Place, _ book: FigureBook) throws(ArithmeticOverflow) -> Figure? {
    let inputs = derived.formula.inputs.compactMap { book.figure(place.zone, $0, place.month) }
    guard let value = try derived.amount({ book.cumulative(place.zone, $0, place.month) }) else { return nil }
    let bases = Dictionary(inputs.map { ($0.key.indicator, $0.reportedBase) }, uniquingKeysWith: { first, _ in first })
    return Figure(
      key: FigureKey(zone: place.zone, indicator: derived.indicator.key, month: place.month), cumulative: value,
      reportedBase: try derived.amount { bases[$0] ?? nil }, receivedOn: inputs.compactMap(\.receivedOn).max(),
      source: derived.formula.text, isDemonstration: inputs.contains(where: \.isDemonstration))
  }
}
