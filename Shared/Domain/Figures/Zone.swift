/// The level at which a zone was approved.
public enum ZoneLevel: String, Sendable, Hashable, CaseIterable {
  /// 国家级.
  case national
  /// 省级.
  case provincial
  /// Neither, for example 金乡化工园区 in 2013.
  case other
  /// 全市: no zone, but the whole city, whose totals stand beside those of the zones and in none of their numbers.
  case city
}

/// What is said of a zone from a day on, until the next attributes begin.
public struct ZoneAttributes: Sendable, Hashable {
  /// The first day on which these attributes hold; ``Day/beginning`` for ever since.
  public var validFrom: Day
  /// The last day on which they hold; `nil` until the next attributes begin.
  public var validTo: Day?
  /// "兖州工业园区".
  public var nameChinese: String
  /// "Yanzhou Industrial Park".
  public var nameEnglish: String
  /// The name in narrow tables; the full name when empty.
  public var shortName: String
  /// Other names that sheets and notices use.
  public var aliases: [String]
  /// The county, city or district that it belongs to; empty when to none.
  public var county: String
  /// GB/T 2260 code of that county; empty when unknown.
  public var countyCode: String
  /// The level of approval.
  public var level: ZoneLevel
  /// Place in the fixed order of every table and list of addressees.
  public var protocolOrder: Int

  /// Creates attributes.
  public init(
    validFrom: Day = .beginning, validTo: Day? = nil, nameChinese: String, nameEnglish: String = "",
    shortName: String = "", aliases: [String] = [],
    county: String = "", countyCode: String = "", level: ZoneLevel = .provincial, protocolOrder: Int = 0
  ) {
    self.validFrom = validFrom
    self.validTo = validTo
    self.nameChinese = nameChinese
    self.nameEnglish = nameEnglish
    self.shortName = shortName.isEmpty ? nameChinese : shortName
    self.aliases = aliases
    self.county = county
    self.countyCode = countyCode
    self.level = level
    self.protocolOrder = protocolOrder
  }
}

/// A unit of the programme with its dated attributes.
public struct Zone: Sendable, Hashable {
  /// The programme's key, which never changes.
  public var key: ZoneKey
  /// Attributes in the order of their first days.
  public private(set) var history: [ZoneAttributes]
  /// Other names that sheets use, with their days.
  public var datedAliases: [DatedName]

  /// Creates a zone; the attributes are put in order.
  public init(key: ZoneKey, history: [ZoneAttributes], datedAliases: [DatedName] = []) {
    self.key = key
    self.history = history.sorted { $0.validFrom < $1.validFrom }
    self.datedAliases = datedAliases
  }

  /// Whether it is no zone, but the whole city.
  var isCity: Bool { history.contains { $0.level == .city } }

  /// What holds on a day; `nil` before the zone began or after it ended.
  public func attributes(on day: Day) -> ZoneAttributes? {
    guard let last = history.last(where: { $0.validFrom <= day }), last.validTo.map({ $0 >= day }) ?? true else {
      return nil
    }
    return last
  }

  /// The short name on a day; the key when nothing holds.
  public func shortName(on day: Day) -> String { attributes(on: day)?.shortName ?? key.rawValue }

  /// The zones that stand on a day, in protocol order; equals by key.
  public static func inProtocolOrder(_ zones: [Zone], on day: Day) -> [Zone] {
    let standing = zones.compactMap { zone in zone.attributes(on: day).map { (zone, $0.protocolOrder) } }
    return standing.sorted { ($0.1, $0.0.key) < ($1.1, $1.0.key) }.map(\.0)
  }
}
