/// Bytes of one HTTP/2 frame, good or bad (RFC 9113, 4.1), and those of whole conversations.
enum Frame {
  static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
  static let greeting = preface + settings()

  static func raw(_ type: UInt8, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8] = []) -> [UInt8] {
    let size = payload.count
    return [UInt8(size >> 16 & 0xff), UInt8(size >> 8 & 0xff), UInt8(size & 0xff), type, flags] + word(stream) + payload
  }

  static func word(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

  static func data(_ stream: UInt32, _ bytes: [UInt8] = [], ends: Bool = false) -> [UInt8] {
    raw(0x0, flags: ends ? 1 : 0, stream: stream, bytes)
  }

  /// HEADERS with the fields as literals without indexing (RFC 7541, 6.2.2), and so many entries of a block as given.
  static func headers(
    _ stream: UInt32, _ fields: [(String, String)], ends: Bool = false, whole: Bool = true, more: [UInt8] = []
  ) -> [UInt8] {
    raw(0x1, flags: (ends ? 1 : 0) | (whole ? 4 : 0), stream: stream, fields.flatMap { literal($0, $1) } + more)
  }

  static func continuation(_ stream: UInt32, _ block: [UInt8] = [], whole: Bool = false) -> [UInt8] {
    raw(0x9, flags: whole ? 4 : 0, stream: stream, block)
  }

  static func priority(_ stream: UInt32) -> [UInt8] { raw(0x2, stream: stream, [0, 0, 0, 0, 16]) }

  static func reset(_ stream: UInt32, _ code: UInt32 = 8) -> [UInt8] { raw(0x3, stream: stream, word(code)) }

  static func settings(_ entries: [(UInt16, UInt32)] = []) -> [UInt8] {
    raw(0x4, entries.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] + word($1) })
  }

  static let settingsAck = raw(0x4, flags: 1)

  static func ping(_ number: UInt8 = 0, ack: Bool = false) -> [UInt8] {
    raw(0x6, flags: ack ? 1 : 0, [0, 0, 0, 0, 0, 0, 0, number])
  }

  static func windowUpdate(_ stream: UInt32, _ amount: UInt32) -> [UInt8] { raw(0x8, stream: stream, word(amount)) }

  static func literal(_ name: String, _ value: String, indexed: Bool = false) -> [UInt8] {
    [indexed ? 0x40 : 0x00] + text(name) + text(value)
  }

  /// A length with a prefix of seven bits, then the octets as they are (RFC 7541, 5).
  private static func text(_ text: String) -> [UInt8] {
    var (length, head) = (text.utf8.count, [UInt8]())
    if length < 127 {
      head = [UInt8(length)]
    } else {
      head = [127]
      length -= 127
      while length >= 128 {
        head.append(UInt8(length & 0x7f) | 0x80)
        length >>= 7
      }
      head.append(UInt8(length))
    }
    return head + Array(text.utf8)
  }

  /// A message in gRPC's frame.
  static func message(_ bytes: [UInt8]) -> [UInt8] { [0] + word(UInt32(bytes.count)) + bytes }

  /// The request of a call whose only message is `bytes`.
  static func call(_ stream: UInt32, _ path: String, _ bytes: [UInt8] = [], ends: Bool = true) -> [UInt8] {
    headers(stream, RawClient.fields(path: path)) + data(stream, message(bytes), ends: ends)
  }
}

/// One frame that came.
struct ReceivedFrame: Sendable, Equatable {
  var type: UInt8
  var flags: UInt8
  var stream: UInt32
  var payload: [UInt8]

  var isAck: Bool { flags & 1 != 0 }
  var word: UInt32 { payload.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }
  /// GOAWAY's error code and debug data.
  var goaway: (code: UInt32, why: String)? {
    guard type == 0x7, payload.count >= 8 else { return nil }
    return (payload[4..<8].reduce(0) { $0 << 8 | UInt32($1) }, String(decoding: payload[8...], as: UTF8.self))
  }
}
