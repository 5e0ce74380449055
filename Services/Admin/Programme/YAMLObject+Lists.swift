import Domain
import Yams

extension YAMLObject {
  /// A mapping below a key; nil when absent.
  func object(_ key: String) -> YAMLObject? {
    node(key).flatMap { YAMLObject($0, file: file, faults: faults) }
  }

  /// Reads each mapping of the list below a key, and notes its unknown keys; nothing when absent.
  func objects<Item>(_ key: String, _ read: (YAMLObject) -> Item?) -> [Item] {
    items(key).compactMap { node in
      guard let object = YAMLObject(node, file: file, faults: faults) else { return nil }
      let item = read(object)
      object.close()
      return item
    }
  }

  /// The texts of a list.
  func texts(_ key: String) -> [String] {
    items(key).compactMap { node in
      guard case .scalar(let scalar) = node else {
        fault(key, "列表中应为文本。", "expected a list of texts.")
        return nil
      }
      return scalar.string
    }
  }

  /// The whole numbers of a list.
  func integers(_ key: String) -> [Int64] {
    texts(key).compactMap { text in
      let number = Int64(text.filter { $0 != "_" })
      if number == nil { fault(key, "“\(text)”应为整数。", "\"\(text)\" must be a whole number.") }
      return number
    }
  }

  /// The ids of a list.
  func ids(_ key: String) -> [String] {
    texts(key).filter { text in
      if !Self.isID(text) { fault(key, "“\(text)”不是标识。", "\"\(text)\" is not an id.") }
      return Self.isID(text)
    }
  }

  /// The days of a list.
  func days(_ key: String) -> [String] {
    texts(key).filter { text in
      let valid = Day(text)?.description == text
      if !valid { fault(key, "“\(text)”不是日期。", "\"\(text)\" is not a day.") }
      return valid
    }
  }

  private func items(_ key: String) -> [Node] {
    guard let node = node(key) else { return [] }
    guard case .sequence(let sequence) = node else {
      fault(key, "应为列表。", "expected a list.")
      return []
    }
    return Array(sequence)
  }
}
