internal import CNghttp2

/// The error codes of HTTP/2 that end a stream or a connection (RFC 9113, 7).
struct HTTP2ErrorCode: RawRepresentable, Sendable, Hashable {
  var rawValue: UInt32

  static let noError = HTTP2ErrorCode(rawValue: 0x0)
  static let protocolError = HTTP2ErrorCode(rawValue: 0x1)
  static let internalError = HTTP2ErrorCode(rawValue: 0x2)
  static let flowControlError = HTTP2ErrorCode(rawValue: 0x3)
  static let streamClosed = HTTP2ErrorCode(rawValue: 0x5)
  static let refusedStream = HTTP2ErrorCode(rawValue: 0x7)
  static let cancel = HTTP2ErrorCode(rawValue: 0x8)
  static let enhanceYourCalm = HTTP2ErrorCode(rawValue: 0xb)
  static let inadequateSecurity = HTTP2ErrorCode(rawValue: 0xc)
}

/// A failure that nghttp2 reports: the connection is of no use any more.
struct HTTP2Fault: Error, Hashable {
  /// One of `nghttp2_error`.
  var code: Int32

  /// Which of nghttp2's own limits the peer has passed, if it was that.
  var flood: String? {
    switch code {
    case NGHTTP2_ERR_FLOODED.rawValue: "too_many_unread_answers"
    case NGHTTP2_ERR_TOO_MANY_CONTINUATIONS.rawValue: "too_many_continuations"
    case NGHTTP2_ERR_TOO_MANY_SETTINGS.rawValue: "too_many_settings"
    default: nil
    }
  }
}
