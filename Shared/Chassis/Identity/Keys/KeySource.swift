import Foundation
import RPC
import Synchronization

/// Where an issuer's keys come from.
protocol KeySource: Sendable {
  /// Its name in logs.
  var name: String { get }
  /// How long what it said holds, in seconds, before it is asked again.
  var period: Int64 { get }
  /// How long it is left alone, in seconds, after it was asked: for a key that it did not name, or after it failed.
  var pause: Int64 { get }
  /// Whether it answers at once: then it is asked for each token that is new, and callers wait for it.
  var isQuick: Bool { get }
  /// What it says now; nil when that has not changed.
  func load() async throws -> [UInt8]?
}

/// Keys in a file.
final class KeyFile: KeySource {
  let name: String
  let period: Int64 = 1
  let pause: Int64 = 1
  let isQuick = true
  /// Nil before the first look; then the file's stamp, which is nil when there is no file.
  private let stamp = Mutex<FileStamp??>(nil)

  init(_ path: String) { name = path }

  func load() async throws -> [UInt8]? {
    let now = FileStamp(path: name)
    let hasChanged = stamp.withLock { stamp in
      if stamp == .some(now) { return false }
      stamp = .some(now)
      return true
    }
    return hasChanged ? try IdentityFile.bytes(name) : nil
  }
}

/// Keys at an address.
struct KeyAddress: KeySource {
  var name: String { fetch.address }
  let period: Int64 = 600
  let pause: Int64 = 30
  let isQuick = false
  private let fetch: HTTPSFetch

  init(_ fetch: HTTPSFetch) { self.fetch = fetch }

  func load() async throws -> [UInt8]? { try await fetch.get(limit: KeySet.byteLimit) }
}
