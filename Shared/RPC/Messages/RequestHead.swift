/// What the headers of a request say (grpc/doc/PROTOCOL-HTTP2.md, Requests), read field by field.
struct RequestHead {
  /// What is wrong with a request before gRPC begins: it is answered in HTTP.
  enum Refusal: Int {
    case methodNotAllowed = 405
    case unsupportedMediaType = 415

    /// The answer's fields. What is allowed must be said (RFC 9110, 15.5.6).
    var fields: HeaderBlock {
      let status = (":status", String(rawValue))
      return switch self {
      case .methodNotAllowed: HeaderBlock([status, ("allow", "POST")])
      case .unsupportedMediaType: HeaderBlock([status])
      }
    }
  }

  /// What answers the path; held by the router that has found it.
  private(set) var route: Uncounted<Route>?
  /// The path as text; only set when no route has it.
  private(set) var unknownPath: String?
  private(set) var timeout: Duration?
  /// A `grpc-timeout` that says nothing.
  private(set) var malformedTimeout: String?
  /// `grpc-encoding` when it is not `identity`.
  private(set) var encoding: String?
  /// What the caller's `grpc-accept-encoding` allows the answer to be.
  private(set) var acceptedEncoding: Compression?
  /// How many entries of metadata the fields are that are not the protocol's.
  private(set) var customCount = 0
  /// The first key whose values should be bytes, and are not base64.
  private(set) var malformedKey: String?
  private var isPost = false
  private var contentType = ContentType.other

  var refusal: Refusal? {
    guard isPost else { return .methodNotAllowed }
    return contentType == .other ? .unsupportedMediaType : nil
  }

  /// The codec of the messages when it is not understood here.
  var foreignCodec: String? {
    guard case .foreign(let codec) = contentType else { return nil }
    return codec
  }

  /// Whether a field is the path, for which ``readPath(_:of:)`` is there.
  @inline(__always)
  static func isPath(_ name: UnsafeBufferPointer<UInt8>) -> Bool { name.count == 5 && name.equals(":path") }

  mutating func readPath(_ value: UnsafeBufferPointer<UInt8>, of router: Router) {
    route = router.route(for: value)
    if route == nil { unknownPath = value.text }
  }

  /// Reads another field as it comes; false when it is not the protocol's.
  mutating func read(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
    switch name.count {
    case 7 where name.equals(":method"): isPost = value.equals("POST")
    case 12 where name.equals("content-type"): contentType = ContentType(value)
    case 12 where name.equals("grpc-timeout"):
      timeout = Timeout.parse(value)
      if timeout == nil { malformedTimeout = value.text }
    case 13 where name.equals("grpc-encoding"): encoding = value.equals("identity") ? nil : value.text
    case 20 where name.equals("grpc-accept-encoding"): acceptedEncoding = Compression.best(in: value.text)
    default:
      guard Metadata.isReserved(name) else {
        count(name, value)
        return false
      }
    }
    return true
  }

  private mutating func count(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
    guard let entries = Metadata.entries(under: name, value) else { return malformedKey = malformedKey ?? name.text }
    customCount += entries
  }
}
