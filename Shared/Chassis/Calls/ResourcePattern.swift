/// The shape of a resource name (AIP-122): fixed words and ids in turn, as `programmes/{programme}/zones/{zone}`.
public struct ResourcePattern: Sendable, Hashable {
  /// As it is written in the contracts.
  public let text: String
  private let parts: [Substring]

  /// A pattern from its text.
  public init(_ text: String) {
    self.text = text
    self.parts = text.split(separator: "/")
  }

  /// The ids of a name that has this shape, in order; nil when it has not.
  public func match(_ name: String) -> [String]? {
    let words = name.split(separator: "/", omittingEmptySubsequences: false)
    guard words.count == parts.count else { return nil }
    var ids: [String] = []
    for (part, word) in zip(parts, words) {
      if part.first == "{" {
        guard ResourcePattern.isID(word) else { return nil }
        ids.append(String(word))
      } else if part != word {
        return nil
      }
    }
    return ids
  }

  /// The name with these ids in the places of the braces.
  public func name(_ ids: String...) -> String {
    var rest = ids[...]
    return parts.map { $0.first == "{" ? Substring(rest.popFirst() ?? "") : $0 }.joined(separator: "/")
  }

  /// Whether a word can be an id: 1 to 63 of a-z, 0-9 and "-".
  public static func isID(_ word: some StringProtocol) -> Bool {
    (1...63).contains(word.utf8.count)
      && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }
}

extension ResourcePattern {
  /// `programmes/{programme}`.
  public static let programme = ResourcePattern("programmes/{programme}")
  /// `programmes/{programme}/zones/{zone}`.
  public static let zone = ResourcePattern("programmes/{programme}/zones/{zone}")
  /// `programmes/{programme}/zones/{zone}/targets/{target}`.
  public static let target = ResourcePattern("programmes/{programme}/zones/{zone}/targets/{target}")
  /// `programmes/{programme}/indicators/{indicator}`.
  public static let indicator = ResourcePattern("programmes/{programme}/indicators/{indicator}")
}
