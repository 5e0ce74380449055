@testable import Reporting

extension String {
  /// How often a text occurs, without overlaps.
  func occurrences(of text: String) -> Int {
    let (hay, needle) = (Array(utf8), Array(text.utf8))
    var (count, index) = (0, 0)
    while index + needle.count <= hay.count {
      if hay[index] == needle[0], hay[index..<(index + needle.count)].elementsEqual(needle) {
        count += 1
        index += needle.count
      } else {
        index += 1
      }
    }
    return count
  }
}

extension String {
  /// A page's words without its tags.
  var withoutTags: String {
    var (words, isTag) = ("", false)
    for character in self {
      if character == "<" { isTag = true }
      if !isTag { words.append(character) }
      if character == ">" { isTag = false }
    }
    return words
  }

  /// Drawn text without the blanks and line ends that its width made.
  var squeezed: String { filter { !$0.isWhitespace } }
}

extension Document {
  /// Every figure, wherever it stands.
  var figures: [Figure] {
    let all = blocks + attachments.flatMap(\.blocks)
    return (all.flatMap(\.runs) + notes.flatMap(\.self)).compactMap {
      if case .figure(let figure) = $0 { figure } else { nil }
    }
  }
}

extension Block {
  fileprivate var runs: [Inline] {
    switch self {
    case .heading(let heading): heading.text
    case .paragraph(let runs), .note(let runs): runs
    case .list(let list): list.items.flatMap(\.self)
    case .table(let table): table.rows.flatMap { $0.cells.flatMap(\.content) } + table.notes.flatMap(\.self)
    case .chart: []
    }
  }
}

extension Words {
  /// The arithmetic that a printed number opens.
  func lines(behind number: String) -> [String] {
    inlines.flatMap { inline in
      if case .figure(let figure) = inline, figure.text == number { figure.arithmetic } else { [] as [String] }
    }
  }
}
