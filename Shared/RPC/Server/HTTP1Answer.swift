internal import CNghttp2
internal import NIOCore

/// What a client of HTTP/1 is told: a person with a browser or curl reads why nothing comes.
enum HTTP1Answer {
  private static let text = "This port speaks gRPC over HTTP/2; HTTP/1 is not understood here.\n"

  /// The answer, with the headers that every answer of the server has.
  static func bytes(_ headers: Metadata) -> ByteBuffer {
    let marks = headers.entries.filter(\.isSendable).map { "\($0.key): \($0.wireValue)\r\n" }.joined()
    return ByteBuffer(
      string: "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
        + "Content-Length: \(text.utf8.count)\r\nConnection: close\r\n\(marks)\r\n\(text)")
  }

  /// Whether the preface failed on what begins like a method of HTTP/1, and not on some other protocol's bytes.
  static func fits(_ fault: HTTP2Fault, first: UInt8?) -> Bool {
    guard fault.code == NGHTTP2_ERR_BAD_CLIENT_MAGIC.rawValue, let first else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
  }
}
