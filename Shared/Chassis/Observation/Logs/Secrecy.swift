import Logging

/// Keeps secrets out of the log: by the names under which they come, and by what they look like.
enum Secrecy {
  /// What stands where a secret stood.
  static let mark = "[withheld]"

  /// Whether whatever has this name is withheld: credentials, and metadata of bytes.
  static func covers(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix("-bin") || name == "key" || name.hasSuffix("_key") || name.hasSuffix("-key")
      || words.contains { name.contains($0) }
  }

  private static let words = ["authorization", "cookie", "token", "password", "passwd", "secret", "credential"]

  /// The text without the tokens and passwords that it quotes.
  static func veiled(_ text: String) -> String {
    var text = text
    if text.contains("eyJ") { text = text.replacing(token, with: mark) }
    if text.lowercased().contains("bearer ") { text = text.replacing(bearer) { "\($0.output.1)\(mark)" } }
    if text.contains("://") { text = text.replacing(userinfo) { "\($0.output.1)\(mark)@" } }
    return text
  }

  /// A JSON web token, or its beginning: the first part is an object in Base64.
  private static var token: Regex<Substring> { /eyJ[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]*)*/ }
  private static var bearer: Regex<(Substring, Substring)> { /([Bb][Ee][Aa][Rr][Ee][Rr] +)[A-Za-z0-9_\-.~+\/=]+/ }
  /// The password in a URL.
  private static var userinfo: Regex<(Substring, Substring)> { /(:\/\/[^\/\s:@]*:)[^\/\s@]+@/ }
}
