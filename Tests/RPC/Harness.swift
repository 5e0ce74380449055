import NIOCore
import NIOPosix
import RPC
import Synchronization
import Testing

/// Runs `body` with a server of `service` on a free port and a channel to it; both are closed afterwards.
func withServer(
  _ service: TestService = TestService(), server options: RPCServer.Options = RPCServer.Options(),
  channel channelOptions: RPC.ChannelOptions = ChannelOptions(),
  _ body: (RPCChannel, RPCServer) async throws -> Void
) async throws {
  let server = RPCServer(services: [service], options: options)
  let address = try await server.start(at: .tcp(host: "127.0.0.1", port: 0))
  let channel = RPCChannel(target: address, options: channelOptions)
  do {
    try await body(channel, server)
  } catch {
    await channel.close()
    await server.drain(within: .zero)
    throw error
  }
  await channel.close()
  await server.drain(within: .seconds(10))
}

/// The error that `body` throws, which must be one of the runtime's.
func rpcError(_ body: () async throws -> some Sendable) async throws -> RPCError {
  let error = await #expect(throws: RPCError.self) { _ = try await body() }
  return try #require(error)
}

/// Expects that `body` throws an error with `code`.
func expectError(_ code: RPCError.Code, _ body: () async throws -> some Sendable) async throws {
  let error = try await rpcError(body)
  #expect(error.code == code)
}

/// Something that happens once, and that a test waits for.
final class Signal: Sendable {
  private let state = Mutex((isSet: false, waiters: [CheckedContinuation<Void, Never>]()))

  func set() {
    let waiters = state.withLock { state in
      state.isSet = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  var isSet: Bool { state.withLock { $0.isSet } }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isSet = state.withLock { state in
        if !state.isSet { state.waiters.append(continuation) }
        return state.isSet
      }
      if isSet { continuation.resume() }
    }
  }
}

/// Waits until the task is cancelled.
func untilCancelled() async {
  let signal = Signal()
  await withTaskCancellationHandler {
    await signal.wait()
  } onCancel: {
    signal.set()
  }
}

/// A number that tasks count up together.
final class Counter: Sendable {
  private let number = Mutex(0)
  var value: Int { number.withLock { $0 } }
  func add(_ more: Int = 1) { number.withLock { $0 += more } }
}
