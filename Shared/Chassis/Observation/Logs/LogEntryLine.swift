/// What one line of the log says, before it is written.
struct LogEntryLine: Sendable, Hashable {
  /// RFC 3339 with milliseconds, UTC.
  var time: String
  var level: String
  /// Who says it: the program, or a part of it.
  var label: String
  var message: String
  /// In the order of their names.
  var fields: [Field]

  /// A name and what it stands for.
  struct Field: Sendable, Hashable {
    var name: String
    var value: Value
  }

  /// Numbers stay numbers where the form knows them.
  enum Value: Sendable, Hashable {
    case text(String)
    case number(String)

    var text: String {
      switch self {
      case .text(let text), .number(let text): text
      }
    }
  }
}
