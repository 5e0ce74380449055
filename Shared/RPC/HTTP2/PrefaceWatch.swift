/// How much of the client's preface (RFC 9113, 3.4) has come: until all of it is there, the peer may speak another protocol.
struct PrefaceWatch {
  /// Bytes that are still to come.
  private(set) var left: Int
  /// The first byte that came.
  private(set) var first: UInt8?

  init(of role: HTTP2Role) { left = role == .server ? FrameMeter.prefaceSize : 0 }

  var isWhole: Bool { left == 0 }

  /// More bytes came.
  mutating func read(_ bytes: UnsafeRawBufferPointer) {
    guard left > 0 else { return }
    first = first ?? bytes.first
    left = max(0, left - bytes.count)
  }
}
