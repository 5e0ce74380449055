/// What is wrong in a programme's files, and where.
struct YAMLFault: Sendable, Hashable, Comparable {
  /// The file, relative to the programme's folder.
  let file: String
  /// The line, from 1; 0 for the file as a whole.
  let line: Int
  /// What is wrong.
  let text: Bilingual

  /// `file:line`, which editors jump to.
  var place: String { line > 0 ? "\(file):\(line)" : file }

  /// By file, then by line.
  static func < (first: Self, second: Self) -> Bool {
    (first.file, first.line) < (second.file, second.line)
  }
}

/// Collects all faults of a programme, so that they are told at once.
final class YAMLFaults {
  private(set) var all: [YAMLFault] = []

  func add(_ file: String, _ line: Int, _ zh: String, _ en: String) {
    all.append(YAMLFault(file: file, line: line, text: Bilingual(zh, en)))
  }
}

/// Thrown with every fault of a programme.
struct ProgrammeFaults: Error, Sendable, Hashable {
  let faults: [YAMLFault]
}
