import Foundation
import Spreadsheet

/// Computes formulas as an office program does, as far as forms use them: every argument is computed, but for those of IF.
struct FormulaEvaluator {
  enum Value: Equatable {
    case blank
    case number(Double)
    case text(String)
    case truth(Bool)

    var number: Double? {
      switch self {
      case .blank: 0
      case .number(let number): number
      case .truth(let truth): truth ? 1 : 0
      case .text(let text): Double(text)
      }
    }
    var text: String {
      switch self {
      case .blank: ""
      case .number(let number): number == number.rounded() ? String(format: "%.0f", number) : "\(number)"
      case .truth(let truth): truth ? "TRUE" : "FALSE"
      case .text(let text): text
      }
    }
  }

  enum Fault: Error, Equatable {
    case syntax(String)
    /// What an office program shows instead of a value.
    case error(String)
  }

  /// The cells' values, by place: "D5". What is not there is blank.
  var cells: [String: Value]

  func value(of formula: String) throws(Fault) -> Value {
    var reader = Reader(rest: Substring(formula), cells: cells)
    let value = try reader.comparison(isRead: true)
    guard reader.rest.isEmpty else { throw .syntax(String(reader.rest.prefix(40))) }
    return value
  }

  private struct Reader {
    var rest: Substring
    let cells: [String: Value]

    mutating func comparison(isRead: Bool) throws(Fault) -> Value {
      let left = try joined(isRead)
      for sign in ["<=", ">=", "<>", "<", ">", "="] where take(sign) {
        let right = try joined(isRead)
        return isRead ? .truth(Self.holds(left, sign, right)) : .blank
      }
      return left
    }

    private static func holds(_ left: Value, _ sign: String, _ right: Value) -> Bool {
      let order: Int
      switch (left, right) {
      case (.text, _), (_, .text):
        // A text is above every number; a blank is the empty text beside one.
        let isText = [left, right].map { if case .number = $0 { false } else { true } }
        order =
          isText[0] && isText[1] ? (left.text == right.text ? 0 : left.text < right.text ? -1 : 1) : isText[0] ? 1 : -1
      default:
        let (first, second) = (left.number ?? 0, right.number ?? 0)
        order = first == second ? 0 : first < second ? -1 : 1
      }
      return switch sign {
      case "<=": order <= 0
      case ">=": order >= 0
      case "<>": order != 0
      case "<": order < 0
      case ">": order > 0
      default: order == 0
      }
    }

    private mutating func joined(_ isRead: Bool) throws(Fault) -> Value {
      var value = try sum(isRead)
      while take("&") { value = .text(value.text + (try sum(isRead)).text) }
      return value
    }

    private mutating func sum(_ isRead: Bool) throws(Fault) -> Value {
      var value = try product(isRead)
      while let sign = take(anyOf: "+-") {
        let (left, right) = (try number(value), try number(try product(isRead)))
        value = .number(sign == "+" ? left + right : left - right)
      }
      return value
    }

    private mutating func product(_ isRead: Bool) throws(Fault) -> Value {
      var value = try single(isRead)
      while let sign = take(anyOf: "*/") {
        let (left, right) = (try number(value), try number(try single(isRead)))
        if sign == "/", right == 0, isRead { throw .error("#DIV/0!") }
        value = .number(sign == "*" ? left * right : isRead ? left / right : 0)
      }
      return value
    }

    private mutating func single(_ isRead: Bool) throws(Fault) -> Value {
      if take("-") { return .number(-(try number(try single(isRead)))) }
      if take("(") {
        let value = try comparison(isRead: isRead)
        try need(")")
        return value
      }
      if rest.first == "\"" { return try literal() }
      let word = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "." })
      guard !word.isEmpty else { throw .syntax(String(rest.prefix(40))) }
      rest.removeFirst(word.count)
      if let number = Double(word) { return .number(number) }
      return rest.first == "(" ? try call(word, isRead) : isRead ? cells[word] ?? .blank : .blank
    }

    private mutating func literal() throws(Fault) -> Value {
      var text = ""
      rest.removeFirst()
      while let next = rest.popFirst() {
        if next == "\"" {
          guard rest.first == "\"" else {
            guard text.utf16.count <= 255 else { throw .syntax("a text of \(text.utf16.count) characters") }
            return .text(text)
          }
          rest.removeFirst()
        }
        text.append(next)
      }
      throw .syntax(text)
    }

    private mutating func call(_ name: String, _ isRead: Bool) throws(Fault) -> Value {
      try need("(")
      var values: [Value] = []
      repeat {
        var isNeeded = isRead
        if name == "IF", isRead, let condition = values.first {
          isNeeded = (values.count == 1) == (condition == .truth(true))
        }
        values.append(try comparison(isRead: isNeeded))
      } while take(",")
      try need(")")
      return isRead ? try result(name, values) : .blank
    }

    private func result(_ name: String, _ values: [Value]) throws(Fault) -> Value {
      func truth(_ value: Value) throws(Fault) -> Bool {
        if case .truth(let truth) = value { return truth }
        return try number(value) != 0
      }
      func truths() throws(Fault) -> [Bool] { try values.map(truth) }
      func isNumber(_ value: Value) -> Bool { if case .number = value { true } else { false } }
      switch (name, values.count) {
      case ("IF", 3): return try truth(values[0]) ? values[1] : values[2]
      case ("AND", 1...): return .truth(try truths().allSatisfy(\.self))
      case ("OR", 1...): return .truth(try truths().contains(true))
      case ("NOT", 1): return .truth(!(try truth(values[0])))
      case ("ISNUMBER", 1): return .truth(isNumber(values[0]))
      case ("N", 1):
        guard case .text = values[0] else { return .number(try number(values[0])) }
        return .number(0)
      case ("COUNT", 1...): return .number(Double(values.count(where: isNumber)))
      case ("ABS", 1): return .number(abs(try number(values[0])))
      case ("ROUND", 2):
        let (value, scale) = (try number(values[0]), pow(10, try number(values[1])))
        return .number((value * scale).rounded() / scale)
      default: throw .syntax("\(name) of \(values.count)")
      }
    }

    private func number(_ value: Value) throws(Fault) -> Double {
      guard let number = value.number else { throw .error("#VALUE!") }
      return number
    }

    private mutating func take(_ text: String) -> Bool {
      guard rest.hasPrefix(text) else { return false }
      rest.removeFirst(text.count)
      return true
    }

    private mutating func take(anyOf signs: String) -> Character? {
      guard let sign = rest.first, signs.contains(sign) else { return nil }
      return rest.removeFirst()
    }

    private mutating func need(_ text: String) throws(Fault) {
      guard take(text) else { throw .syntax("no \(text) before \(rest.prefix(40))") }
    }
  }
}
