import Wire
import WireStandard
import WireTupo

/// The list methods of the contracts that are served, as their descriptors tell them.
struct ListContract: Sendable {
  /// A field of a message.
  struct Field: Sendable, Hashable {
    var name: String
    var number: UInt32
    /// FieldDescriptorProto.Type.
    var type: UInt64
    var isRepeated: Bool
  }

  /// `tupo.indicators.v1.CatalogueService/ListZones`.
  let method: String
  /// The fields of its request, by name.
  let request: [String: Field]
  /// The fields of its response, by name.
  let response: [String: Field]
  /// The fields of what it lists.
  let item: [Field]
  /// The response's field of its items.
  let items: Field?

  /// Every method of `tupo.*` whose name begins with List, by name.
  static func all() throws -> [ListContract] {
    let pool = try DescriptorPool([WireStandardFiles.descriptorSet, WireTupoFiles.descriptorSet])
    var found: [ListContract] = []
    for name in pool.fileNames where name.hasPrefix("tupo/") {
      guard let file = pool.file(named: name) else { continue }
      for service in try RawMessage(decoding: file.bytes).messages(6) {
        for method in try service.messages(2) where method.string(1).hasPrefix("List") {
          let title = "\(file.package).\(service.string(1))/\(method.string(1))"
          found.append(try ListContract(title, method, in: pool))
        }
      }
    }
    return found.sorted { $0.method < $1.method }
  }

  private init(_ title: String, _ method: RawMessage, in pool: DescriptorPool) throws {
    self.method = title
    request = Self.byName(try Self.fields(of: method.string(2), in: pool))
    let answer = try Self.fields(of: method.string(3), in: pool)
    response = Self.byName(answer.map(\.field))
    let list = answer.first { $0.field.isRepeated && $0.field.type == 11 }
    items = list?.field
    item = try list.map { try Self.fields(of: $0.of, in: pool).map(\.field) } ?? []
  }

  private static func byName(_ fields: [(field: Field, of: String)]) -> [String: Field] { byName(fields.map(\.field)) }

  private static func byName(_ fields: [Field]) -> [String: Field] {
    Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A message's fields, each with the name of its type.
  static func fields(of type: String, in pool: DescriptorPool) throws -> [(field: Field, of: String)] {
    guard let file = pool.file(declaring: type) else { return [] }
    var rest = type.dropFirst(file.package.count + 2).split(separator: ".").map(String.init)
    var messages = try RawMessage(decoding: file.bytes).messages(4)
    while !rest.isEmpty, let message = messages.first(where: { $0.string(1) == rest[0] }) {
      rest.removeFirst()
      if rest.isEmpty {
        return try message.messages(2).map { field in
          (
            Field(
              name: field.string(1), number: UInt32(field.varint(3) ?? 0), type: field.varint(5) ?? 0,
              isRepeated: field.varint(4) == 3), field.string(6)
          )
        }
      }
      messages = try message.messages(3)
    }
    return []
  }
}
