#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
internal import SwiftASN1
internal import X509

/// The names in a certificate (RFC 5280, 4.2.1.6): who it is, and where it is called.
struct SubjectNames {
  let principal: PrincipalName
  let all: [GeneralName]

  /// Names of a principal; services are called at these hosts and on this machine. Throws for what is no host.
  init(_ principal: PrincipalName, hosts: [String]) throws(IdentityFault) {
    self.principal = principal
    var all = principal.urn.map { [GeneralName.uniformResourceIdentifier($0)] } ?? []
    if principal.kind == .services {
      for host in ["localhost", "127.0.0.1", "::1"] + hosts {
        let name = try Self.name(host)
        if !all.contains(name) { all.append(name) }
      }
    }
    self.all = all
  }

  /// Whether a certificate bears all of them.
  func areHeld(by certificate: Certificate) -> Bool {
    guard let held = try? certificate.extensions.subjectAlternativeNames else { return false }
    return all.allSatisfy(held.contains)
  }

  private static func name(_ host: String) throws(IdentityFault) -> GeneralName {
    if let address = address(host) { return .ipAddress(ASN1OctetString(contentBytes: address[...])) }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let isName = labels.enumerated().allSatisfy { index, label in
      (1...63).contains(label.utf8.count) && (index == 0 && label == "*" || label.utf8.allSatisfy(isLetter))
    }
    guard isName, host.utf8.count <= 253 else {
      throw IdentityFault("“\(host)”不是主机名或地址。", "\"\(host)\" is no host name or address.")
    }
    return .dnsName(host.lowercased())
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func address(_ text: String) -> [UInt8]? {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      if inet_pton(family, text, &bytes) == 1 { return bytes }
    }
    return nil
  }
}
