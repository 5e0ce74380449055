/// What a server says as it goes away (GOAWAY's debug data), for the messages of the calls that it leaves behind.
enum Farewell {
  /// So much of it is told.
  static let mostBytes = 200

  /// A sentence to be put behind another one. What is not plain ASCII is escaped: it comes from outside, and goes to logs.
  static func sentence(_ debug: String) -> String {
    var text = ""
    for scalar in debug.unicodeScalars {
      let next = scalar.escaped(asASCII: true)
      guard text.utf8.count + next.utf8.count <= mostBytes else { break }
      text += next
    }
    return " The server had said “\(text)”."
  }
}
