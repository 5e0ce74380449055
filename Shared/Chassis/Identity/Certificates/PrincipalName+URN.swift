extension PrincipalName {
  /// The name that a URI of ours in a certificate stands for; nil for another URI.
  init?(urn: String) {
    for kind in [Kind.services, .systems] {
      guard let prefix = Self.prefix(kind), urn.hasPrefix(prefix) else { continue }
      self.init(kind, urn.dropFirst(prefix.count))
      return
    }
    return nil
  }

  /// The URI that stands for it in a certificate; nil for people, who are known by tokens.
  public var urn: String? { Self.prefix(kind).map { $0 + id } }

  private static func prefix(_ kind: Kind) -> String? {
    switch kind {
    case .people: nil
    case .systems: "urn:tupo:system:"
    case .services: "urn:tupo:service:"
    }
  }
}
