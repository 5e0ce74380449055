/// How a field looks in Swift and in C.
struct FieldShape {
  let field: Field
  /// The Swift property or the case of the oneof's enum.
  let property: String
  /// The member of the C struct.
  let member: String
  /// The Swift type of one value.
  let elementType: String
  /// Whether the value is held by reference, because the message can contain itself through it.
  let isBoxed: Bool
  private let map: (key: Field, value: Field)?
  private let context: Context

  init(_ field: Field, in message: Message, _ context: Context) {
    self.field = field
    self.context = context
    property = SwiftNames.member(field.name)
    let c = CNames.field(field.name)
    member = ["init", "self"].contains(c) ? "`\(c)`" : c
    elementType = context.swiftType(field.type)
    map = context.schema.mapEntry(field)
    if case .message(let target) = field.type, !field.isRepeated {
      isBoxed = context.recursion.needsBox(in: message.fullName, holding: target)
    } else {
      isBoxed = false
    }
  }

  var storage: String { "_\(property.filter { $0 != "`" })" }

  var declaredType: String {
    if let map { return "[\(context.swiftType(map.key.type)): \(context.swiftType(map.value.type))]" }
    switch field.presence {
    case .implicit, .required, .oneof: return elementType
    case .optional: return "\(elementType)?"
    case .repeated: return "[\(elementType)]"
    }
  }

  /// What the property is at first; nil where Swift knows by itself.
  var defaultValue: String? {
    if map != nil { return "[:]" }
    switch field.presence {
    case .optional, .oneof: return nil
    case .repeated: return "[]"
    case .implicit, .required:
      switch field.type {
      case .bool: return "false"
      case .string: return "\"\""
      case .bytes: return "[]"
      case .enumeration: return "\(elementType)(rawValue: 0)"
      default: return "0"
      }
    }
  }

  /// The bytes of the field's tag.
  var tagSize: Int {
    switch field.number {
    case ..<16: 1
    case ..<2048: 2
    case ..<262_144: 3
    case ..<33_554_432: 4
    default: 5
    }
  }
}

/// How a oneof looks in Swift and in C.
struct OneofShape {
  let property: String
  let type: String
  let fields: [Field]
  /// The member of the C struct that says which field is set.
  let caseMember: String

  init(_ oneof: Oneof, in message: Message, _ context: Context) {
    property = SwiftNames.member(oneof.name)
    let name = SwiftNames.type(oneof.name)
    let taken = (message.nested.map(\.name) + message.enums.map(\.name)).map(SwiftNames.type)
    type = taken.contains(name) ? "\(name)Oneof" : name
    fields = message.fields.filter { $0.presence == .oneof(oneof.index) }
    caseMember = CNames.oneofCase(oneof.name)
  }
}
