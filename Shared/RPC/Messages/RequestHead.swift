internal import Wire

/// What the headers of a request say (grpc/doc/PROTOCOL-HTTP2.md, Requests).
struct RequestHead {
  /// What is wrong with a request before gRPC begins: it is answered in HTTP.
  enum Refusal: Int {
    case methodNotAllowed = 405
    case unsupportedMediaType = 415
  }

  var route: Route?
  /// The path as text; only set when no route has it.
  var unknownPath: String?
  var timeout: Duration?
  /// `grpc-encoding` when it is not `identity`.
  var encoding: String?
  /// What the caller's `grpc-accept-encoding` allows the answer to be.
  var acceptedEncoding: Compression?
  /// The fields that are not the protocol's, as they came.
  var custom = HeaderBlock()
  /// How many entries of metadata they are.
  var customCount = 0
  var refusal: Refusal?
  /// Why the request cannot be served although it is gRPC.
  var fault: RPCError?

  init(_ block: HeaderBlock, router: Router) {
    var isPost = false
    var isGRPC = false
    block.forEach { name, value in
      switch name.count {
      case 5 where name.equals(":path"):
        route = router.route(for: value)
        if route == nil { unknownPath = value.text }
      case 7 where name.equals(":method"): isPost = value.equals("POST")
      case 12 where name.equals("content-type"): isGRPC = Self.isGRPC(value)
      case 12 where name.equals("grpc-timeout"): readTimeout(value)
      case 13 where name.equals("grpc-encoding"): encoding = value.equals("identity") ? nil : value.text
      case 20 where name.equals("grpc-accept-encoding"): acceptedEncoding = Compression.best(in: value.text)
      default: keep(name, value)
      }
    }
    if !isPost { refusal = .methodNotAllowed } else if !isGRPC { refusal = .unsupportedMediaType }
  }

  private mutating func keep(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
    guard !Metadata.isReserved(name) else { return }
    custom.append(name: name, value: value)
    customCount += Metadata.entries(under: name, value)
  }

  /// `application/grpc`, alone or followed by `+proto` or parameters.
  private static func isGRPC(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard value.begins(with: "application/grpc") else { return false }
    let rest = UnsafeBufferPointer(rebasing: value.dropFirst("application/grpc".utf8.count))
    return rest.isEmpty || rest.equals("+proto") || rest.begins(with: ";") || rest.begins(with: "+proto;")
  }

  private mutating func readTimeout(_ value: UnsafeBufferPointer<UInt8>) {
    timeout = Timeout.parse(value)
    if timeout == nil { fault = RPCError(code: .internal, message: "grpc-timeout is malformed: \(value.text)") }
  }
}
