import RPC

/// Why a case did not pass.
struct CaseFailure: Error, CustomStringConvertible {
  let description: String
}

/// Fails unless `value` is `expected`.
func expect<Value: Equatable>(_ what: String, _ value: Value, is expected: Value) throws(CaseFailure) {
  guard value != expected else { return }
  throw CaseFailure(description: "\(what) is \(value), not \(expected)")
}

/// Fails unless `body` ends with this status.
func expect(
  _ code: RPCError.Code, message: String? = nil, _ what: String, _ body: () async throws -> some Sendable
) async throws {
  do {
    _ = try await body()
  } catch let error as RPCError {
    try expect("the status of \(what)", error.code, is: code)
    if let message { try expect("the message of \(what)", error.message, is: message) }
    return
  }
  throw CaseFailure(description: "\(what) ended well, not with \(code)")
}
