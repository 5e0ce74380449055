/// Why a peer is sent away, as GOAWAY says it.
struct Misdeed: Hashable {
  var code = HTTP2ErrorCode.enhanceYourCalm
  /// The debug data.
  var why: String

  static let headerBomb = Misdeed(why: "header_bomb")
  static let slowFrame = Misdeed(why: "frame_too_slow")
  /// RFC 9113, 6.3; nghttp2 passes over it where priorities are not used.
  static let priorityOfNoStream = Misdeed(code: .protocolError, why: "PRIORITY on stream 0")
}
