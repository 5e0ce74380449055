import Foundation

@testable import Admin

/// A folder for one test, removed with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("tupo-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and the folders above it.
  @discardableResult func write(_ text: String, to name: String) throws -> String {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// Writes a script that can be executed. Another process writes it: while one of ours had it open for writing, a
  /// child started meanwhile by any other test would hold it open too, and execve(2) would fail with ETXTBSY.
  func writeScript(_ script: String, to name: String) async throws {
    let source = try write("#!/bin/sh\n\(script)\n", to: name + ".txt")
    let copy = try Spawn.start("/usr/bin/install", ["-m", "755", source, path + "/" + name])
    _ = await Reaping(pid: copy.pid).end()
  }
}
