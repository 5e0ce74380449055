import NIOCore
import NIOPosix
import RPC
import Testing

@Suite("A call") struct CallKindTests {
  @Test("of one request gets one response")
  func unary() async throws {
    try await withServer { channel, _ in
      let answer = try await channel.unary(TestService.unary, Note("开发区"))
      #expect(answer.text == "开发区")
    }
  }

  @Test("marked for heavy work is answered beside the event loop")
  func compute() async throws {
    try await withServer { channel, _ in
      let answer = try await channel.unary(TestService.heavy, Note("forecast"))
      #expect(answer.text == "forecast")
    }
  }

  @Test("that asks for it computes beside the event loop, and goes on on it")
  func besideTheLoop() async throws {
    var service = TestService()
    let isOnLoop = { @Sendable in MultiThreadedEventLoopGroup.currentEventLoop != nil }
    service.onGather = { requests, _ in
      var places: [Bool] = []
      for try await _ in requests {
        let before = isOnLoop()
        let beside = await besideLoop(isOnLoop)
        places += [before, beside, isOnLoop()]
      }
      return Note("\(places)")
    }
    try await withServer(service) { channel, _ in
      let answer = try await channel.clientStreaming(TestService.gather) { requests in
        for _ in 0..<2 { try await requests.write(Note("slice")) }
      }
      #expect(answer.text == "\([true, false, true, true, false, true])")
    }
  }

  @Test("whose handler ends on an actor's own executor, well or with an error, is answered on its loop")
  func elsewhere() async throws {
    var service = TestService()
    let elsewhere = Elsewhere(MultiThreadedEventLoopGroup.singleton.next())
    service.onUnary = { note, _ in try await elsewhere.answer(note) }
    try await withServer(service) { channel, _ in
      try await withThrowingTaskGroup { group in
        for number in 0..<200 {
          group.addTask {
            if number.isMultiple(of: 2) {
              #expect(try await channel.unary(TestService.unary, Note("\(number)")).text == "\(number)")
            } else {
              try await expectError(.notFound) { try await channel.unary(TestService.unary, Note("")) }
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test("of many requests gets one response when they end")
  func clientStreaming() async throws {
    try await withServer { channel, _ in
      let answer = try await channel.clientStreaming(TestService.gather) { requests in
        for number in 1...3 { try await requests.write(Note("\(number)")) }
      }
      #expect(answer.text == "1,2,3")
    }
  }

  @Test("of one request gets many responses, in order")
  func serverStreaming() async throws {
    try await withServer { channel, _ in
      let answers = try await channel.serverStreaming(TestService.list, Note("a,b,c")) { responses in
        try await responses.reduce(into: []) { $0.append($1.text) }
      }
      #expect(answers == ["a", "b", "c"])
    }
  }

  @Test("of one request may get no response at all")
  func emptyStream() async throws {
    try await withServer { channel, _ in
      let count = try await channel.serverStreaming(TestService.list, Note("")) { responses in
        try await responses.reduce(into: 0) { count, _ in count += 1 }
      }
      #expect(count == 0)
    }
  }

  @Test("of many requests gets a response to each before the next is sent")
  func bidirectional() async throws {
    try await withServer { channel, _ in
      let answers = try await channel.bidirectional(TestService.chat) { requests, responses in
        var answers: [String] = []
        var iterator = responses.makeAsyncIterator()
        for number in 1...3 {
          try await requests.write(Note("\(number)"))
          answers.append(try #require(try await iterator.next()).text)
        }
        requests.finish()
        let end = try await iterator.next()
        #expect(end == nil)
        return answers
      }
      #expect(answers == ["echo 1", "echo 2", "echo 3"])
    }
  }

  @Test("is one of two thousand on one connection, and each gets its own answer")
  func many() async throws {
    try await withServer { channel, _ in
      let wrong = Counter()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<2_000 {
          group.addTask {
            let answer = try await channel.unary(TestService.unary, Note("\(number)"))
            if answer.text != "\(number)" { wrong.add() }
          }
        }
        try await group.waitForAll()
      }
      #expect(wrong.value == 0)
    }
  }
}

/// An actor with an executor of its own.
private actor Elsewhere {
  private let executor: any SerialExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ loop: any EventLoop) { executor = loop.executor }

  func answer(_ note: Note) throws -> Note {
    guard !note.text.isEmpty else { throw RPCError(code: .notFound, message: "There is none.") }
    return note
  }
}
