/// Reads a formula by recursive descent, sums of products of parts, into steps: each sign after what it joins.
struct FormulaParser {
  /// So many parentheses and signs within each other; no formula of an office has three.
  private static let depthMax = 32

  private let characters: [Character]
  private var position = 0
  private var depth = 0
  private var steps: [Formula.Step] = []

  init(_ text: String) {
    characters = text.map(\.narrowed)
  }

  mutating func whole() throws(Formula.Fault) -> [Formula.Step] {
    skipBlanks()
    guard position < characters.count else { throw .empty }
    try sum()
    guard position == characters.count else { throw unexpected }
    return steps
  }

  private mutating func sum() throws(Formula.Fault) {
    try product()
    while let sign = take(["+": .plus, "-": .minus, "−": .minus]) {
      try product()
      steps.append(.join(sign))
    }
  }

  private mutating func product() throws(Formula.Fault) {
    try part()
    while let sign = take(["×": .times, "*": .times, "÷": .over, "/": .over]) {
      try part()
      steps.append(.join(sign))
    }
  }

  private mutating func part() throws(Formula.Fault) {
    guard position < characters.count else { throw .incomplete }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else { throw .tooDeep }
    switch characters[position] {
    case "-", "−":
      step()
      try part()
      steps.append(.negate)
    case "(":
      step()
      try sum()
      guard position < characters.count else { throw .incomplete }
      guard characters[position] == ")" else { throw unexpected }
      step()
    case let character where character.isASCIIDigit:
      let value = try number()
      steps.append(.constant(value))
    case let character where Self.beginsKey(character):
      let key = word(Self.belongsToKey)
      steps.append(.indicator(IndicatorKey(key)))
    default: throw unexpected
    }
  }

  private mutating func number() throws(Formula.Fault) -> Ratio {
    let start = position
    let text = word { $0.isASCIIDigit || $0 == "." }
    guard let value = Ratio(decimal: text) else { throw .unexpected(characters[start], position: start + 1) }
    return value
  }

  private mutating func word(_ belongs: (Character) -> Bool) -> String {
    let start = position
    while position < characters.count, belongs(characters[position]) { position += 1 }
    let word = String(characters[start..<position])
    skipBlanks()
    return word
  }

  private mutating func take(_ signs: [Character: Formula.Operator]) -> Formula.Operator? {
    guard position < characters.count, let sign = signs[characters[position]] else { return nil }
    step()
    return sign
  }

  private mutating func step() {
    position += 1
    skipBlanks()
  }

  private mutating func skipBlanks() {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
  }

  private var unexpected: Formula.Fault { .unexpected(characters[position], position: position + 1) }

  private static func beginsKey(_ character: Character) -> Bool { ("a"..."z").contains(character) }
  private static func belongsToKey(_ character: Character) -> Bool {
    beginsKey(character) || character.isASCIIDigit || character == "-"
  }
}
