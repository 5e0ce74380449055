// Metadata as header fields (grpc/doc/PROTOCOL-HTTP2.md, Custom-Metadata).

extension Metadata {
  /// Adds a received field, unless it belongs to the protocol; values of bytes that are not base64 are left away.
  mutating func addReceived(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
    guard !Self.isReserved(name) else { return }
    let key = name.text
    guard Self.holdsBytes(name) else { return add(value.text, for: key) }
    for text in Self.encodedValues(in: value) {
      if let bytes = Base64.decode(text) { add(bytes, for: key) }
    }
  }

  /// How many entries a received field becomes that is not the protocol's; nil when it should hold bytes and is malformed.
  static func entries(under name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Int? {
    guard holdsBytes(name) else { return 1 }
    let values = encodedValues(in: value)
    return values.allSatisfy { Base64.isEncoded($0) } ? values.count : nil
  }

  private static func holdsBytes(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.ends(with: "-bin")
  }

  /// The base64 of each value in a received field: values of bytes under one key may come joined by commas, and each may be
  /// of no bytes.
  private static func encodedValues(in value: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { part in
      part.filter { $0 != UInt8(ascii: " ") }
    }
  }

  /// The entries of received fields.
  init(_ fields: HeaderBlock) { fields.forEach { addReceived($0, $1) } }

  /// Adds the entries to `block`.
  ///
  /// - Throws: INTERNAL when a key or a value may not be sent.
  func append(to block: inout HeaderBlock) throws(RPCError) {
    for entry in entries {
      guard entry.isSendable else {
        throw RPCError(code: .internal, message: "The metadata entry “\(entry.key)” may not be sent.")
      }
      block.append(entry.key, entry.wireValue)
    }
  }

  /// Names that users neither see nor set. `accept-language` and `user-agent` are seen.
  static func isReserved(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.first == UInt8(ascii: ":") || name.begins(with: "grpc-") || name.equals("te") || name.equals("content-type")
      || name.equals("content-length")
  }
}

extension Metadata.Entry {
  /// The size as SETTINGS_MAX_HEADER_LIST_SIZE counts it.
  var listSize: Int { key.utf8.count + wireValue.utf8.count + 32 }

  var wireValue: String {
    switch value {
    case .text(let text): String(Substring(text.utf8.withoutOuterSpace))
    case .binary(let bytes): Base64.encode(bytes)
    }
  }

  /// Text keys that belong to the protocol, or of which HTTP/2 allows no field (RFC 9113, 8.2.2).
  private static let forbiddenKeys: Set = [
    "te", "content-type", "content-length", "host", "connection", "keep-alive", "proxy-connection",
    "transfer-encoding", "upgrade",
  ]

  var isSendable: Bool {
    guard !key.isEmpty, key.utf8.allSatisfy(Self.isKeyByte), !key.hasPrefix("grpc-") else { return false }
    switch value {
    case .binary: return key.hasSuffix("-bin")
    case .text(let text):
      return !key.hasSuffix("-bin") && text.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7e }
        && !Self.forbiddenKeys.contains(key)
    }
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
      UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}

extension RPCError {
  /// INTERNAL, as stock servers and clients say it: what came under `key` should be bytes in base64, and is not.
  static func malformedBinary(under key: String) -> RPCError {
    RPCError(code: .internal, message: "Malformed binary metadata: the header \(key) is not base64.")
  }
}
