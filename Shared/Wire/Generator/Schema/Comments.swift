import Wire

/// The comments of a proto file, by the path of what they stand above (SourceCodeInfo in descriptor.proto).
struct Comments {
  private var lines: [[UInt64]: [String]] = [:]

  init(_ sourceInfo: RawMessage?) throws {
    for location in try sourceInfo?.messages(1) ?? [] {
      let text = location.string(location.bytes(3) == nil ? 4 : 3)
      guard !text.isEmpty else { continue }
      lines[try location.varints(1)] = Comments.clean(text)
    }
  }

  subscript(path: [UInt64]) -> [String] { lines[path] ?? [] }

  private static func clean(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line.first == " " ? line.dropFirst() : line
      while let last = line.last, last.isWhitespace { line.removeLast() }
      return String(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    return lines
  }
}
