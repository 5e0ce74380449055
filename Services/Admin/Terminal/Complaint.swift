/// Why the command did not do what was asked: what is wrong, in which field, and how to mend it.
struct Complaint: Error, Sendable, Hashable {
  /// What is wrong, one line.
  var what: Bilingual
  /// The field, flag or file that it is about.
  var field: String?
  /// What to do about it.
  var hint: Bilingual?
  /// Further faults of the same input.
  var more: [Bilingual] = []
  /// The service's own name of it, as STORAGE_FAULT; nil where no service has refused.
  var reason: String?
  /// The exit code.
  var status: ExitStatus

  init(_ what: Bilingual, field: String? = nil, hint: Bilingual? = nil, status: ExitStatus = .refused) {
    self.what = what
    self.field = field
    self.hint = hint
    self.status = status
  }

  init(zh: String, en: String, field: String? = nil, hint: Bilingual? = nil, status: ExitStatus = .refused) {
    self.init(Bilingual(zh, en), field: field, hint: hint, status: status)
  }

  /// The lines for stderr: the fault first, field and hint below it.
  func lines(_ language: Language, _ style: Style) -> [String] {
    let words =
      language == .zh ? (fault: "错误：", field: "字段：", hint: "提示：") : (fault: "error: ", field: "field: ", hint: "hint: ")
    var lines = [style.paint(words.fault, .bad) + what.text(language).printable]
    if let field { lines.append("  " + style.paint(words.field, .muted) + field.printable) }
    lines += more.map { "  " + $0.text(language).printable }
    if let hint { lines.append("  " + style.paint(words.hint, .muted) + hint.text(language).printable) }
    return lines
  }
}
