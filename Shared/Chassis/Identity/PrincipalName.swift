/// The name of whoever calls: `people/zhang.wei`, `systems/finance`, `services/reporting`.
public struct PrincipalName: Sendable, Hashable, CustomStringConvertible {
  /// What kind of caller it is: the first part of its name.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A person.
    case people
    /// Another organisation's system.
    case systems
    /// One of our own services.
    case services
  }

  /// What kind of caller it is.
  public let kind: Kind
  /// The second part of its name.
  public let id: String
  /// As it is written.
  public let description: String

  /// A name of these parts; nil unless the id is 1 to 63 of a-z, 0-9, `.`, `_` and `-`, a letter or digit first.
  public init?(_ kind: Kind, _ id: some StringProtocol) {
    let isWord: (UInt8) -> Bool = { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    guard (1...63).contains(id.utf8.count), let first = id.utf8.first, isWord(first),
      id.utf8.allSatisfy({ isWord($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D })
    else { return nil }
    self.kind = kind
    self.id = String(id)
    description = "\(kind.rawValue)/\(id)"
  }

  /// A name as it is written; nil when the text is none.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
    self.init(kind, parts[1])
  }
}
