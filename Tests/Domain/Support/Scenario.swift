import Domain

/// One case of a scenario file: comment, a command with its options, lines of input, and what is expected.
struct Scenario: Sendable, CustomStringConvertible {
  var file: String
  var line: Int
  var comment: [String]
  var command: String
  var input: [String]
  var expected: [String]

  var description: String { "\(file):\(line) \(command)" }
  var verb: String { command.split(separator: " ").first.map(String.init) ?? "" }

  /// Values of `key=value` words.
  static func options(_ line: String) -> [String: String] {
    var result: [String: String] = [:]
    for word in line.split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
    }
    return result
  }

  /// Cases of a file: separated by blank lines, the expectation below "----".
  static func parse(_ text: String, file: String) -> [Scenario] {
    var result: [Scenario] = []
    var current: Scenario?
    var expecting = false
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = String(raw)
      if line.isEmpty {
        if let done = current, !done.command.isEmpty { result.append(done) }
        (current, expecting) = (nil, false)
        continue
      }
      var scenario =
        current ?? Scenario(file: file, line: index + 1, comment: [], command: "", input: [], expected: [])
      if line == "----" {
        expecting = true
      } else if expecting {
        scenario.expected.append(line)
      } else if line.hasPrefix("#") {
        scenario.comment.append(line)
      } else if scenario.command.isEmpty {
        scenario.command = line
      } else {
        scenario.input.append(line)
      }
      current = scenario
    }
    if let done = current, !done.command.isEmpty { result.append(done) }
    return result
  }
}
