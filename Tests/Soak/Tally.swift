import Synchronization

/// Numbers by name, counted up by many tasks.
final class Tally: Sendable {
  private let numbers = Mutex<[String: Int]>([:])

  func add(_ number: Int = 1, to name: String) { numbers.withLock { $0[name, default: 0] &+= number } }

  var all: [String: Int] { numbers.withLock { $0 } }

  /// One `name number` a line.
  var text: String { all.map { "\($0.key) \($0.value)" }.sorted().joined(separator: "\n") }

  /// Reads ``text`` again; a line that is no such line counts nothing.
  static func numbers(of text: String) -> [String: Int] {
    var numbers: [String: Int] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, let number = Int(words[1]) { numbers[String(words[0])] = number }
    }
    return numbers
  }
}

extension [String: Int] {
  /// The number under a name, 0 when nothing was counted.
  func count(_ name: String) -> Int { self[name, default: 0] }

  /// The sum of all whose names begin with `prefix`.
  func sum(_ prefix: String) -> Int { reduce(0) { $1.key.hasPrefix(prefix) ? $0 + $1.value : $0 } }
}
