/// The names that a sheet may use, and the months that it may speak of.
public struct SheetVocabulary: Sendable {
  /// The first open month; `nil` opens all.
  public var earliest: Month?
  /// The last open month; `nil` opens all.
  public var latest: Month?

  /// Indicators by each of their names, folded.
  let indicatorsByName: [String: Indicator]
  /// Zones by each name that they have or had, folded.
  private(set) var zonesByName: [String: [ZoneKey]] = [:]
  /// The names of all units, as the indicators write them.
  let unitNames: [String]
  private let zones: [ZoneKey: Zone]
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
    let units = indicators.flatMap { $0.scale.units.flatMap { [$0.name] + $0.aliases } }
    unitNames = units.reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } }
    self.zones = Dictionary(zones.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for zone in zones { add(zone) }
  }

  private mutating func add(_ zone: Zone) {
    let attributes = zone.history.flatMap(\.names)
    for name in Set(([zone.key.rawValue] + attributes).map(\.folded)) where !name.isEmpty {
      zonesByName[name, default: []].append(zone.key)
    }
    zoneNames += zone.history.flatMap { [$0.nameChinese, $0.shortName] }
  }

  /// The zones with a name: none, one, or several. Of several that had it at different times, the one that had it in the
  /// month. A number before the name, as lists have it, does not count.
  func zones(named name: String, in month: Month? = nil) -> [ZoneKey] {
    let folded = name.folded
    let found = zonesByName[folded] ?? zonesByName[String(folded.drop { "0123456789.、()".contains($0) })] ?? []
    guard found.count > 1, let day = month?.lastDay else { return found }
    let then = found.filter { key in
      zones[key]?.attributes(on: day)?.names.contains { $0.folded == folded } ?? false
    }
    return then.isEmpty ? found : then
  }
  /// The indicator with a key.
  func indicator(_ key: IndicatorKey) -> Indicator? { indicatorsByName[key.rawValue.folded] }
  /// The indicator with a name.
  func indicator(named name: String) -> Indicator? { indicatorsByName[name.folded] }
  /// Whether a text is a unit of measure: one of the indicators', or a usual one that none of them has.
  func isMeasure(_ text: String) -> Bool {
    let wanted = text.folded
    return Self.usualMeasures.contains(wanted) || unitNames.contains { $0.folded == wanted }
  }

  private static let usualMeasures: Set<String> = [
    "元", "千元", "万元", "百万元", "亿元", "美元", "万美元", "亿美元", "%", "‰", "百分点", "个百分点", "家", "户", "个", "人", "万人", "人次", "项", "件",
    "次", "台", "辆", "套", "吨", "万吨", "吨标准煤", "万吨标准煤", "千瓦时", "万千瓦时", "亿千瓦时", "度", "立方米", "万立方米", "平方米", "万平方米", "平方公里",
    "公顷", "亩", "公里", "元/人", "万元/亩", "万元/人",
  ]

  /// The zone name that may have been meant.
  func nearestZone(to name: String) -> String? { EditDistance.nearest(to: name, among: zoneNames) }
  /// The indicator name that may have been meant.
  func nearestIndicator(to name: String) -> String? { EditDistance.nearest(to: name, among: indicatorNames) }
}

extension ZoneAttributes {
  /// Every name that they give.
  fileprivate var names: [String] { [nameChinese, shortName, nameEnglish] + aliases }
}
