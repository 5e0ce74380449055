import Storage
import Synchronization

/// Tokens that were verified, so that the calls of a token cost one verification.
///
/// It is bounded in number and bytes: half of it is filled while the other half, filled before, still answers; what was
/// asked for lately so outlives what was not.
final class VerifiedTokenCache: Sendable {
  /// What is kept of a token. It is a class, so that a look-up copies one reference.
  final class Entry: Sendable {
    let token: String
    let verified: VerifiedToken
    /// The fingerprint of the certificate that it is bound to.
    let fingerprint: String?

    init(token: String, verified: VerifiedToken) {
      self.token = token
      self.verified = verified
      fingerprint = verified.certificateThumbprint?.hexadecimal
    }
  }

  /// The end of a token is its signature's, which no caller can choose: it tells tokens apart as well as all bytes do.
  /// Whether it is the same token is then asked of all bytes.
  private struct Key: Hashable {
    private var tail: (UInt64, UInt64) = (0, 0)

    init(_ token: Substring) {
      var token = token
      tail = token.withUTF8 { bytes in
        let end = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes).suffix(16))
        guard end.count == 16 else { return (0, 0) }
        return (end.loadUnaligned(as: UInt64.self), end.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      }
    }

    static func == (first: Self, second: Self) -> Bool { first.tail == second.tail }

    func hash(into hasher: inout Hasher) {
      hasher.combine(tail.0)
      hasher.combine(tail.1)
    }
  }

  private struct State {
    var young: [Key: Entry] = [:]
    var old: [Key: Entry] = [:]
    var youngBytes = 0
    var revision: UInt64 = 0
  }

  private let halfCount: Int
  private let halfBytes: Int
  private let state = Mutex(State())

  /// A cache of at most `count` tokens, and of about `bytes` bytes.
  init(count: Int = 16_384, bytes: Int = 32 << 20) {
    halfCount = max(1, count / 2)
    halfBytes = max(1, bytes / 2)
  }

  /// What is kept of the token under this revision of keys and revocations: a newer one empties the cache.
  func entry(for token: Substring, revision: UInt64) -> Entry? {
    let key = Key(token)
    return state.withLock { state in
      guard Self.isCurrent(revision, &state) else { return nil }
      if let entry = state.young[key] { return entry.token == token ? entry : nil }
      guard let entry = state.old[key], entry.token == token else { return nil }
      state.old[key] = nil
      keep(entry, key, &state)
      return entry
    }
  }

  /// Keeps a token that was verified under this revision; forgets it when that has passed meanwhile.
  func insert(_ entry: Entry, revision: UInt64) {
    let key = Key(entry.token[...])
    state.withLock { state in
      if Self.isCurrent(revision, &state) { keep(entry, key, &state) }
    }
  }

  /// How many tokens are kept.
  var count: Int { state.withLock { $0.young.count + $0.old.count } }

  private static func isCurrent(_ revision: UInt64, _ state: inout State) -> Bool {
    if revision > state.revision {
      state = State()
      state.revision = revision
    }
    return revision == state.revision
  }

  private func keep(_ entry: Entry, _ key: Key, _ state: inout State) {
    let bytes = 512 + 2 * entry.token.utf8.count  // The token, and its claims once more.
    if state.young.count >= halfCount || state.youngBytes + bytes > halfBytes {
      state.old = state.young
      state.young = [:]
      state.youngBytes = 0
    }
    if state.young.updateValue(entry, forKey: key) == nil { state.youngBytes += bytes }
  }
}
