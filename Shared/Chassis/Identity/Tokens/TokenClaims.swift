/// The claims of a token that we look at (RFC 7519, 4.1; RFC 8705, 3.1; RFC 8693, 4.1).
struct TokenClaims: Sendable, Decodable {
  let issuer: String
  let audience: [String]
  let id: String?
  let expiresAt: Int64
  let notBefore: Int64?
  let issuedAt: Int64?
  let confirmation: Confirmation?
  let actor: String?
  /// All claims that are texts, for issuers that name the principal in one of their own.
  let texts: [String: String]

  /// What the caller must show to be the one whom the token was given to.
  struct Confirmation: Sendable, Decodable {
    /// The thumbprint of its certificate; nil for a way of confirming that we do not know.
    let certificate: [UInt8]?

    init(from decoder: any Decoder) throws {
      let text = try decoder.container(keyedBy: Key.self).decodeIfPresent(String.self, forKey: "x5t#S256")
      certificate = text.flatMap(Base64URL.decode).flatMap { $0.count == 32 ? $0 : nil }
    }
  }

  private struct Actor: Decodable {
    let sub: String
  }

  init(from decoder: any Decoder) throws {
    let claims = try decoder.container(keyedBy: Key.self)
    issuer = try claims.decode(String.self, forKey: "iss")
    audience =
      if let one = try? claims.decode(String.self, forKey: "aud") { [one] } else {
        try claims.decodeIfPresent([String].self, forKey: "aud") ?? []
      }
    id = try claims.decodeIfPresent(String.self, forKey: "jti")
    expiresAt = try claims.decode(NumericDate.self, forKey: "exp").seconds
    notBefore = try claims.decodeIfPresent(NumericDate.self, forKey: "nbf")?.seconds
    issuedAt = try claims.decodeIfPresent(NumericDate.self, forKey: "iat")?.seconds
    confirmation = try claims.decodeIfPresent(Confirmation.self, forKey: "cnf")
    actor = try claims.decodeIfPresent(Actor.self, forKey: "act")?.sub
    texts = claims.allKeys.reduce(into: [:]) { texts, key in
      texts[key.stringValue] = try? claims.decode(String.self, forKey: key)
    }
  }
}

extension TokenClaims {
  /// A key of an object whose keys are not known before.
  struct Key: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init(stringLiteral: String) { stringValue = stringLiteral }
    init?(intValue: Int) { nil }
  }

  /// Seconds of Unix time; a fraction, which RFC 7519 allows, is cut off.
  private struct NumericDate: Decodable {
    let seconds: Int64

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let whole = try? value.decode(Int64.self), whole.magnitude < Self.limit.magnitude {
        seconds = whole
        return
      }
      let number = try value.decode(Double.self)
      guard number.magnitude < Double(Self.limit) else {
        throw DecodingError.dataCorruptedError(in: value, debugDescription: "no time")
      }
      seconds = Int64(number.rounded(.down))
    }

    /// Far beyond the year 9999, and far from overflow.
    private static let limit: Int64 = 1 << 40
  }
}
