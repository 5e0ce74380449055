import Testing

@testable import RPC

@Suite("Bytes of messages") struct FramingTests {
  @Test(
    "begin with a prefix that says how they are to be taken",
    arguments: [
      ([], .incomplete), ([0, 0, 0, 0], .incomplete), ([0, 0, 0, 0, 0], .complete(size: 0)),
      ([0, 0, 0, 0, 2, 1], .incomplete), ([0, 0, 0, 0, 2, 1, 2], .complete(size: 2)),
      ([0, 0, 0, 0, 2, 1, 2, 9], .complete(size: 2)), ([0, 0, 0, 0, 11], .tooLarge(size: 11)),
      ([0, 255, 255, 255, 255], .tooLarge(size: 4_294_967_295)), ([1, 0, 0, 0, 0], .compressed),
      ([2, 0, 0, 0, 0], .malformed),
    ] as [([UInt8], MessageFrame.Front)])
  func prefix(_ bytes: [UInt8], _ expected: MessageFrame.Front) {
    #expect(bytes.withUnsafeBytes { MessageFrame.front(of: $0, limit: 10) } == expected)
  }

  @Test("leave a queue in the order in which they came, whatever the sizes")
  func queue() {
    var queue = ByteQueue()
    var (expected, taken): ([UInt8], [UInt8]) = ([], [])
    var random = SystemRandomNumberGenerator()
    for step in 0..<2_000 {
      let piece = (0..<Int.random(in: 0...200, using: &random)).map { UInt8(truncatingIfNeeded: step &+ $0) }
      expected += piece
      piece.withUnsafeBytes { queue.append($0) }
      let size = Int.random(in: 0...min(queue.count, 300), using: &random)
      taken += queue.bytes.prefix(size)
      queue.drop(size)
    }
    taken += queue.bytes
    #expect(taken == expected)
    queue.removeAll()
    let left = queue.count
    #expect(left == 0)
  }
}

@Suite("A queue that keeps what is taken") struct KeepingQueueTests {
  @Test("gives it again, in front of what came since, until it is told to forget")
  func rewinds() {
    var queue = ByteQueue()
    queue.keepTaken()
    var expected: [UInt8] = []
    for step in 0..<200 {
      let piece = [UInt8](repeating: UInt8(step), count: step * 7 % 400)
      expected += piece
      piece.withUnsafeBytes { queue.append($0) }
      queue.drop(min(queue.count, step * 5 % 300))
      #expect(queue.keptCount + queue.count == expected.count)
    }
    queue.drop(queue.count)
    queue.rewind()
    #expect(Array(queue.bytes) == expected)
    queue.drop(queue.count)
    [UInt8]([1, 2, 3]).withUnsafeBytes { queue.append($0) }
    queue.dropLast(3)
    queue.rewind()
    #expect(Array(queue.bytes) == expected)
    queue.drop(10)
    queue.forgetTaken()
    queue.rewind()
    #expect(queue.keptCount == 0)
    #expect(Array(queue.bytes) == Array(expected.dropFirst(10)))
  }

  @Test("is empty after all was removed")
  func removed() {
    var queue = ByteQueue()
    queue.keepTaken()
    [UInt8]([1, 2, 3]).withUnsafeBytes { queue.append($0) }
    queue.drop(1)
    queue.removeAll()
    queue.rewind()
    let isEmpty = queue.isEmpty
    #expect(isEmpty)
  }
}

@Suite("Trailers") struct TrailerTests {
  private func fields(_ error: RPCError?, _ trailers: Metadata = Metadata()) -> (size: Int, values: [String: String]) {
    let block = StatusTrailers.block(for: error, trailers: trailers)
    var values: [String: String] = [:]
    block.forEach { values[$0.text] = $1.text }
    return (block.listSize, values)
  }

  private func received(_ error: RPCError, _ trailers: Metadata = Metadata()) throws -> RPCError {
    try #require(ReceivedStatus(StatusTrailers.block(for: error, trailers: trailers)).error)
  }

  private static let violations = (0..<1_000).map { number in
    FieldViolation(field: "figures[\(number)].value", description: "不能为负", reason: "NEGATIVE")
  }

  @Test("keep the first violations when there are too many, and tell how many there were")
  func cut() throws {
    let error = RPCError(
      code: .invalidArgument, message: "1000 faults",
      details: [
        .badRequest(Self.violations),
        .errorInfo(reason: "BAD_ROWS", domain: "indicators.tupo", metadata: ["file": "a"]),
        .localizedMessage(locale: "zh-CN", text: "共一千处错误"),
      ])
    let told = try received(error)
    #expect(fields(error).size <= StatusTrailers.maxBytes)
    #expect(
      told.details.first
        == .errorInfo(
          reason: "BAD_ROWS", domain: "indicators.tupo", metadata: ["file": "a", "totalFieldViolations": "1000"]))
    #expect(told.details.last == .localizedMessage(locale: "zh-CN", text: "共一千处错误"))
    guard case .badRequest(let kept) = told.details[1] else {
      Issue.record("no violations in \(told.details)")
      return
    }
    #expect(kept.count > 20)
    #expect(kept == Array(Self.violations.prefix(kept.count)))
  }

  @Test("stay within their bound whatever is in them", arguments: [0, 100, 5_000, 100_000])
  func bound(_ size: Int) throws {
    let text = String(repeating: "错", count: size)
    var trailers = Metadata()
    for number in 0..<100 { trailers.add(String(repeating: "x", count: size / 50), for: "x-\(number)") }
    let error = RPCError(
      code: .aborted, message: text,
      details: [.localizedMessage(locale: "zh", text: text), .badRequest(Self.violations)], metadata: trailers)
    #expect(fields(error, trailers).size <= StatusTrailers.maxBytes)
    #expect(try received(error, trailers).code == .aborted)
  }

  @Test("cut a message between characters")
  func message() throws {
    let error = RPCError(code: .internal, message: String(repeating: "济", count: 1_000))
    #expect(try received(error).message == String(repeating: "济", count: 1_024 / 9))
  }

  @Test("keep a message within its bound with spaces at its ends too", arguments: [1, 1_020, 1_021, 5_000])
  func spaces(_ size: Int) throws {
    let text = String(repeating: " ", count: size)
    let error = RPCError(code: .internal, message: text)
    let written = try #require(fields(error).values["grpc-message"])
    #expect(written.utf8.count <= StatusTrailers.maxMessageBytes)
    #expect(written.hasPrefix("%20") && written.hasSuffix("%20"))
    #expect(try received(error).message == String(text.prefix(1_020)))
  }

  @Test("of a call that went well are one field")
  func good() {
    #expect(fields(nil).values == ["grpc-status": "0"])
  }

  @Test("with a status that nobody knows mean UNKNOWN", arguments: ["17", "-1", "x", ""])
  func unknown(_ status: String) throws {
    let error = try #require(ReceivedStatus(HeaderBlock([("grpc-status", status)])).error)
    #expect(error.code == .unknown)
  }
}
