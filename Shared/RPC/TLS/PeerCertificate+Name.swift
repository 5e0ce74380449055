extension PeerCertificate {
  /// Whether it bears the DNS name `name` (RFC 9525, 6.3): exactly, or by a wildcard for the whole left-most label.
  ///
  /// The TLS library also accepts a certificate for the server's address where a name is asked for; this does not.
  func bears(_ name: String) -> Bool {
    let name = name.lowercased()
    let parent = name.drop { $0 != "." }
    return names.contains { candidate in
      guard case .dns(let text) = candidate else { return false }
      let pattern = text.lowercased()
      return pattern == name || (pattern.hasPrefix("*.") && !parent.isEmpty && pattern.dropFirst() == parent)
    }
  }
}

/// Why a peer is not the one that was meant.
enum TLSFault: Error, Hashable {
  /// Its certificate does not bear this name.
  case wrongName(expected: String)
}
