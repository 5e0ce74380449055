/// Running text in the making: literals, names and figures, interpolated like a string.
struct Words: ExpressibleByStringInterpolation, Sendable, Hashable {
  var inlines: [Inline]

  init(_ inlines: [Inline] = []) { self.inlines = inlines }
  init(stringLiteral value: String) { self.inlines = value.isEmpty ? [] : [.text(value)] }
  init(stringInterpolation: StringInterpolation) { self.inlines = stringInterpolation.inlines }

  /// As it is read.
  var plainText: String { inlines.plainText }
  var isEmpty: Bool { inlines.isEmpty }

  static func + (first: Words, second: Words) -> Words {
    var all = StringInterpolation(literalCapacity: 0, interpolationCount: 0)
    all.appendInterpolation(first)
    all.appendInterpolation(second)
    return Words(stringInterpolation: all)
  }

  static func += (first: inout Words, second: Words) { first = first + second }

  /// Gathers the parts; neighbouring texts become one run.
  struct StringInterpolation: StringInterpolationProtocol {
    var inlines: [Inline] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      guard !literal.isEmpty else { return }
      if case .text(let before)? = inlines.last {
        inlines[inlines.count - 1] = .text(before + literal)
      } else {
        inlines.append(.text(literal))
      }
    }
    mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
    mutating func appendInterpolation(_ figure: Figure) { inlines.append(.figure(figure)) }
    mutating func appendInterpolation(strong text: String) { inlines.append(.strong(text)) }
    mutating func appendInterpolation(_ words: Words) {
      for inline in words.inlines {
        if case .text(let text) = inline { appendLiteral(text) } else { inlines.append(inline) }
      }
    }
  }
}

extension [Words] {
  /// The parts that say anything, with `separator` between them.
  func joined(_ separator: String) -> Words {
    var all = Words.StringInterpolation(literalCapacity: 0, interpolationCount: 0)
    for (index, part) in filter({ !$0.isEmpty }).enumerated() {
      if index > 0 { all.appendLiteral(separator) }
      all.appendInterpolation(part)
    }
    return Words(stringInterpolation: all)
  }
}
