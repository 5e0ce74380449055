#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a command speaks through: results on stdout, everything else on stderr.
struct Console: Sendable {
  /// The user's language.
  var language: Language
  /// How lists are written.
  var format: OutputFormat
  /// What stdout is.
  var out: Screen
  /// What stderr is.
  var err: Screen

  /// The console of this process.
  init(language: Language, format: OutputFormat, environment: [String: String]) {
    self.language = language
    self.format = format
    out = Screen(descriptor: STDOUT_FILENO, environment: environment)
    err = Screen(descriptor: STDERR_FILENO, environment: environment)
  }

  /// A text in the user's language.
  func text(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// What is said of services that do not ask who calls.
  var unauthenticated: String {
    text("未启用身份认证：本机任何人均可调用。", "Not authenticated: whoever is on this machine may call.")
  }

  /// Writes a table in the format asked for: to stdout, or with the others of the command into the file asked for.
  func show(_ table: Table) {
    if let shown = ShownTables.current { shown.add(table) } else { write(table.written(as: format, language, out)) }
  }

  /// Writes a line to stdout.
  func say(_ line: String = "") { write(line + "\n") }

  /// Writes a line of progress or advice to stderr, where it does not disturb a script that reads stdout.
  func note(_ line: String) { Console.write(line + "\n", to: STDERR_FILENO) }

  /// Writes a heading to stdout.
  func heading(_ text: String) { say(out.style.paint(text, .strong)) }

  /// Writes a text to stdout as it is.
  func write(_ text: String) { Console.write(text, to: STDOUT_FILENO) }

  /// Writes every byte. A reader that has gone (`| head`) ends the command as it would end any other.
  static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
        if count > 0 { sent += count } else if errno == EPIPE { _exit(128 + SIGPIPE) } else if errno != EINTR { return }
      }
    }
  }
}
