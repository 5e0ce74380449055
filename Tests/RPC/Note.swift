import RPC
import Wire

/// A message for tests: its bytes are its encoding.
struct Note: WireMessage {
  static let fullName = "test.Note"
  var bytes: [UInt8] = []

  init() {}
  init(_ text: String) { bytes = Array(text.utf8) }
  init(bytes: [UInt8]) { self.bytes = bytes }

  init(decoding bytes: UnsafeRawBufferPointer, limits: WireLimits, arena: Arena) throws(WireError) {
    self.bytes = Array(bytes)
  }

  func encode(arena: Arena, reserve: (_ upperBound: Int) -> UnsafeMutableRawPointer) -> Int {
    let target = UnsafeMutableRawBufferPointer(start: reserve(bytes.count), count: bytes.count)
    target.copyBytes(from: bytes)
    return bytes.count
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
