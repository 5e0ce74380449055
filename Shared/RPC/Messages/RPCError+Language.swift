extension RPCError {
  /// The error with the one text, of those that say the same in several languages, that suits the caller best.
  ///
  /// `tags` are the languages that the caller accepts, best first (RFC 4647, 3.4: lookup, also by the primary language
  /// alone). When none fits, or none is named, all texts stay.
  func spoken(in tags: [String]) -> RPCError {
    let locales = details.compactMap { detail in
      if case .localizedMessage(let locale, _) = detail { locale } else { nil as String? }
    }
    guard locales.count > 1, let best = Self.best(of: locales, for: tags) else { return self }
    var chosen = self
    chosen.details = details.filter { detail in
      if case .localizedMessage(let locale, _) = detail { locale == best } else { true }
    }
    return chosen
  }

  private static func best(of locales: [String], for tags: [String]) -> String? {
    for tag in tags.map({ $0.lowercased() }) {
      if tag == "*" { return locales.first }
      if let exact = locales.first(where: { $0.lowercased() == tag }) { return exact }
      if let near = locales.first(where: { primary($0) == primary(tag) }) { return near }
    }
    return nil
  }

  private static func primary(_ tag: String) -> Substring { tag.lowercased().prefix { $0 != "-" } }
}
