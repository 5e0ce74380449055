/// A JSON value (RFC 8259), as a service config needs it: read, never written.
enum JSONNode: Hashable {
  case null
  case boolean(Bool)
  /// A number, as its text.
  case number(String)
  case string(String)
  case array([JSONNode])
  case object([String: JSONNode])

  /// The member of an object; nil when there is none, or when this is no object.
  subscript(name: String) -> JSONNode? {
    guard case .object(let members) = self, let node = members[name], node != .null else { return nil }
    return node
  }

  var number: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }

  var integer: Int? { number.flatMap(Int.init(exactly:)) }

  func object(_ field: String) throws(ServiceConfigFault) -> [String: JSONNode] {
    guard case .object(let members) = self else { throw ServiceConfigFault("\(field) is not an object") }
    return members
  }

  func array(_ field: String) throws(ServiceConfigFault) -> [JSONNode] {
    guard case .array(let elements) = self else { throw ServiceConfigFault("\(field) is not a list") }
    return elements
  }

  func string(_ field: String) throws(ServiceConfigFault) -> String {
    guard case .string(let text) = self else { throw ServiceConfigFault("\(field) is not a string") }
    return text
  }

  func boolean(_ field: String) throws(ServiceConfigFault) -> Bool {
    guard case .boolean(let value) = self else { throw ServiceConfigFault("\(field) is not true or false") }
    return value
  }
}

extension JSONNode {
  /// Reads a text that is one value.
  init(parsing text: String) throws(ServiceConfigFault) {
    var reader = JSONReader(text)
    self = try reader.readAll()
  }
}
