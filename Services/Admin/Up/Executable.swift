import Foundation

/// The running program's own file.
enum Executable {
  /// Its path, links resolved (proc(5): /proc/self/exe).
  static var path: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }

  /// What a user types for it: as it was typed for this run.
  static var typed: String { CommandLine.arguments.first ?? "tupo" }

  /// The folder that holds it, and beside it the services.
  static var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
}
