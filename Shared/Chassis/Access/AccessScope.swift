/// Of what a role holds.
public enum AccessScope: Sendable, Hashable {
  /// The whole city.
  case city
  /// The zones of a county, by its name: `programmes/{programme}/counties/{GB/T 2260 code}`. Which zones these are has
  /// dates.
  case county(String)
  /// One zone, by its name: `programmes/{programme}/zones/{zone}`.
  case zone(String)

  /// A county's name from its code.
  public static func county(_ code: String, of programme: String) -> String { counties.name(programme, code) }

  private static let counties = ResourcePattern("programmes/{programme}/counties/{county}")

  /// A scope from its text: `city`, or the name of a county or of a zone; nil when it is none.
  public init?(_ text: String) {
    if text == "city" {
      self = .city
    } else if ResourcePattern.zone.match(text) != nil {
      self = .zone(text)
    } else if Self.counties.match(text) != nil {
      self = .county(text)
    } else {
      return nil
    }
  }

  /// As contracts write it.
  public var text: String {
    switch self {
    case .city: "city"
    case .county(let name), .zone(let name): name
    }
  }

  /// The name of the zone that a resource belongs to: of `programmes/p/zones/z/indicators/i` it is `programmes/p/zones/z`.
  /// Nil for what is of no single zone.
  static func zone(of resource: String) -> Substring? {
    let parts = resource.split(separator: "/", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0] == "programmes", parts[2] == "zones", ResourcePattern.isID(parts[3]) else {
      return nil
    }
    return resource[..<parts[3].endIndex]
  }
}
