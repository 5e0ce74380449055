import RPC

/// Why a token is not accepted: the reason that programs rely on, and texts for people.
///
/// The texts never repeat the token.
enum TokenFault: String, Error, CaseIterable {
  case malformed = "TOKEN_MALFORMED"
  case tooLarge = "TOKEN_TOO_LARGE"
  case expired = "TOKEN_EXPIRED"
  case notYetValid = "TOKEN_NOT_YET_VALID"
  case wrongAudience = "TOKEN_WRONG_AUDIENCE"
  case unknownIssuer = "TOKEN_UNKNOWN_ISSUER"
  case unknownKey = "TOKEN_UNKNOWN_KEY"
  case wrongAlgorithm = "TOKEN_WRONG_ALGORITHM"
  case signature = "TOKEN_SIGNATURE"
  case wrongSubject = "TOKEN_WRONG_SUBJECT"
  case revoked = "TOKEN_REVOKED"
  case wrongCertificate = "TOKEN_WRONG_CERTIFICATE"
  case keysUnavailable = "ISSUER_KEYS_UNAVAILABLE"

  /// UNAUTHENTICATED with this reason; UNAVAILABLE when nothing can be said of the token yet.
  var failure: Failure {
    let (zh, en) = texts
    return Failure(self == .keysUnavailable ? .unavailable : .unauthenticated, rawValue, zh: zh, en: en)
  }

  private var texts: (zh: String, en: String) {
    switch self {
    case .malformed: ("令牌无法识读。", "The token cannot be read.")
    case .tooLarge: ("令牌超过16 KiB。", "The token is larger than 16 KiB.")
    case .expired: ("令牌已过期，请重新登录。", "The token has expired: log in again.")
    case .notYetValid: ("令牌尚未生效，请核对时钟。", "The token is not valid yet: check the clocks.")
    case .wrongAudience: ("令牌不是发给本服务的。", "The token is not meant for this service.")
    case .unknownIssuer: ("令牌的签发者不受信任。", "The token's issuer is not trusted.")
    case .unknownKey: ("令牌的签名密钥未知。", "The key that signed the token is not known.")
    case .wrongAlgorithm: ("令牌的签名算法与密钥不符。", "The token's algorithm is not the one of its key.")
    case .signature: ("令牌的签名不正确。", "The token's signature is wrong.")
    case .wrongSubject: ("令牌的主体不是有效名称。", "The token's subject is not a principal's name.")
    case .revoked: ("令牌已被撤销，请重新登录。", "The token was revoked: log in again.")
    case .wrongCertificate: ("令牌绑定于另一证书。", "The token is bound to another certificate.")
    case .keysUnavailable: ("暂时无法取得签发者的公钥，请稍后再试。", "The issuer's keys are not to be had yet: try again later.")
    }
  }
}
