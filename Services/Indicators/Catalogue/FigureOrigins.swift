import Domain

/// The reported figures behind those of a board.
struct FigureOrigins: Sendable {
  /// What follows from others in the month.
  let derived: DerivedIndicators
  let territories: Territories
  /// The month whose territory stands.
  let month: Month

  /// The figures that one is made of: the inputs of its formula, of all zones that its territory comes from. One that is
  /// reported as it stands is its own.
  func figures(behind key: FigureKey) -> [FigureKey] {
    derived.sources(of: [key.indicator]).flatMap {
      territories.origins(of: FigureKey(zone: key.zone, indicator: $0, month: key.month), at: month)
    }
  }
}
