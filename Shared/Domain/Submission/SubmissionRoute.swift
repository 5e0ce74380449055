/// Which steps a zone's form takes, and what is asked in it.
public struct SubmissionRoute: Sendable, Hashable {
  /// Indicators that one bureau countersigns.
  public struct Group: Sendable, Hashable {
    /// The owner bureau; nil: none countersigns.
    public var bureau: OfficeKey?
    /// Its indicators, in the form's order.
    public var indicators: [IndicatorKey]

    /// A group.
    public init(bureau: OfficeKey?, indicators: [IndicatorKey]) {
      self.bureau = bureau
      self.indicators = indicators
    }
  }

  /// Whether the zone has a county that reviews; the high-tech zone has none.
  public var hasCounty: Bool
  /// The indicators by bureau.
  public var groups: [Group]

  /// A route.
  public init(hasCounty: Bool, groups: [Group]) {
    self.hasCounty = hasCounty
    self.groups = groups
  }

  /// All indicators, in the form's order.
  public var indicators: [IndicatorKey] { groups.flatMap(\.indicators) }

  /// The bureaux that countersign, in the form's order.
  public var bureaux: [OfficeKey] {
    var seen: Set<OfficeKey> = []
    return groups.compactMap(\.bureau).filter { seen.insert($0).inserted }
  }

  /// The indicators of a bureau.
  public func indicators(of bureau: OfficeKey) -> [IndicatorKey] {
    groups.filter { $0.bureau == bureau }.flatMap(\.indicators)
  }

  /// The bureau of an indicator; nil where none countersigns it.
  public func bureau(of indicator: IndicatorKey) -> OfficeKey? {
    groups.first { $0.indicators.contains(indicator) }?.bureau
  }
}
