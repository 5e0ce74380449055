import Domain

/// Breaks Chinese and Latin text into lines of a width, keeping to 避头尾 and keeping numbers with their units.
struct LineBreaker {
  /// What is never broken: a character with the punctuation that clings to it, a word, a number with its unit.
  struct Atom {
    var line = Line()
    var isSpace = false
    /// Whether what comes next clings to this: it ends in an opening bracket.
    var isOpen = false
  }

  private let width: Int
  private let firstIndent: Line
  private let indent: Line

  /// A breaker for lines of this width in columns; the first line and the others may begin with an indentation.
  init(width: Int, firstIndent: Line = Line(), indent: Line = Line()) {
    self.width = max(width, 2)
    self.firstIndent = firstIndent
    self.indent = indent
  }

  /// The lines of the runs; none is wider than the width, unless a single character is.
  func lines(_ runs: [Run]) -> [Line] {
    var lines: [Line] = []
    var line = firstIndent
    var isFresh = true
    for atom in AtomBuilder.atoms(runs) {
      if atom.isSpace && isFresh { continue }
      if line.width + atom.line.width > width && !isFresh {
        lines.append(line)
        (line, isFresh) = (indent, true)
        if atom.isSpace { continue }
      }
      if line.width + atom.line.width > width {
        line = overflow(atom, from: line, into: &lines)
      } else {
        line.append(atom.line)
      }
      isFresh = false
    }
    if !isFresh || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// Breaks an atom that is wider than a whole line between any two characters that may part.
  private func overflow(_ atom: Atom, from start: Line, into lines: inout [Line]) -> Line {
    var line = start
    let characters = atom.line.spans.flatMap { span in span.text.map { ($0, span.ink) } }
    for (index, (character, ink)) in characters.enumerated() {
      let pair = index + 1 < characters.count && CharacterClass(characters[index + 1].0) == .closer
      let needed = character.displayWidth + (pair ? characters[index + 1].0.displayWidth : 0)
      if line.width + needed > width && line.width > indent.width && CharacterClass(character) != .closer {
        lines.append(line)
        line = indent
      }
      if line.width + character.displayWidth > width && line.width > indent.width {
        lines.append(line)
        line = indent
      }
      line.append(String(character), ink)
    }
    return line
  }
}

/// Text of one ink, to be broken into lines.
struct Run {
  var text: String
  var ink: Ink = .plain
  /// Whether the text is one number with its unit.
  var isAtomic = false
}
