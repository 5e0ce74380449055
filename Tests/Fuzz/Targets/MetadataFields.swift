import Wire

@testable import RPC

/// The fields of headers and trailers: what is understood can be said again and is then understood the same.
struct MetadataFields: Target {
  private let router = Router([FuzzService(tally: Tally())])

  /// Takes names and values, each behind its size.
  func run(_ input: [UInt8]) throws {
    let block = Self.block(input)
    var head = RequestHead()
    block.forEach { if RequestHead.isPath($0) { head.readPath($1, of: router) } else { _ = head.read($0, $1) } }
    try check(head)
    let metadata = Metadata(block)
    if head.malformedKey == nil {
      try promise(head.customCount == metadata.entries.count, "a request's metadata is not counted as it is received")
    }
    try check(metadata)
    try check(ReceivedStatus(block), metadata)
    for text in metadata.texts(for: "accept-language") { _ = AcceptLanguage.tags(in: text) }
    try input.withUnsafeBufferPointer { bytes in
      let text = PercentEncoding.decode(bytes)
      let again = Array(PercentEncoding.encode(text).utf8).withUnsafeBufferPointer { PercentEncoding.decode($0) }
      try promise(again == text, "percent-encoding loses something")
    }
    let coded = Base64.encode(input)
    try promise(coded.utf8.count == Base64.encodedSize(input.count), "base64 has another size than told")
    try promise(Base64.decode(Array(coded.utf8)) == input, "base64 loses something")
    if let bytes = Base64.decode(input) {
      try promise(Base64.decode(Array(Base64.encode(bytes).utf8)) == bytes, "base64 loses something")
    }
  }

  /// The block as a session makes it: values have lost the space around them.
  private static func block(_ input: [UInt8]) -> HeaderBlock {
    var (block, rest) = (HeaderBlock(), input[...])
    func take() -> [UInt8] {
      guard let size = rest.popFirst() else { return [] }
      defer { rest = rest.dropFirst(Int(size)) }
      return Array(rest.prefix(Int(size)))
    }
    while !rest.isEmpty {
      let (name, value) = (take(), take())
      name.withUnsafeBufferPointer { name in
        value.withUnsafeBufferPointer {
          block.append(name: name, value: UnsafeBufferPointer(rebasing: $0.withoutOuterSpace))
        }
      }
    }
    return block
  }

  private func check(_ head: RequestHead) throws(Finding) {
    guard let timeout = head.timeout else { return }
    let text = Timeout.format(timeout)
    let again = Array(text.utf8).withUnsafeBufferPointer { Timeout.parse($0) }
    // What does not fit nanoseconds, 292 years, is as good as for ever.
    let least = min(timeout, .nanoseconds(Int64.max))
    try promise(again.map { $0 >= least } ?? false, "a timeout of \(timeout) is sent as \(text)")
  }

  private func check(_ metadata: Metadata) throws {
    guard metadata.entries.allSatisfy(\.isSendable) else { return }
    var block = HeaderBlock()
    try metadata.append(to: &block)
    try promise(Metadata(block) == metadata, "metadata is not received as it was sent: \(metadata.entries)")
  }

  /// What a service sends on of what it received keeps within what stock clients take.
  private func check(_ status: ReceivedStatus, _ metadata: Metadata) throws(Finding) {
    guard let error = status.error else { return }
    let block = StatusTrailers.block(for: error, trailers: metadata)
    try promise(block.listSize <= StatusTrailers.maxBytes, "trailers of \(block.listSize) bytes")
    let again = ReceivedStatus(block)
    try promise(again.code == error.code, "\(error.code) is received as \(again.code, default: "nothing")")
    try promise(error.message.hasPrefix(again.message), "“\(error.message)” is received as “\(again.message)”")
  }
}
