/// The names that a sheet may use, and the months that it may speak of.
public struct SheetVocabulary: Sendable {
  /// The first open month; `nil` opens all.
  public var earliest: Month?
  /// The last open month: later ones have not begun; `nil` opens all.
  public var latest: Month?

  /// Indicators by each of their names of every time, folded.
  let indicatorsByName: [String: Indicator]
  /// Zones by each name that they have or had, folded.
  private(set) var zonesByName: [String: [ZoneKey]] = [:]
  /// The names of all units, as the indicators write them.
  let unitNames: [String]
  /// The names, folded, of indicators that follow from others by a formula, which no sheet reports.
  private let computedNames: Set<String>
  /// When names that are not the usual ones of an indicator or a zone were in use, folded.
  private var indicatorDays: [String: [DatedName]] = [:]
  private var zoneDays: [ZoneKey: [String: [DatedName]]] = [:]
  private let zones: [ZoneKey: Zone]
  private var zoneNames: [String] = []
  private let indicatorNames: [String]

  /// Collects keys, names and aliases of every time: sheets of past years use past names. `computed` are indicators that
  /// no sheet reports.
  public init(
    zones: [Zone], indicators: [Indicator], computed: [Indicator] = [], earliest: Month? = nil, latest: Month? = nil
  ) {
    (self.earliest, self.latest) = (earliest, latest)
    var named: [String: Indicator] = [:]
    for indicator in indicators {
      for name in indicator.usualNames + indicator.aliases.map(\.name) where !name.isEmpty {
        named[name.folded] = indicator
      }
    }
    indicatorsByName = named
    computedNames = Set(
      computed.flatMap { $0.usualNames + $0.aliases.map(\.name) }.map(\.folded).filter { !$0.isEmpty })
    indicatorNames = indicators.map(\.nameChinese)
    let units = indicators.flatMap { $0.scale.units.flatMap { [$0.name] + $0.aliases } }
    unitNames = units.reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } }
    self.zones = Dictionary(zones.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for indicator in indicators {
      indicatorDays.merge(indicator.aliases.byName(besides: indicator.usualNames)) { $1 }
    }
    for zone in zones { add(zone) }
  }

  private mutating func add(_ zone: Zone) {
    let usual = [zone.key.rawValue] + zone.history.flatMap(\.names)
    let names = usual + zone.datedAliases.map(\.name)
    for name in Set(names.map(\.folded)) where !name.isEmpty { zonesByName[name, default: []].append(zone.key) }
    if !zone.datedAliases.isEmpty { zoneDays[zone.key] = zone.datedAliases.byName(besides: usual) }
    zoneNames += zone.history.flatMap { [$0.nameChinese, $0.shortName] }
  }

  /// The zones with a name: none, one, or several. A name with days is theirs in a month while it was in use; of several
  /// zones that had it at different times, it is of the one that had it in the month. What a list puts before the name does
  /// not count.
  func zones(named name: String, in month: Month? = nil) -> [ZoneKey] {
    var folded = name.folded
    if zonesByName[folded] == nil { folded = ListedName(name).name }
    let found = (zonesByName[folded] ?? []).filter { key in
      guard let month, let days = zoneDays[key]?[folded] else { return true }
      return days.contains { $0.holds(in: month) }
    }
    guard found.count > 1, let day = month?.lastDay else { return found }
    let then = found.filter { key in
      if let days = zoneDays[key]?[folded] { return days.contains { $0.holds(on: day) } }
      return zones[key]?.attributes(on: day)?.names.contains { $0.folded == folded } ?? false
    }
    return then.isEmpty ? found : then
  }
  /// Whether a name is the whole city's, whose value is no part of its zones' total.
  func isCity(_ name: String) -> Bool { zones(named: name).contains { zones[$0]?.isCity ?? false } }
  /// The zone with a key.
  func zone(_ key: ZoneKey) -> Zone? { zones[key] }
  /// The indicator with a key.
  func indicator(_ key: IndicatorKey) -> Indicator? { indicatorsByName[key.rawValue.folded] }
  /// The indicator with a name; of a name with days only where it was in use in the month. What a list puts before the
  /// name does not count, nor a unit in brackets behind it.
  func indicator(named name: String, in month: Month? = nil) -> Indicator? {
    let folded = indicatorName(name)
    guard let month, let days = indicatorDays[folded] else { return indicatorsByName[folded] }
    return days.contains { $0.holds(in: month) } ? indicatorsByName[folded] : nil
  }
  private func indicatorName(_ name: String) -> String {
    let folded = name.folded
    guard indicatorsByName[folded] == nil else { return folded }
    let listed = ListedName(name)
    let hasUnit = listed.bracketed.map(isMeasure) ?? false
    let names = [listed.name] + (hasUnit ? [listed.bare, String(folded.prefix { $0 != "(" })] : [])
    return names.first { indicatorsByName[$0] != nil } ?? folded
  }

  /// Whether a name is an indicator's that follows from others by a formula.
  func isComputed(_ name: String) -> Bool {
    let listed = ListedName(name)
    return [name.folded, listed.name, listed.bare].contains(where: computedNames.contains)
  }

  /// The unit that an indicator's name has in brackets behind it; `nil` when they belong to the name.
  func unit(inName name: String) -> String? {
    guard let last = name.last, last.narrowed == ")", indicatorsByName[name.folded] == nil else { return nil }
    return ListedName(name).bracketed.flatMap { isMeasure($0) ? $0 : nil }
  }

  /// The names, folded, that are each one zone's or one indicator's in a month; of every time where it is not told.
  func names(in month: Month?) -> (zones: [String: ZoneKey], indicators: [String: IndicatorKey]) {
    var ofZones: [String: ZoneKey] = [:]
    for name in zonesByName.keys {
      let found = zones(named: name, in: month)
      if found.count == 1 { ofZones[name] = found[0] }
    }
    var ofIndicators: [String: IndicatorKey] = [:]
    for name in indicatorsByName.keys { ofIndicators[name] = indicator(named: name, in: month)?.key }
    return (ofZones, ofIndicators)
  }

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
  func nearestIndicator(to name: String) -> String? {
    let listed = ListedName(name)
    return EditDistance.nearest(to: unit(inName: name) == nil ? listed.name : listed.bare, among: indicatorNames)
  }
}

extension ZoneAttributes {
  /// Every name that they give.
  fileprivate var names: [String] { [nameChinese, shortName, nameEnglish] + aliases }
}

extension Indicator {
  /// The names that it has at any time.
  fileprivate var usualNames: [String] { [key.rawValue, nameChinese, nameEnglish] }
}

extension [DatedName] {
  /// The days of each name, folded, but of those that hold at any time.
  fileprivate func byName(besides usual: [String]) -> [String: [DatedName]] {
    let usual = Set(usual.map(\.folded))
    return Dictionary(grouping: self, by: \.name.folded).filter { !usual.contains($0.key) }
  }
}
