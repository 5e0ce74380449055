import Domain
import Foundation
import Testing

/// Files beside the tests, found from this file's own place.
enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  static func files(in path: String, suffix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)
      .filter { $0.hasSuffix(suffix) }.sorted()
  }
}

extension Month {
  /// A month written in a test.
  static func of(_ text: String) -> Month {
    guard let month = Month(text) else { preconditionFailure("\(text) is no month") }
    return month
  }
}

extension Day {
  /// A day written in a test.
  static func of(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
    return day
  }
}

extension Ratio {
  /// A fraction written in a test.
  static func of(_ top: Int64, _ bottom: Int64) -> Ratio {
    guard let ratio = Ratio(top, over: bottom) else { preconditionFailure("division by zero") }
    return ratio
  }
}
