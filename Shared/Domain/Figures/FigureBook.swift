/// Figures by key: this year's and past years', as known at one data version.
public struct FigureBook: Sendable {
  private enum Pages {
    case table([FigureKey: Figure])
    /// The months of a range, and what had come by the evening of a day.
    case cube(FigureCube, ClosedRange<Month>, by: Day)
  }

  private var pages: Pages

  /// Collects figures; of two with the same key the later one stands.
  public init(_ figures: some Sequence<Figure> = []) {
    pages = .table(Dictionary(figures.map { ($0.key, $0) }, uniquingKeysWith: { $1 }))
  }

  /// Reads a cube's figures of some months where they lie.
  public init(_ cube: FigureCube, months: ClosedRange<Month>) {
    pages = .cube(cube, months, by: .end)
  }

  /// The figure of a key; `nil` when there is none.
  public subscript(key: FigureKey) -> Figure? {
    get {
      switch pages {
      case .table(let figures): figures[key]
      case .cube(let cube, let months, let day):
        months.contains(key.month) ? cube[key].flatMap { ($0.receivedOn ?? day) <= day ? $0 : nil } : nil
      }
    }
    set {
      switch pages {
      case .table(var figures):
        pages = .table([:])  // So that the dictionary is not copied.
        figures[key] = newValue
        pages = .table(figures)
      case .cube(var cube, let months, let day):
        pages = .table([:])
        cube[key] = newValue
        pages = .cube(cube, months, by: day)
      }
    }
  }

  /// Adds figures; each takes the place of one with the same key.
  public mutating func add(_ figures: some Collection<Figure>) {
    switch pages {
    case .table(var table):
      pages = .table([:])  // So that the dictionary is not copied.
      table.reserveCapacity(table.count + figures.count)
      for figure in figures { table[figure.key] = figure }
      pages = .table(table)
    case .cube(var cube, let months, let day):
      pages = .table([:])
      for figure in figures { cube[figure.key] = figure }
      pages = .cube(cube, months, by: day)
    }
  }

  /// The figure of zone, indicator and month.
  public func figure(_ zone: ZoneKey, _ indicator: IndicatorKey, _ month: Month) -> Figure? {
    self[FigureKey(zone: zone, indicator: indicator, month: month)]
  }

  /// The cumulative value, when there is one.
  public func cumulative(_ zone: ZoneKey, _ indicator: IndicatorKey, _ month: Month) -> Amount? {
    figure(zone, indicator, month)?.cumulative
  }

  /// Only what had come by the evening of a day; figures whose day is not known count as come.
  public func received(by day: Day) -> FigureBook {
    var book = self
    switch pages {
    case .table(let figures): book.pages = .table(figures.filter { $0.value.receivedOn ?? day <= day })
    case .cube(let cube, let months, let earlier): book.pages = .cube(cube, months, by: min(day, earlier))
    }
    return book
  }

  /// All figures, in the order of their keys.
  public var all: [Figure] { figures() }

  /// The figures of some zones, or all, in the order of their keys.
  func figures(of zones: Set<ZoneKey>? = nil) -> [Figure] {
    let found =
      switch pages {
      case .table(let figures): figures.values.filter { zones?.contains($0.key.zone) ?? true }
      case .cube(let cube, _, _): cube.figures(of: zones).filter { self[$0.key] != nil }
      }
    return found.sorted { $0.key < $1.key }
  }
}

/// A figure's state on a day, from the calendar and the applicability of its indicator.
public enum FigureStates {
  /// Judges one figure. `asOf` is the day whose evening the board describes: a deadline on that day has not passed.
  public static func state(
    of figure: Figure?, month: Month, calendar: ReportingCalendar, asOf: Day, applies: Bool = true
  ) -> (state: CellState, workingDaysLate: Int?) {
    guard applies else { return (.notApplicable, nil) }
    guard let figure, figure.hasContent, figure.receivedOn ?? asOf <= asOf else {
      return (calendar.isDue(month, on: asOf) ? .missing : .notDue, nil)
    }
    if let day = figure.receivedOn, let late = calendar.workingDaysLate(month, receivedOn: day) {
      return (.late, late)
    }
    return (figure.cumulative == .zero ? .zero : .received, nil)
  }
}
