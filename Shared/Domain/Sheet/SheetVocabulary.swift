/// The names that a sheet may use, and the months that it may speak of.
public struct SheetVocabulary: Sendable {
  /// The first open month; `nil` opens all.
  public var earliest: Month?
  /// The last open month; `nil` opens all.
  public var latest: Month?

  private let indicatorsByName: [String: Indicator]
  private var zonesByName: [String: [ZoneKey]] = [:]
  private var zoneNames: [String] = []
  private let indicatorNames: [String]

  /// Collects keys, names and aliases of every time: sheets of past years use past names.
  public init(zones: [Zone], indicators: [Indicator], earliest: Month? = nil, latest: Month? = nil) {
    (self.earliest, self.latest) = (earliest, latest)
    var named: [String: Indicator] = [:]
    for indicator in indicators {
      let names = [indicator.key.rawValue, indicator.nameChinese, indicator.nameEnglish] + indicator.aliases
      for name in names where !name.isEmpty { named[name.folded] = indicator }
    }
    indicatorsByName = named
    indicatorNames = indicators.map(\.nameChinese)
    for zone in zones { add(zone) }
  }

  private mutating func add(_ zone: Zone) {
    let attributes = zone.history.flatMap { [$0.nameChinese, $0.shortName, $0.nameEnglish] + $0.aliases }
    for name in Set(([zone.key.rawValue] + attributes).map(\.folded)) where !name.isEmpty {
      zonesByName[name, default: []].append(zone.key)
    }
    zoneNames += zone.history.flatMap { [$0.nameChinese, $0.shortName] }
  }

  /// The zones with a name: none, one, or several.
  func zones(named name: String) -> [ZoneKey] { zonesByName[name.folded] ?? [] }
  /// The indicator with a name.
  func indicator(named name: String) -> Indicator? { indicatorsByName[name.folded] }
  /// The zone name that may have been meant.
  func nearestZone(to name: String) -> String? { EditDistance.nearest(to: name, among: zoneNames) }
  /// The indicator name that may have been meant.
  func nearestIndicator(to name: String) -> String? { EditDistance.nearest(to: name, among: indicatorNames) }
}
