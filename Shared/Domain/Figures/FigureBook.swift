/// Figures by key: this year's and past years', as known at one data version.
public struct FigureBook: Sendable {
  private var figures: [FigureKey: Figure]

  /// Collects figures; of two with the same key the later one stands.
  public init(_ figures: some Sequence<Figure> = []) {
    self.figures = Dictionary(figures.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
  }

  /// The figure of a key; `nil` when there is none.
  public subscript(key: FigureKey) -> Figure? {
    get { figures[key] }
    set { figures[key] = newValue }
  }

  /// The figure of zone, indicator and month.
  public func figure(_ zone: ZoneKey, _ indicator: IndicatorKey, _ month: Month) -> Figure? {
    figures[FigureKey(zone: zone, indicator: indicator, month: month)]
  }

  /// The cumulative value, when there is one.
  public func cumulative(_ zone: ZoneKey, _ indicator: IndicatorKey, _ month: Month) -> Amount? {
    figure(zone, indicator, month)?.cumulative
  }

  /// Only what had come by the evening of a day; figures whose day is not known count as come.
  public func received(by day: Day) -> FigureBook {
    var book = self
    book.figures = figures.filter { $0.value.receivedOn ?? day <= day }
    return book
  }

  /// All figures, in the order of their keys.
  public var all: [Figure] { figures.values.sorted { $0.key < $1.key } }
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
