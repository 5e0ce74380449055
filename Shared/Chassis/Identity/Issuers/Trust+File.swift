import Foundation
import RPC

extension Trust {
  /// Reads a file of trust, in YAML or JSON; files that it names lie relative to its folder.
  ///
  /// ```yaml
  /// issuers:
  ///   - issuer: https://id.example.gov.cn
  ///     audience: [tupo]
  ///     keys: keys.json                  # a JWK set; or instead
  ///     # keys-url: https://id.example.gov.cn/keys
  ///     # keys-authorities: ca.pem       # whom that address is trusted by; otherwise the system's
  ///     # subject-claim: account         # otherwise sub
  ///     # subject-prefix: people/        # otherwise none
  ///     # kinds: [people]                # whom it may speak for: people, systems, services
  /// systems:
  ///   - system: finance                  # systems/finance shows a certificate
  ///     dns: gateway.finance.example     # of this name; or uri, or email
  /// ```
  ///
  /// Throws what is wrong with it.
  public init(file path: String) throws(IdentityFault) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let bytes = try IdentityFile.bytes(path)
    do throws(IdentityFault) {
      let file = try IdentityYAML.read(bytes, as: TrustYAML.self)
      self.init()
      for issuer in file.issuers ?? [] { issuers.append(try issuer.value.issuer(in: folder)) }
      guard Set(issuers.map(\.issuer)).count == issuers.count else {
        throw IdentityFault("签发者重复。", "names an issuer twice.")
      }
      for system in file.systems ?? [] {
        let (name, principal) = try system.value.entry()
        guard systems.updateValue(principal, forKey: name) == nil else {
          throw IdentityFault("证书名称重复：\(name)。", "names the certificate's name \(name) twice.")
        }
      }
    } catch {
      throw error.about(path)
    }
  }
}

private struct TrustYAML: StrictlyKeyed {
  enum CodingKeys: String, CodingKey, CaseIterable { case issuers, systems }
  var issuers: [Strict<IssuerYAML>]?
  var systems: [Strict<SystemYAML>]?
}

private struct IssuerYAML: StrictlyKeyed {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case issuer, audience, keys, kinds
    case keysURL = "keys-url"
    case keysAuthorities = "keys-authorities"
    case subjectClaim = "subject-claim"
    case subjectPrefix = "subject-prefix"
  }

  var issuer: String
  var audience: [String]
  var keys: String?
  var keysURL: String?
  var keysAuthorities: String?
  var subjectClaim: String?
  var subjectPrefix: String?
  var kinds: [String]?

  func issuer(in folder: URL) throws(IdentityFault) -> TrustedIssuer {
    guard !audience.isEmpty else { throw IdentityFault("\(issuer)缺少audience。", "gives no audience for \(issuer).") }
    var kinds: Set<PrincipalName.Kind> = []
    for word in self.kinds ?? ["people"] {
      guard let kind = PrincipalName.Kind(rawValue: word) else {
        throw IdentityFault("kinds中的“\(word)”无效。", "has \"\(word)\" in kinds: people, systems or services.")
      }
      kinds.insert(kind)
    }
    return TrustedIssuer(
      issuer: issuer, audiences: audience, keys: try keys(in: folder), subjectClaim: subjectClaim ?? "sub",
      subjectPrefix: subjectPrefix ?? "", kinds: kinds)
  }

  private func keys(in folder: URL) throws(IdentityFault) -> TrustedIssuer.Keys {
    switch (keys, keysURL) {
    case (let path?, nil): return .file(folder.beside(path))
    case (nil, let url?):
      _ = try HTTPSFetch(url, authorities: nil)
      return .url(url, authorities: keysAuthorities.map(folder.beside))
    default: throw IdentityFault("\(issuer)应有keys或keys-url之一。", "needs keys or keys-url for \(issuer).")
    }
  }
}

private struct SystemYAML: StrictlyKeyed {
  enum CodingKeys: String, CodingKey, CaseIterable { case system, dns, uri, email }
  var system: String
  var dns: String?
  var uri: String?
  var email: String?

  func entry() throws(IdentityFault) -> (PeerCertificate.Name, PrincipalName) {
    guard let principal = PrincipalName(.systems, system) else {
      throw IdentityFault("“\(system)”不是系统名称。", "names \"\(system)\", which is no system's name.")
    }
    let names = [
      dns.map { PeerCertificate.Name.dns($0) }, uri.map { PeerCertificate.Name.uri($0) },
      email.map { PeerCertificate.Name.email($0) },
    ].compactMap(\.self)
    guard names.count == 1 else {
      throw IdentityFault("\(system)应有dns、uri、email之一。", "needs one of dns, uri and email for \(system).")
    }
    return (names[0], principal)
  }
}

extension URL {
  /// The path of a file that this folder's file names.
  fileprivate func beside(_ path: String) -> String { URL(fileURLWithPath: path, relativeTo: self).path }
}
