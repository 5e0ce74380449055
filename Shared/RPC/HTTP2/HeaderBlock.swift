#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A list of header fields in one flat array, so that most blocks cost one allocation.
struct HeaderBlock: Sendable {
  /// Each field: the sizes of its name and of its value, four bytes each, then both.
  private var bytes: [UInt8] = []
  private(set) var count = 0

  private static let sizesBytes = 2 * MemoryLayout<UInt32>.size

  init() {}

  init(_ fields: [(String, String)]) {
    for (name, value) in fields { append(name, value) }
  }

  /// The size as SETTINGS_MAX_HEADER_LIST_SIZE counts it (RFC 9113, 6.5.2).
  var listSize: Int { bytes.count + (32 - Self.sizesBytes) * count }

  mutating func append(_ name: String, _ value: String) {
    var (name, value) = (name, value)
    name.withUTF8 { name in value.withUTF8 { append(name: name, value: $0) } }
  }

  mutating func append(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
    let end = bytes.count + Self.sizesBytes + name.count + value.count
    if end > bytes.capacity { bytes.reserveCapacity(max(end, 2 * bytes.capacity)) }
    withUnsafeBytes(of: (UInt32(truncatingIfNeeded: name.count), UInt32(truncatingIfNeeded: value.count))) {
      bytes.append(contentsOf: $0)
    }
    bytes.append(contentsOf: name)
    bytes.append(contentsOf: value)
    count += 1
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
      while start < bytes.count {
        let sizes = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: (UInt32, UInt32).self)
        let nameStart = start + Self.sizesBytes
        let valueStart = nameStart + Int(sizes.0)
        start = valueStart + Int(sizes.1)
        body(
          UnsafeBufferPointer(rebasing: bytes[nameStart..<valueStart]),
          UnsafeBufferPointer(rebasing: bytes[valueStart..<start]))
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

  /// Whether the bytes end with those of `text`.
  @inline(__always)
  func ends(with text: StaticString) -> Bool {
    let rest = count - text.utf8CodeUnitCount
    return rest >= 0 && UnsafeBufferPointer(rebasing: self[rest...]).isPrefixed(by: text)
  }

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

extension BidirectionalCollection<UInt8> {
  /// The bytes without spaces and tabs at either end: no field may have them there (RFC 9113, 8.2.1).
  var withoutOuterSpace: SubSequence {
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return self[startIndex..<startIndex]
    }
    return self[first...last]
  }
}
