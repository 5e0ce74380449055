import RPC
import Testing

@Suite("Back-pressure") struct FlowControlTests {
  static let messageBytes = 16 << 10
  static let windowBytes = 64 << 10
  /// What one direction of a stream may hold: the peer's window, the writer's queue with one message above its mark,
  /// and the message in the reader's hand.
  static let bound = (windowBytes + (64 << 10) + 2 * messageBytes) / messageBytes

  static let note = Note(bytes: [UInt8](repeating: 7, count: messageBytes))

  @Test("suspends a handler whose caller does not read")
  func slowCaller() async throws {
    let written = Counter()
    var service = TestService()
    service.onList = { _, responses, _ in
      for _ in 0..<500 {
        try await responses.write(Self.note)
        written.add()
      }
    }
    var options = ChannelOptions()
    options.streamWindowBytes = Self.windowBytes
    try await withServer(service, channel: options) { channel, _ in
      let ahead = try await channel.serverStreaming(TestService.list, Note("")) { responses in
        var (read, ahead) = (0, 0)
        for try await _ in responses {
          read += 1
          ahead = max(ahead, written.value - read)
        }
        #expect(read == 500)
        return ahead
      }
      #expect(ahead <= Self.bound)
    }
  }

  @Test("suspends a caller whose handler does not read")
  func slowHandler() async throws {
    let written = Counter()
    let ahead = Counter()
    var service = TestService()
    service.onGather = { requests, _ in
      var read = 0
      for try await _ in requests {
        read += 1
        ahead.add(max(0, written.value - read - ahead.value))
      }
      return Note("\(read)")
    }
    var options = RPCServer.Options()
    options.streamWindowBytes = Self.windowBytes
    try await withServer(service, server: options) { channel, _ in
      let answer = try await channel.clientStreaming(TestService.gather) { requests in
        for _ in 0..<500 {
          try await requests.write(Self.note)
          written.add()
        }
      }
      #expect(answer.text == "500")
      #expect(ahead.value <= Self.bound)
    }
  }

  @Test("holds a caller whose handler does not read at all, and no other stream of the connection")
  func stuckHandler() async throws {
    let (written, release) = (Counter(), Signal())
    var service = TestService()
    service.onGather = { requests, _ in
      await release.wait()
      return Note("\(try await requests.reduce(into: 0) { count, _ in count += 1 })")
    }
    var options = RPCServer.Options()
    options.streamWindowBytes = Self.windowBytes
    try await withServer(service, server: options) { channel, _ in
      async let stuck = channel.clientStreaming(TestService.gather) { requests in
        for _ in 0..<50 {
          try await requests.write(Self.note)
          written.add()
        }
      }
      try await pass(over: channel)
      #expect(written.value <= Self.bound)
      release.set()
      let answer = try await stuck
      #expect(answer.text == "50")
    }
  }

  @Test("holds a handler whose caller does not read at all, and no other stream of the connection")
  func stuckCaller() async throws {
    let written = Counter()
    var service = TestService()
    service.onList = { _, responses, _ in
      for _ in 0..<50 {
        try await responses.write(Self.note)
        written.add()
      }
    }
    var options = ChannelOptions()
    options.streamWindowBytes = Self.windowBytes
    try await withServer(service, channel: options) { channel, _ in
      let read = try await channel.serverStreaming(TestService.list, Note("")) { responses in
        try await pass(over: channel)
        #expect(written.value <= Self.bound)
        return try await responses.reduce(into: 0) { count, _ in count += 1 }
      }
      #expect(read == 50)
    }
  }

  /// Makes calls with large messages on the connection that a stuck stream is on: time enough for it to run ahead.
  private func pass(over channel: RPCChannel) async throws {
    for _ in 0..<20 {
      let big = Note(bytes: [UInt8](repeating: 1, count: 300 << 10))
      let answer = try await channel.unary(TestService.unary, big)
      #expect(answer == big)
    }
  }

  @Test("lets messages through that are larger than the windows", arguments: [1 << 10, 65_535, 256 << 10])
  func largerThanWindows(_ windowBytes: Int) async throws {
    var serverOptions = RPCServer.Options()
    serverOptions.streamWindowBytes = windowBytes
    var channelOptions = ChannelOptions()
    channelOptions.streamWindowBytes = windowBytes
    try await withServer(server: serverOptions, channel: channelOptions) { channel, _ in
      let big = Note(String(repeating: "0123456789abcde", count: (3 << 20) / 15))
      let answer = try await channel.unary(TestService.unary, big)
      #expect(answer == big)
    }
  }

  @Test("does not make up for a bound on size: a message above it is refused, on either side")
  func tooLarge() async throws {
    var small = ChannelOptions()
    small.maxMessageBytes = 1_000
    try await withServer(channel: small) { channel, _ in
      let big = Note(bytes: [UInt8](repeating: 1, count: 1_001))
      try await expectError(.resourceExhausted) { try await channel.unary(TestService.unary, big) }
    }
    var options = RPCServer.Options()
    options.maxMessageBytes = 1_000
    try await withServer(server: options) { channel, _ in
      let big = Note(bytes: [UInt8](repeating: 1, count: 1_001))
      try await expectError(.resourceExhausted) { try await channel.unary(TestService.unary, big) }
    }
  }

  private static let large = Note(bytes: [UInt8](repeating: 7, count: 256 << 10))

  @Test("loses no call of a caller that reads, however much is answered at once")
  func manyLargeAnswers() async throws {
    var service = TestService()
    service.onUnary = { _, _ in Self.large }
    var options = RPCServer.Options()
    options.maxConnectionBytes = 4 << 20
    try await withServer(service, server: options) { channel, _ in
      try await withThrowingTaskGroup { group in
        for _ in 0..<128 { group.addTask { try await channel.unary(TestService.unary, Note("")) } }
        for try await answer in group { #expect(answer.bytes.count == Self.large.bytes.count) }
      }
    }
  }

  @Test("starts no more handlers while the answers of others are not read")
  func unreadAnswers() async throws {
    let (begun, started, read) = (Counter(), Counter(), Signal())
    let allBegun = Signal()
    var service = TestService()
    service.onList = { _, responses, _ in
      started.add()
      try await responses.write(Self.large)
    }
    var options = RPCServer.Options()
    options.maxConnectionBytes = 4 << 20
    options.onStarted = { _ in
      begun.add()
      if begun.value == 100 { allBegun.set() }
    }
    var client = ChannelOptions()
    client.streamWindowBytes = Self.windowBytes
    try await withServer(service, server: options, channel: client) { channel, _ in
      try await withThrowingTaskGroup { group in
        for _ in 0..<100 {
          group.addTask {
            try await channel.serverStreaming(TestService.list, Note("")) { responses in
              await read.wait()
              for try await answer in responses { #expect(answer.bytes.count == Self.large.bytes.count) }
            }
          }
        }
        await allBegun.wait()
        // A MiB makes the connection congested, which is seen within another; each call leaves 192 KiB.
        #expect(started.value <= 16)
        read.set()
        try await group.waitForAll()
      }
    }
    #expect(started.value == 100)
  }
}
