import Chassis
import WireTupo

/// The lines of a feed, each written as soon as it is known.
struct WatchLines: Sendable {
  let console: Console

  /// Writes what came.
  func tell(_ answer: CommonV1.WatchResponse) {
    switch (answer.event, console.format) {
    case (.change(let change), .table), (.change(let change), .xlsx): console.say(row(of: change))
    case (.change(let change), .json): console.say(JSONValue.members(fields(of: change)).text())
    case (.change(let change), .csv): console.say(fields(of: change).map { Self.csv($0.value) }.joined(separator: ","))
    case (.checkpoint(let checkpoint), .json):
      console.say(
        JSONValue.members([
          ("checkpoint", .string(checkpoint.reached.text)), ("behind", .integer(checkpoint.behind)),
        ]).text())
    case (.checkpoint, _), (nil, _): return
    }
  }

  private func row(of change: CommonV1.ResourceChange) -> String {
    let word = Words.change(change.change?.kind ?? .unspecified)
    let time = TimeText.china(micros: change.recordedAt?.micros ?? 0)
    let version = change.recordedIn.text
    let gap = String(repeating: " ", count: max(0, 8 - version.count))
    let what = console.out.style.paint(word.text.text(console.language), word.tone)
    let fields = differing(in: change)
    let told = fields.isEmpty ? "" : "  " + console.out.style.paint(fields, .muted)
    return "\(version)\(gap)  \(time)  \(what)  \((change.change?.resource ?? "").printable)\(told)"
  }

  private func fields(of change: CommonV1.ResourceChange) -> [(key: String, value: JSONValue)] {
    [
      ("version", .string(change.recordedIn.text)),
      ("recorded_at", .string(TimeText.utc(micros: change.recordedAt?.micros ?? 0))),
      ("change", .string(Words.change(change.change?.kind ?? .unspecified).key)),
      ("resource", .string(change.change?.resource ?? "")), ("type", .string(change.type)),
      ("fields", .string(differing(in: change))),
    ]
  }

  private func differing(in change: CommonV1.ResourceChange) -> String {
    change.change?.fields.joined(separator: " ").printable ?? ""
  }

  /// None of the fields holds a comma, a quote or the end of a line: they are names, versions, times.
  private static func csv(_ value: JSONValue) -> String {
    if case .string(let text) = value { return text }
    return value.text()
  }
}
