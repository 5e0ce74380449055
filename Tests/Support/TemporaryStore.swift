import Foundation
public import RPC
public import Storage
import Synchronization

/// A store of its own for a test: in a folder that goes with it, or, where `TUPO_TEST_DATABASE_URL` names a server, in
/// a schema there.
public struct TemporaryStore: Sendable {
  /// The open store.
  public let store: Store
  private let folder: URL

  /// Opens it.
  public init(_ migrations: [Migration], clock: @escaping @Sendable () -> Int64 = StoreOptions.systemClock) async throws
  {
    let id = UUID().uuidString.replacing("-", with: "").lowercased()
    folder = FileManager.default.temporaryDirectory.appending(path: "tupo-\(id)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let server = ProcessInfo.processInfo.environment["TUPO_TEST_DATABASE_URL"].flatMap { DatabaseURL($0) }
    var options = StoreOptions()
    options.clock = clock
    options.readers = 1  // All tests begin at once, and a server has only so many connections.
    store = try await Store.open(
      server ?? .folder(folder.path), name: server == nil ? "test" : "t\(id)", migrations: migrations,
      options: options)
  }

  /// Closes it and clears the folder away.
  public func close() async {
    await store.close()
    try? FileManager.default.removeItem(at: folder)
  }
}

/// Runs `body` over a store of its own.
public func withStore<Value>(
  _ migrations: [Migration], clock: @escaping @Sendable () -> Int64 = StoreOptions.systemClock,
  _ body: (Store) async throws -> Value
) async throws -> Value {
  let temporary = try await TemporaryStore(migrations, clock: clock)
  do {
    let value = try await body(temporary.store)
    await temporary.close()
    return value
  } catch {
    await temporary.close()
    throw error
  }
}

/// A call as a handler sees it.
public func anyCall() -> CallContext { CallContext(path: "/test") }

/// What a handler's refusal says to its caller; nil when it did not refuse.
public func refusal(_ body: () async throws -> Void) async -> RPCError? {
  do {
    try await body()
    return nil
  } catch let error as any RPCErrorConvertible {
    return error.rpcError
  } catch {
    return RPCError(code: .unknown, message: "\(error)")
  }
}

extension RPCError {
  /// The fields that a refusal names.
  public var fields: [String] {
    for case .badRequest(let violations) in details { return violations.map(\.field) }
    return []
  }
}

/// A clock that a test sets forward by whole days.
public final class DayClock: Sendable {
  private let days = Atomic(0)
  /// Creates one that shows the present time.
  public init() {}
  /// Lets days pass.
  public func pass(days more: Int) { days.add(more, ordering: .sequentiallyConsistent) }
  /// The time in microseconds UTC.
  public var now: Int64 {
    StoreOptions.systemClock() + Int64(days.load(ordering: .sequentiallyConsistent)) * 86_400_000_000
  }
}
