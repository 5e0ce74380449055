/// How log lines are written.
enum LogForm: String, CaseIterable, Sendable {
  /// For people: one line of words.
  case text
  /// For programs: one JSON object in a line.
  case json

  /// The line with its end.
  func line(_ entry: LogEntryLine) -> String {
    switch self {
    case .text: text(entry)
    case .json: json(entry)
    }
  }

  private func text(_ entry: LogEntryLine) -> String {
    let fields = entry.fields.map { " \(Self.oneLine($0.name))=\(Self.word($0.value.text))" }.joined()
    return "\(entry.time) \(entry.level) \(entry.label): \(Self.oneLine(entry.message))\(fields)\n"
  }

  private func json(_ entry: LogEntryLine) -> String {
    var members = [
      ("time", LogEntryLine.Value.text(entry.time)), ("level", .text(entry.level)), ("label", .text(entry.label)),
      ("message", .text(entry.message)),
    ]
    members += entry.fields.map { ($0.name, $0.value) }
    let texts = members.map { name, value in
      switch value {
      case .text(let text): "\(Self.quoted(name)):\(Self.quoted(text))"
      case .number(let number): "\(Self.quoted(name)):\(number)"
      }
    }
    return "{\(texts.joined(separator: ","))}\n"
  }

  /// Quoted where spaces would make it two.
  private static func word(_ text: String) -> String {
    text.isEmpty || text.contains { $0 == " " || $0 == "\"" || $0 == "=" } ? quoted(text) : oneLine(text)
  }

  /// Nobody can begin a line of his own, or command a terminal, by what he sends.
  private static func oneLine(_ text: String) -> String {
    text.unicodeScalars.contains(where: isControl) ? String(text.unicodeScalars.flatMap(escaped)) : text
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      default: quoted += escaped(scalar)
      }
    }
    return quoted + "\""
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    guard isControl(scalar) else { return String(scalar) }
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
