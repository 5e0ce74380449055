/// What a content-type says of a request or an answer (grpc/doc/PROTOCOL-HTTP2.md, Content-Type).
enum ContentType: Equatable {
  /// gRPC with messages of protobuf: `application/grpc`, alone or with `+proto`.
  case grpc
  /// gRPC with messages of another codec, which is not understood here.
  case foreign(codec: String)
  /// Another protocol; `application/grpc-web` is one too.
  case other

  /// The only codec of messages.
  static let codec = "proto"

  /// Reads a field's value: upper and lower case mean the same, and parameters nothing (RFC 9110, 8.3.1).
  init(_ value: UnsafeBufferPointer<UInt8>) {
    if value.equals("application/grpc") {
      self = .grpc
      return
    }
    let type = value.prefix { $0 != UInt8(ascii: ";") }.withoutOuterSpace
    let parts = String(decoding: type, as: UTF8.self).lowercased().split(
      separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.first == "application/grpc" else {
      self = .other
      return
    }
    let codec = parts.count == 2 ? String(parts[1]) : Self.codec
    self = codec == Self.codec ? .grpc : .foreign(codec: codec)
  }
}
