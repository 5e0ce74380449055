#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A list of header fields in two flat arrays: it is filled and emptied for each block without allocating.
struct HeaderBlock: Sendable {
  private struct Ends {
    var name: Int
    var value: Int
  }

  private var bytes: [UInt8] = []
  private var ends: [Ends] = []

  init() {}

  init(_ fields: [(String, String)]) {
    for (name, value) in fields { append(name, value) }
  }

  var count: Int { ends.count }
  /// The size as SETTINGS_MAX_HEADER_LIST_SIZE counts it (RFC 9113, 6.5.2).
  var listSize: Int { bytes.count + 32 * ends.count }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func append(_ name: String, _ value: String) {
    bytes.append(contentsOf: name.utf8)
    let nameEnd = bytes.count
    bytes.append(contentsOf: value.utf8)
    ends.append(Ends(name: nameEnd, value: bytes.count))
  }

  mutating func append(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: name)
    let nameEnd = bytes.count
    bytes.append(contentsOf: value)
    ends.append(Ends(name: nameEnd, value: bytes.count))
  }

  /// Calls `body` with the name and value of each field, in order.
  func forEach(_ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Void) {
    withEach(body) {}
  }

  /// Calls `body` with each field, then `finish` while the memory of all of them is still valid.
  func withEach<Result>(
    _ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Void,
    then finish: () -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for end in ends {
        body(
          UnsafeBufferPointer(rebasing: bytes[start..<end.name]),
          UnsafeBufferPointer(rebasing: bytes[end.name..<end.value]))
        start = end.value
      }
      return finish()
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether these are the bytes of `text`.
  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && isPrefixed(by: text)
  }

  /// Whether the bytes begin with those of `text`.
  @inline(__always)
  func begins(with text: StaticString) -> Bool { count >= text.utf8CodeUnitCount && isPrefixed(by: text) }

  /// Whether `text`, which is not longer, stands at the front.
  @inline(__always)
  private func isPrefixed(by text: StaticString) -> Bool {
    guard let baseAddress else { return true }
    return memcmp(baseAddress, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// Whether these are the bytes of `other`.
  @inline(__always)
  func equals(_ other: [UInt8]) -> Bool {
    other.withUnsafeBufferPointer { other in
      guard count == other.count else { return false }
      guard let baseAddress, let start = other.baseAddress else { return true }
      return memcmp(baseAddress, start, count) == 0
    }
  }

  /// The bytes as text; wrong UTF-8 becomes U+FFFD.
  var text: String { String(decoding: self, as: UTF8.self) }
}
