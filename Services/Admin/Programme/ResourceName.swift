/// The names of resources as the contracts write them (AIP-122).
enum ResourceName {
  static func programme(_ id: String) -> String { "programmes/\(id)" }
  static func zone(_ programme: String, _ id: String) -> String { "programmes/\(programme)/zones/\(id)" }
  static func indicator(_ programme: String, _ id: String) -> String { "programmes/\(programme)/indicators/\(id)" }
  static func target(_ programme: String, zone: String, indicator: String, year: Int32) -> String {
    "programmes/\(programme)/zones/\(zone)/targets/\(indicator)-\(year)"
  }
  static func threshold(_ programme: String, _ id: String) -> String { "programmes/\(programme)/thresholds/\(id)" }
  static func checkRule(_ programme: String, _ id: String) -> String { "programmes/\(programme)/checkRules/\(id)" }
  static func succession(_ programme: String, _ id: String) -> String { "programmes/\(programme)/successions/\(id)" }
  static func zoneGroup(_ programme: String, _ id: String) -> String { "programmes/\(programme)/zoneGroups/\(id)" }
  static func indicatorSet(_ programme: String, _ year: Int32) -> String {
    "programmes/\(programme)/indicatorSets/\(year)"
  }
  static func project(_ programme: String, _ id: String) -> String { "programmes/\(programme)/projects/\(id)" }
  static func person(_ programme: String, _ id: String) -> String { "programmes/\(programme)/persons/\(id)" }
  static func track(_ programme: String, _ id: String) -> String { "programmes/\(programme)/tracks/\(id)" }
  static func series(_ programme: String, _ id: String) -> String { "programmes/\(programme)/series/\(id)" }
  static func office(_ programme: String, _ id: String) -> String { "programmes/\(programme)/offices/\(id)" }
  static func meeting(_ programme: String, _ id: String) -> String { "programmes/\(programme)/meetings/\(id)" }
  /// A month's last edition, or with `-N` behind the month the edition N.
  static func bulletin(_ programme: String, _ id: String) -> String { "programmes/\(programme)/bulletins/\(id)" }

  /// The last part of a name: the id that a user types.
  static func id(_ name: String) -> String { name.split(separator: "/").last.map(String.init) ?? name }
}
