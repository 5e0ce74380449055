/// Reads `accept-language`.
enum AcceptLanguage {
  /// The language tags in order of preference; those with weight 0 are left out (RFC 9110, 12.5.4).
  static func tags(in header: String) -> [String] {
    let weighted = header.split(separator: ",").compactMap { part -> (tag: String, weight: Double)? in
      let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let tag = pieces.first, !tag.isEmpty else { return nil }
      let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return weight > 0 ? (tag, weight) : nil
    }
    let ranked = weighted.enumerated().sorted { left, right in
      left.element.weight != right.element.weight
        ? left.element.weight > right.element.weight : left.offset < right.offset
    }
    return ranked.map(\.element.tag)
  }
}
