/// The trailers that end a call: status, message, details and metadata, together below ``maxBytes``.
///
/// Stock clients refuse more than 8 KiB of metadata. What does not fit is left out by this rule: the message is cut to
/// 1 KiB; metadata entries are sent while they fit, into 2 KiB where there are details; of these, the lists of violations
/// are cut to their first ones, and ErrorInfo's metadata tells how many there were.
enum StatusTrailers {
  /// All trailers together, counted as SETTINGS_MAX_HEADER_LIST_SIZE does.
  static let maxBytes = 6 << 10
  static let maxMessageBytes = 1 << 10
  static let maxMetadataBytesBesideDetails = 2 << 10

  /// The trailers for a call that ended with `error`, or well.
  static func block(for error: RPCError?, trailers: Metadata) -> HeaderBlock {
    var block = HeaderBlock()
    append(error, trailers, to: &block)
    return block
  }

  /// Adds status, message, metadata and details to `block`.
  static func append(_ error: RPCError?, _ trailers: Metadata, to block: inout HeaderBlock) {
    let before = block.listSize
    block.append("grpc-status", String((error?.code ?? .ok).rawValue))
    let message = cut(error?.message ?? "")
    if !message.isEmpty { block.append("grpc-message", PercentEncoding.encode(message)) }
    let left = maxBytes - (block.listSize - before)
    let hasDetails = error.map { !$0.details.isEmpty } ?? false
    append(trailers, error?.metadata, within: hasDetails ? maxMetadataBytesBesideDetails : left, to: &block)
    guard let error, hasDetails else { return }
    let name = "grpc-status-details-bin"
    let room = maxBytes - (block.listSize - before) - name.utf8.count - 32
    if let details = StatusDetails.encode(error, message: message, maxBytes: room * 3 / 4) {
      block.append(name, Base64.encode(details))
    }
  }

  private static func append(
    _ trailers: Metadata, _ more: Metadata?, within bytes: Int, to block: inout HeaderBlock
  ) {
    var room = bytes
    for entry in trailers.entries + (more?.entries ?? []) where entry.isSendable && entry.listSize <= room {
      room -= entry.listSize
      block.append(entry.key, entry.wireValue)
    }
  }

  /// The message cut between characters so that its encoded form keeps within its bound.
  private static func cut(_ text: String) -> String {
    var room = maxMessageBytes - PercentEncoding.outerSpaces
    var end = text.startIndex
    while end < text.endIndex {
      let next = text.index(after: end)
      room -= text.utf8[end..<next].reduce(0) { $0 + PercentEncoding.encodedSize($1) }
      guard room >= 0 else { break }
      end = next
    }
    return String(text[..<end])
  }
}

/// What a block of received trailers says.
struct ReceivedStatus {
  /// The status; nil when the block has no `grpc-status`.
  var code: RPCError.Code?
  var message = ""
  var details: [ErrorDetail] = []
  var metadata = Metadata()
  /// Why not all metadata could be read, if so.
  var malformed: RPCError?
  /// The HTTP status, when the block is the first of its stream.
  var httpStatus: Int?
  var isGRPC = false
  /// `grpc-encoding` when it is not `identity`.
  var encoding: String?
  /// `grpc-retry-pushback-ms`.
  var pushback: Pushback?

  init(_ block: HeaderBlock) {
    block.forEach { name, value in
      if name.equals("grpc-status") {
        code = Int(value.text).map { RPCError.Code(rawValue: $0) ?? .unknown } ?? .unknown
      } else if name.equals("grpc-message") {
        message = PercentEncoding.decode(value)
      } else if name.equals("grpc-status-details-bin") {
        details = Base64.decode(value).map(StatusDetails.decode) ?? []
      } else if name.equals(":status") {
        httpStatus = Int(value.text)
      } else if name.equals("content-type") {
        isGRPC = ContentType(value) == .grpc
      } else if name.equals("grpc-encoding") {
        encoding = value.equals("identity") ? nil : value.text
      } else if name.equals("grpc-retry-pushback-ms") {
        pushback = Pushback(value.text)
      } else if !Metadata.isReserved(name) {
        if Metadata.entries(under: name, value) == nil {
          malformed = malformed ?? RPCError.malformedBinary(under: name.text)
        }
        metadata.addReceived(name, value)
      }
    }
  }

  /// The error that the status means, nil when the call ended well.
  var error: RPCError? {
    guard let code else { return RPCError(code: .unknown, message: "The server ended the call without a status.") }
    guard code != .ok else { return nil }
    return RPCError(code: code, message: message, details: details, metadata: metadata)
  }
}
