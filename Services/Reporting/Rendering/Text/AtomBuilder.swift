/// Joins characters into what must stay on one line.
struct AtomBuilder {
  private var atoms: [LineBreaker.Atom] = []
  private var last: Character?

  /// The atoms of the runs, in order.
  static func atoms(_ runs: [Run]) -> [LineBreaker.Atom] {
    var builder = AtomBuilder()
    for run in runs where !run.text.isEmpty { builder.add(run) }
    return builder.atoms
  }

  private mutating func add(_ run: Run) {
    if run.isAtomic {
      attach(run.text, run.ink, clings: isOpen)
      last = run.text.last
      return
    }
    var rest = run.text[...]
    while let character = rest.first {
      let count = isAfterDigit ? CountingWord.length(at: rest) : 0
      let length = max(count, 1)
      let piece = String(rest.prefix(length))
      count > 0 ? attach(piece, run.ink, clings: true) : add(character, run.ink)
      last = piece.last
      rest = rest.dropFirst(length)
    }
  }

  private mutating func add(_ character: Character, _ ink: Ink) {
    switch CharacterClass(character) {
    case .space:
      attach(" ", ink, clings: false)
      atoms[atoms.count - 1].isSpace = true
    case .closer:
      attach(String(character), ink, clings: !isAfterSpace)
    case .opener:
      attach(String(character), ink, clings: isOpen)
      atoms[atoms.count - 1].isOpen = true
    case .word:
      attach(String(character), ink, clings: isOpen || isInWord(before: character))
    case .single:
      attach(String(character), ink, clings: isOpen)
    }
  }

  private mutating func attach(_ text: String, _ ink: Ink, clings: Bool) {
    if clings, !atoms.isEmpty {
      atoms[atoms.count - 1].line.append(text, ink)
      atoms[atoms.count - 1].isOpen = false
    } else {
      atoms.append(LineBreaker.Atom(line: Line(text, ink)))
    }
  }

  private var isOpen: Bool { atoms.last?.isOpen ?? false }

  private var isAfterSpace: Bool { atoms.last?.isSpace ?? true }

  private var isAfterDigit: Bool { last.map { $0.isASCII && $0.isNumber } ?? false }

  /// Words go on through points, dashes and slashes: 1,234.5, 1—6月, 2013/07, and 〔2013〕75号.
  private func isInWord(before character: Character) -> Bool {
    guard let last, !isAfterSpace else { return false }
    if CharacterClass(last) == .word { return true }
    if "—.,:/%".contains(last) { return atoms.last?.line.width ?? 0 > 1 }
    return last == "〕" && character.isNumber
  }
}
