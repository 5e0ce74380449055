import RPC
import Testing
import Wire
import WireStandard

@Suite("Health") struct HealthTests {
  private func check(_ channel: RPCChannel, _ service: String) async throws -> GrpcHealthV1.HealthCheckResponse {
    try await channel.unary(GrpcHealthV1.HealthMethods.check, .with { $0.service = service })
  }

  @Test("tells of the server and of each service", arguments: ["", "test.Service"])
  func serving(_ service: String) async throws {
    try await withServer { channel, server in
      let first = try await check(channel, service)
      #expect(first.status == .serving)
      server.health.set(.notServing, for: service)
      let second = try await check(channel, service)
      #expect(second.status == .notServing)
    }
  }

  @Test("does not know other services")
  func unknown() async throws {
    try await withServer { channel, _ in
      try await expectError(.notFound) { try await check(channel, "other") }
    }
  }

  @Test("lists the server and each service, with what holds now")
  func list() async throws {
    try await withServer { channel, server in
      server.health.set(.notServing, for: "test.Service")
      let list = try await channel.unary(GrpcHealthV1.HealthMethods.list, GrpcHealthV1.HealthListRequest())
      #expect(list.statuses.mapValues(\.status) == ["": .serving, "test.Service": .notServing])
    }
  }

  @Test("lists up to a hundred services and refuses more", arguments: [(98, true), (99, false)])
  func listIsBounded(_ more: Int, _ isListed: Bool) async throws {
    try await withServer { channel, server in
      for number in 0..<more { server.health.set(.serving, for: "more.Service\(number)") }
      let ask = { try await channel.unary(GrpcHealthV1.HealthMethods.list, GrpcHealthV1.HealthListRequest()) }
      if isListed {
        let list = try await ask()
        #expect(list.statuses.count == 100)
      } else {
        try await expectError(.resourceExhausted) { try await ask() }
      }
    }
  }

  @Test("tells each change to who watches, and sends the watcher away when the server stops")
  func watch() async throws {
    try await withServer { channel, server in
      let error = try await rpcError {
        try await channel.serverStreaming(
          GrpcHealthV1.HealthMethods.watch, .with { $0.service = "test.Service" }
        ) { responses in
          var iterator = responses.makeAsyncIterator()
          let told1 = try await iterator.next()
          #expect(told1?.status == .serving)
          server.health.set(.notServing, for: "test.Service")
          let told2 = try await iterator.next()
          #expect(told2?.status == .notServing)
          server.health.set(.serving, for: "test.Service")
          let told3 = try await iterator.next()
          #expect(told3?.status == .serving)
          async let drained: Void = server.drain()
          let told4 = try await iterator.next()
          #expect(told4?.status == .notServing)
          _ = try await iterator.next()
          await drained
        }
      }
      #expect(error.code == .unavailable)
    }
  }

  @Test("watches a service that is not there yet")
  func watchUnknown() async throws {
    try await withServer { channel, server in
      try await channel.serverStreaming(
        GrpcHealthV1.HealthMethods.watch, .with { $0.service = "later" }
      ) { responses in
        var iterator = responses.makeAsyncIterator()
        let told5 = try await iterator.next()
        #expect(told5?.status == .serviceUnknown)
        server.health.set(.serving, for: "later")
        let told6 = try await iterator.next()
        #expect(told6?.status == .serving)
      }
    }
  }
}

@Suite("Reflection") struct ReflectionTests {
  private typealias Request = GrpcReflectionV1.ServerReflectionRequest
  private typealias Response = GrpcReflectionV1.ServerReflectionResponse

  /// Asks one question after the other in one call, as generic clients do.
  private func ask(
    _ channel: RPCChannel, _ version: String, _ questions: [Request.MessageRequest?]
  ) async throws -> [Response.MessageResponse?] {
    let method = MethodDescriptor<Request, Response>(
      service: "grpc.reflection.\(version).ServerReflection", name: "ServerReflectionInfo", kind: .bidirectional)
    return try await channel.bidirectional(method) { requests, responses in
      var answers: [Response.MessageResponse?] = []
      var iterator = responses.makeAsyncIterator()
      for question in questions {
        try await requests.write(.with { $0.messageRequest = question })
        let answer = try #require(try await iterator.next())
        answers.append(answer.messageResponse)
      }
      return answers
    }
  }

  @Test("lists the services and finds their files, in both versions", arguments: ["v1", "v1alpha"])
  func finds(_ version: String) async throws {
    try await withServer { channel, _ in
      let answers = try await ask(
        channel, version,
        [.listServices(""), .fileContainingSymbol("grpc.health.v1.Health"), .fileByFilename("nothing.proto")])
      guard case .listServicesResponse(let list) = answers[0], case .fileDescriptorResponse(let files) = answers[1],
        case .errorResponse(let error) = answers[2]
      else {
        Issue.record("other answers: \(answers)")
        return
      }
      #expect(
        list.service.map(\.name) == [
          "test.Service", "grpc.channelz.v1.Channelz", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
          "grpc.reflection.v1alpha.ServerReflection",
        ])
      #expect(files.fileDescriptorProto.count == 1)
      #expect(error.errorCode == 5)
    }
  }

  @Test(
    "tells of extensions, and finds the vendored file that declares one, in both versions",
    arguments: ["v1", "v1alpha"])
  func extensions(_ version: String) async throws {
    try await withServer { channel, _ in
      let extended = "google.protobuf.FieldOptions"
      let answers = try await ask(
        channel, version,
        [
          .allExtensionNumbersOfType(extended), .allExtensionNumbersOfType("test.Nothing"),
          .fileContainingExtension(
            .with {
              $0.containingType = extended
              $0.extensionNumber = 1052
            }),
          .fileContainingExtension(
            .with {
              $0.containingType = extended
              $0.extensionNumber = 1
            }),
          .fileByFilename("google/api/field_behavior.proto"), nil,
        ])
      guard case .allExtensionNumbersResponse(let numbers) = answers[0], case .errorResponse(let noType) = answers[1],
        case .fileDescriptorResponse(let declaring) = answers[2], case .errorResponse(let noNumber) = answers[3],
        case .fileDescriptorResponse(let named) = answers[4], case .errorResponse(let noQuestion) = answers[5]
      else {
        Issue.record("other answers: \(answers)")
        return
      }
      #expect(numbers.baseTypeName == extended)
      #expect(numbers.extensionNumber.contains(1052))
      #expect(names(declaring) == ["google/api/field_behavior.proto", "google/protobuf/descriptor.proto"])
      #expect(named == declaring)
      #expect([noType, noNumber, noQuestion].map(\.errorCode) == [5, 5, 3])
    }
  }

  @Test("gives a file together with all that it imports")
  func dependencies() async throws {
    try await withServer { channel, _ in
      let answers = try await ask(channel, "v1", [.fileContainingSymbol("google.rpc.Status")])
      guard case .fileDescriptorResponse(let files) = answers[0] else {
        Issue.record("another answer: \(answers)")
        return
      }
      #expect(names(files) == ["google/rpc/status.proto", "google/protobuf/any.proto"])
    }
  }

  private func names(_ files: GrpcReflectionV1.FileDescriptorResponse) -> [String] {
    files.fileDescriptorProto.compactMap { try? DescriptorPool([[0x0a] + prefixed($0)]).fileNames.first }
  }

  /// The bytes with their length before them, as one field of a message has them.
  private func prefixed(_ bytes: [UInt8]) -> [UInt8] {
    var (length, prefix) = (bytes.count, [UInt8]())
    while length >= 0x80 {
      prefix.append(UInt8(length & 0x7f) | 0x80)
      length >>= 7
    }
    return prefix + [UInt8(length)] + bytes
  }
}
