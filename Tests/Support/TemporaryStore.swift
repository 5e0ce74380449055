import Foundation
public import RPC
public import Storage

/// Runs `body` over a store of its own in a folder that goes afterwards.
public func withStore<Value>(
  _ migrations: [Migration], _ body: (Store) async throws -> Value
) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "tupo-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let store = try await Store.open(folder: folder.path, name: "test", migrations: migrations)
  do {
    let value = try await body(store)
    await store.close()
    return value
  } catch {
    await store.close()
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
