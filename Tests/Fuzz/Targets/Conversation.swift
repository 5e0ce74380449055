/// Reads an input as a sequence of HTTP/2 frames of which at least the lengths are right, and of pauses.
///
/// Each turn is a byte that says what it is, then flags, a stream, a size and so many bytes of payload. The first byte's
/// low half is the frame's type; `helps` asks that the payload stands behind a good request's headers or in gRPC's frame.
struct Conversation {
  enum Turn {
    case frame([UInt8])
    case pause(Duration)
  }

  static let greeting = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + [0, 0, 0, 4, 0, 0, 0, 0, 0]
  private static let helps: UInt8 = 0x20

  private var rest: ArraySlice<UInt8>

  init(_ input: [UInt8]) { rest = input[...] }

  mutating func next() -> Turn? {
    guard let kind = rest.popFirst() else { return nil }
    let flags = rest.popFirst() ?? 0
    if kind & 0xf == 0xf { return .pause(.seconds(Int(flags))) }
    let stream = rest.popFirst() ?? 0
    let size = min(Int(rest.popFirst() ?? 0) << (kind & 0x10 == 0 ? 0 : 4), rest.count)
    var payload = Array(rest.prefix(size))
    rest = rest.dropFirst(size)
    if kind & Self.helps != 0 {
      switch kind & 0xf {
      case 0x0: payload = [flags & 0x40 == 0 ? 0 : 1] + Self.word(UInt32(payload.count)) + payload
      case 0x1: payload = Self.request(FuzzService.names[Int(kind >> 6)]) + payload
      default: break
      }
    }
    return .frame(Self.frame(kind & 0xf, flags, UInt32(stream), payload))
  }

  private static func frame(_ type: UInt8, _ flags: UInt8, _ stream: UInt32, _ payload: [UInt8]) -> [UInt8] {
    word(UInt32(payload.count)).dropFirst() + [type, flags] + word(stream) + payload
  }

  /// The headers of a call, as literals (RFC 7541, 6.2.2).
  private static func request(_ method: String) -> [UInt8] {
    let fields = [
      (":method", "POST"), (":scheme", "http"), (":path", "/\(FuzzService.serviceName)/\(method)"), (":authority", "f"),
      ("te", "trailers"), ("content-type", "application/grpc"),
    ]
    return fields.flatMap { [0] + text($0) + text($1) }
  }

  private static func text(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

  private static func word(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
