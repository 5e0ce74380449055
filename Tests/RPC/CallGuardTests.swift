import Synchronization
import Testing
import Wire

@testable import RPC

@Suite("A guard") struct CallGuardTests {
  /// Lets in who names itself, until the guard closes; a caller named `near` may only reach `here`.
  final class Gate: CallGuard {
    final class Visitor: CallPrincipal {
      let name: String
      init(name: String) { self.name = name }

      func permit(_ access: MethodAccess, _ resources: [String]) throws {
        guard name == "far" || resources == ["here"] else {
          throw RPCError(code: .permissionDenied, message: "\(resources)")
        }
      }
    }

    let isOpen = Mutex(true)
    let asked = Counter()

    func admit(_ call: CallContext, to method: MethodOptions) async throws -> any CallPrincipal {
      asked.add()
      guard let name = call.header("x-name"), isOpen.withLock(\.self) else {
        throw RPCError(code: .unauthenticated, message: "Who are you?")
      }
      return Visitor(name: name)
    }
  }

  private static let access = MethodAccess(roles: [1], reach: .named)
  private static let fetch = MethodDescriptor<Note, Note>(
    service: "test.Guarded", name: "Fetch", kind: .unary, options: MethodOptions(access: access))
  private static let follow = MethodDescriptor<Note, Note>(
    service: "test.Guarded", name: "Follow", kind: .serverStreaming, options: MethodOptions(access: access))

  struct Guarded: RPCService {
    static let serviceName = "test.Guarded"
    let handled = Counter()

    var routes: [Route] {
      [
        .unary(fetch, resources: { [$0.text] }) { note, call in
          handled.add()
          return Note("\(note.text) for \(call.principal?.name ?? "-")")
        },
        .serverStreaming(follow, resources: { [$0.text] }) { note, responses, _ in
          try await responses.write(note)
          await untilCancelled()
        },
      ]
    }
  }

  private func with(
    _ gate: Gate, clock: HandClock = HandClock(), told: Log<String> = Log(),
    _ body: (RPCChannel, Guarded) async throws -> Void
  ) async throws {
    var options = RPCServer.Options()
    options.callGuard = gate
    options.clock = clock.clock
    options.onFinished = { told.add("\($0.principal ?? "-") \($0.code)") }
    let service = Guarded()
    let server = RPCServer(services: [service], options: options)
    let channel = RPCChannel(target: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    do { try await body(channel, service) } catch { Issue.record(error) }
    await channel.close()
    await server.drain(within: .zero)
  }

  /// Lets time pass until the guard was asked so often: its answers are awaited beside the loop.
  private func pass(_ hand: HandClock, until gate: Gate, isAsked times: Int) async {
    while gate.asked.value < times {
      await hand.pass(.seconds(2))
      await Task.yield()
    }
  }

  private func named(_ name: String?) -> CallOptions {
    var options = CallOptions()
    if let name { options.metadata["x-name"] = name }
    return options
  }

  @Test("is asked before the handler, and again for what the request names")
  func order() async throws {
    let told = Log<String>()
    try await with(Gate(), told: told) { channel, service in
      let cases: [(String?, String, RPCError.Code?)] = [
        (nil, "here", .unauthenticated), ("near", "there", .permissionDenied), ("near", "here", nil),
        ("far", "there", nil),
      ]
      for (name, place, code) in cases {
        do {
          let answer = try await channel.unary(Self.fetch, Note(place), options: named(name))
          #expect(code == nil && answer.text == "\(place) for \(name ?? "")")
        } catch let error as RPCError {
          #expect(error.code == code)
        }
      }
      #expect(service.handled.value == 2)
    }
    #expect(told.all == ["- UNAUTHENTICATED", "near PERMISSION_DENIED", "near OK", "far OK"])
  }

  @Test("is asked again while a stream lasts, and ends it when it says no")
  func review() async throws {
    let (gate, hand) = (Gate(), HandClock())
    try await with(gate, clock: hand) { channel, _ in
      let error = try await rpcError {
        try await channel.serverStreaming(Self.follow, Note("here"), options: named("near")) { answers in
          for try await note in answers {
            #expect(note.text == "here")
            #expect(gate.asked.value == 1)
            await pass(hand, until: gate, isAsked: 2)
            gate.isOpen.withLock { $0 = false }
            await pass(hand, until: gate, isAsked: 3)
          }
        }
      }
      #expect(error.code == .unauthenticated)
    }
  }
}
