import Chassis
import Domain

/// A zone with everything the record says about it.
struct ZoneRecord: Sendable, Hashable {
  /// What holds between two days.
  struct Attributes: Sendable, Hashable {
    var validFrom: Day?
    var validTo: Day?
    var title: Bilingual
    var shortTitle: Bilingual
    var level: ZoneLevel?
    var county: Bilingual
    var countyCode: String
    var zoneCode: String
  }

  var programme: String
  var id: String
  var attributes: [Attributes]
  var protocolOrder: Int
  var aliases: [String]
  /// Other names of some time.
  var datedAliases: [DatedName] = []
  var source: String
  var certainty: String
  var etag = ""
}

extension ZoneRecord {
  /// Whether it is no zone, but the whole city.
  var isCity: Bool { attributes.contains { $0.level == .city } }

  /// The zone as the arithmetic knows it.
  var zone: Zone {
    Zone(
      key: ZoneKey(id),
      history: attributes.map { own in
        ZoneAttributes(
          validFrom: own.validFrom ?? .beginning, validTo: own.validTo, nameChinese: own.title.zh,
          nameEnglish: own.title.en, shortName: own.shortTitle.zh, aliases: aliases, county: own.county.zh,
          countyCode: own.countyCode, level: own.level ?? .other, protocolOrder: protocolOrder)
      }, datedAliases: datedAliases)
  }

  /// The attributes that hold on a day, else the last ones.
  func attributes(on day: Day) -> Attributes? {
    attributes.last { ($0.validFrom ?? .beginning) <= day && day <= ($0.validTo ?? .end) } ?? attributes.last
  }

  /// The name in tables on a day.
  func shortTitle(on day: Day) -> Bilingual {
    guard let own = attributes(on: day) else { return Bilingual(zh: id) }
    return own.shortTitle.zh.isEmpty ? own.title : own.shortTitle
  }
}
