import Synchronization

@testable import Chassis

/// Keys that a test hands out, counting how often it is asked.
final class HandKeys: KeySource {
  struct Away: Error {}

  let name = "https://id.test/keys"
  let period: Int64 = 600
  let pause: Int64 = 30
  let isQuick = false
  private let state: Mutex<(bytes: [UInt8]?, asked: Int)>

  init(_ bytes: [UInt8]?) { state = Mutex((bytes, 0)) }

  /// How often it was asked.
  var asked: Int { state.withLock(\.asked) }

  /// From now on it says this; nil makes it fail.
  func say(_ bytes: [UInt8]?) { state.withLock { $0.bytes = bytes } }

  func load() async throws -> [UInt8]? {
    try state.withLock { state in
      state.asked += 1
      guard let bytes = state.bytes else { throw Away() }
      return bytes
    }
  }
}

/// Revocations that a test makes.
final class HandRevocations: TokenRevocations {
  private let list = Mutex((list: RevocationList(), revision: UInt64(0)))

  func revoke(_ change: (inout RevocationList) -> Void) {
    list.withLock {
      change(&$0.list)
      $0.revision += 1
    }
  }

  func revision(at now: Int64) -> UInt64 { list.withLock(\.revision) }
  func isRevoked(_ token: VerifiedToken) -> Bool { list.withLock { $0.list.names(token) } }
}
