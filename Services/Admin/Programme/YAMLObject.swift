import Yams

/// A mapping of a YAML file that is read key by key. What was never asked for is a fault, so a misspelt key cannot
/// pass for an absent one.
final class YAMLObject {
  let file: String
  let line: Int
  let faults: YAMLFaults
  private let values: [String: Node]
  private let lines: [String: Int]
  private var asked: Set<String> = []

  /// A mapping; nil with a fault noted when the node is something else.
  init?(_ node: Node, file: String, faults: YAMLFaults) {
    self.file = file
    self.faults = faults
    line = node.mark?.line ?? 0
    guard case .mapping(let mapping) = node else {
      faults.add(file, line, "此处应为映射（键: 值）。", "expected a mapping (key: value).")
      return nil
    }
    var (values, lines): ([String: Node], [String: Int]) = ([:], [:])
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else { continue }
      values[scalar.string] = value
      lines[scalar.string] = key.mark?.line ?? line
    }
    self.values = values
    self.lines = lines
  }

  /// The value under a key; nil when the key is absent or its value is null.
  func node(_ key: String) -> Node? {
    asked.insert(key)
    guard let node = values[key], node.null == nil else { return nil }
    return node
  }

  /// Whether the key was written, whatever its value is.
  func has(_ key: String) -> Bool { values[key] != nil }

  /// Notes a fault at a key's line.
  func fault(_ key: String, _ zh: String, _ en: String) {
    faults.add(file, lines[key] ?? line, "\(key)：\(zh)", "\(key): \(en)")
  }

  /// Notes that a required key is absent.
  func missing(_ key: String) {
    faults.add(file, line, "缺少\(key)。", "\(key) is missing.")
  }

  /// Notes every key that was never asked for, with those that can stand there.
  func close() {
    let known = asked.sorted().joined(separator: ", ")
    for key in values.keys where !asked.contains(key) {
      fault(key, "不认识的键；可用：\(known)。", "unknown key; known: \(known).")
    }
  }
}
