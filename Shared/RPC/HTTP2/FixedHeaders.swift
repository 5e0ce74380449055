internal import CNghttp2

/// Header fields that never change: nghttp2 reads them where they lie, and copies nothing.
struct FixedHeaders: @unchecked Sendable {  // What it points at is written once, before anybody has it.
  private let fields: UnsafeMutablePointer<nghttp2_nv>
  private let count: Int

  /// The head of an answer that carries messages.
  static let answer = FixedHeaders([(":status", "200"), ("content-type", "application/grpc")])
  /// The end of a call that went well.
  static let ok = FixedHeaders([("grpc-status", "0")])

  /// To be made once, for ever: the memory is never given back.
  private init(_ pairs: [(StaticString, StaticString)]) {
    count = pairs.count
    fields = .allocate(capacity: pairs.count)
    let flags = NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_COPY_VALUE.rawValue
    for (index, (name, value)) in pairs.enumerated() {
      (fields + index).initialize(
        to: nghttp2_nv(
          name: UnsafeMutablePointer(mutating: name.utf8Start), value: UnsafeMutablePointer(mutating: value.utf8Start),
          namelen: name.utf8CodeUnitCount, valuelen: value.utf8CodeUnitCount, flags: UInt8(flags)))
    }
  }

  /// Calls `body` with the fields as nghttp2 takes them.
  @inline(__always)
  func withFields<Result>(_ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result) -> Result {
    body(UnsafePointer(fields), count)
  }
}

/// What follows the last DATA of a stream.
enum Trailers {
  case fixed(FixedHeaders)
  case block(HeaderBlock)

  func withFields<Result>(_ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result) -> Result {
    switch self {
    case .fixed(let headers): headers.withFields(body)
    case .block(let block): block.withFields(body)
    }
  }
}
