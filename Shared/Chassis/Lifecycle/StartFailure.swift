/// Why a program could not start: the lines that it prints, and its exit code.
struct StartFailure: Error, CustomStringConvertible {
  let status: ProgramStatus
  /// One line for each thing that is wrong, with what to do about it.
  let lines: [String]

  init(_ status: ProgramStatus, lines: [String]) {
    self.status = status
    self.lines = lines
  }

  init(_ status: ProgramStatus, en: String, zh: String) { self.init(status, lines: ["\(en)（\(zh)）"]) }

  var description: String { lines.joined(separator: "\n") }
}
