/// Of what a role holds.
public enum AccessScope: Sendable, Hashable {
  /// The whole city.
  case city
  /// The zones of a county, by its name: `programmes/{programme}/counties/{GB/T 2260 code}`. Which zones these are has
  /// dates.
  case county(String)
  /// One zone, by its name: `programmes/{programme}/zones/{zone}`.
  case zone(String)
  /// A bureau, by its name: `programmes/{programme}/offices/{office}`. It reads like the city, and speaks for itself only.
  case office(String)

  /// A county's name from its code.
  public static func county(_ code: String, of programme: String) -> String { counties.name(programme, code) }

  /// An office's name from its id.
  public static func office(_ id: String, of programme: String) -> String { offices.name(programme, id) }

  private static let offices = ResourcePattern("programmes/{programme}/offices/{office}")
  private static let counties = ResourcePattern("programmes/{programme}/counties/{county}")

  /// A scope from its text: `city`, or the name of a county, of a zone or of an office; nil when it is none.
  public init?(_ text: String) {
    if text == "city" {
      self = .city
    } else if ResourcePattern.zone.match(text) != nil {
      self = .zone(text)
    } else if Self.counties.match(text) != nil {
      self = .county(text)
    } else if Self.offices.match(text) != nil {
      self = .office(text)
    } else {
      return nil
    }
  }

  /// As contracts write it.
  public var text: String {
    switch self {
    case .city: "city"
    case .county(let name), .zone(let name), .office(let name): name
    }
  }

  /// The name of the zone that a resource belongs to: of `programmes/p/zones/z/indicators/i` it is `programmes/p/zones/z`.
  /// Nil for what is of no single zone.
  static func zone(of resource: String) -> Substring? {
    var resource = resource
    let length: Int? = resource.withUTF8 { bytes in
      let slash = UInt8(ascii: "/")
      var rest = bytes[...]
      for word in ["programmes", nil, "zones"] as [StaticString?] {
        let part = rest.prefix { $0 != slash }
        guard rest.count > part.count, word.map({ UnsafeBufferPointer(rebasing: part).equals($0) }) ?? !part.isEmpty
        else { return nil }
        rest = rest.dropFirst(part.count + 1)
      }
      let id = rest.prefix { $0 != slash }
      return id.isEmpty ? nil : id.endIndex
    }
    return length.map { resource[..<resource.utf8.index(resource.startIndex, offsetBy: $0)] }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether these are the bytes of a word.
  fileprivate func equals(_ word: StaticString) -> Bool {
    elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}
