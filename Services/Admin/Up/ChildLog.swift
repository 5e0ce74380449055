import Foundation
import Synchronization

/// What a child says: kept in a file, its last lines also in memory for a complaint.
final class ChildLog: Sendable {
  private static let tailLimit = 12
  private let name: String
  private let file: FileHandle?
  private let last = Mutex<[String]>([])

  /// The last lines, oldest first.
  var tail: [String] { last.withLock { $0 } }

  /// Appends to `path`; without a file the last lines are kept all the same.
  init(name: String, path: String) {
    self.name = name
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    file = FileHandle(forWritingAtPath: path)
    _ = try? file?.seekToEnd()
  }

  /// Keeps a line, with the child's name before it unless it is an object of JSON, which names its program itself.
  func add(_ line: String) {
    last.withLock { lines in
      lines.append(line)
      if lines.count > Self.tailLimit { lines.removeFirst() }
      let text = line.hasPrefix("{") ? line : "\(name) \(line)"
      try? file?.write(contentsOf: Data("\(text)\n".utf8))
    }
  }
}
