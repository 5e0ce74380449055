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
    let scheme: StaticString = "bearer "
    var header = header
    let carriesOne = header.withUTF8 { bytes in
      bytes.count > scheme.utf8CodeUnitCount
        && bytes.prefix(6).elementsEqual("bearer".utf8, by: { $0 | 0x20 == $1 }) && bytes[6] == UInt8(ascii: " ")
        && !bytes.dropFirst(scheme.utf8CodeUnitCount).contains(UInt8(ascii: " "))
    }
    guard carriesOne else { return nil }
    return header[header.utf8.index(header.startIndex, offsetBy: scheme.utf8CodeUnitCount)...]
  }
}
