public import RPC

/// Sends a token with each call of a channel (RFC 6750).
public struct BearerToken: ClientInterceptor {
  private let header: String

  /// Sends this token.
  public init(_ token: String) { header = "Bearer \(token)" }

  /// Adds the header, unless the caller has given one.
  public func intercept(_ call: inout ClientCallStart) {
    if call.options.metadata["authorization"] == nil { call.options.metadata["authorization"] = header }
  }

  /// The token in an `authorization` header; nil when it carries none, or another scheme.
  public static func token(in header: String) -> Substring? {
    guard let space = header.utf8.firstIndex(of: UInt8(ascii: " ")),
      header[..<space].utf8.elementsEqual("Bearer".utf8, by: { $0 | 0x20 == $1 | 0x20 })
    else { return nil }
    let token = header[header.utf8.index(after: space)...]
    return token.isEmpty || token.utf8.contains(UInt8(ascii: " ")) ? nil : token
  }
}
