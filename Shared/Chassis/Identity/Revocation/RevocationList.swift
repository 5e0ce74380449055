import Foundation

/// Tokens that hold no longer: single ones, and all that a principal has got before a time.
///
/// As a file, in YAML or JSON:
///
/// ```yaml
/// revoked:
///   - id: 7c0f4a2e                       # the token of this jti
///   - subject: people/zhang.wei          # all of this principal's
///     before: 2013-06-30T09:00:00Z       # that were issued before
/// ```
public struct RevocationList: Sendable, Hashable {
  private var ids: Set<String> = []
  private var subjects: [String: Int64] = [:]

  /// Nothing is revoked.
  public init() {}

  /// Revokes the token of this `jti`.
  public mutating func revoke(id: String) { ids.insert(id) }

  /// Revokes the principal's tokens that were issued before a time, in seconds of Unix time.
  public mutating func revoke(_ subject: String, before: Int64) {
    subjects[subject] = max(before, subjects[subject] ?? before)
  }

  /// Whether it names the token. One that does not say when it was issued is older than any time.
  public func names(_ token: VerifiedToken) -> Bool {
    if let id = token.id, ids.contains(id) { return true }
    guard let before = subjects[token.subject] else { return false }
    return token.issuedAt.map { $0 < before } ?? true
  }

  /// Reads a file's bytes. Throws what is wrong with them.
  init(file bytes: [UInt8]) throws(IdentityFault) {
    let file = try IdentityYAML.read(bytes, as: RevocationsYAML.self)
    for entry in (file.revoked ?? []).map(\.value) {
      switch (entry.id, entry.subject, entry.before) {
      case (let id?, nil, nil): revoke(id: id)
      case (nil, let subject?, let text?):
        guard PrincipalName(subject) != nil else {
          throw IdentityFault("“\(subject)”不是主体名称。", "names \"\(subject)\", which is no principal.")
        }
        guard let before = try? Date(text, strategy: .iso8601) else {
          throw IdentityFault(
            "“\(text)”不是时间，应写作2013-06-30T09:00:00Z。", "has \"\(text)\" for a time: write it as 2013-06-30T09:00:00Z.")
        }
        revoke(subject, before: Int64(before.timeIntervalSince1970))
      default: throw IdentityFault("每项应为id，或subject与before。", "needs an id, or a subject and before, in each entry.")
      }
    }
  }
}

private struct RevocationsYAML: StrictlyKeyed {
  enum CodingKeys: String, CodingKey, CaseIterable { case revoked }
  var revoked: [Strict<Entry>]?

  struct Entry: StrictlyKeyed {
    enum CodingKeys: String, CodingKey, CaseIterable { case id, subject, before }
    var id: String?
    var subject: String?
    var before: String?
  }
}
