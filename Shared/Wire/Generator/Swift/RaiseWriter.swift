/// `init(raising:)`: from the C struct to the Swift struct.
struct RaiseWriter {
  let message: Message
  let context: Context
  let cType: String

  func write(to out: inout CodePrinter) {
    out.block("package init(raising c: UnsafePointer<\(cType)>, _ arena: borrowing Arena) throws(WireError)") { out in
      out.line("self.init()")
      for field in message.fields {
        if case .oneof = field.presence { continue }
        write(FieldShape(field, in: message, context), &out)
      }
      for oneof in message.oneofs { write(OneofShape(oneof, in: message, context), &out) }
      out.block("if c.pointee.base.n_unknown_fields > 0") { out in
        out.line("self.unknownFields = try Raising.unknown(c.pointee.base, arena)")
      }
    }
  }

  private func write(_ shape: FieldShape, _ out: inout CodePrinter) {
    let (property, member) = ("self.\(shape.property)", "c.pointee.\(shape.member)")
    if let map = context.schema.mapEntry(shape.field) { return write(shape, map, &out) }
    switch (shape.field.presence, shape.field.type) {
    case (.repeated, .message):
      out.block("if c.pointee.n_\(shape.member) > 0, let elements = \(member)") { out in
        let raise = "c throws(WireError) in try \(shape.elementType)(raising: c, arena)"
        out.line("\(property) = try Raising.messages(c.pointee.n_\(shape.member), elements) { \(raise) }")
      }
    case (.repeated, let type):
      out.line("\(property) = \(repeated(type, "c.pointee.n_\(shape.member), \(member)", shape.field))")
    case (_, .message):
      out.line("if let inner = \(member) { \(property) = try \(shape.elementType)(raising: inner, arena) }")
      if shape.field.isRequired { out.line("else { throw WireError.malformed(.value, offset: 0) }") }
    case (.optional, _):
      let tag = "c.pointee.\(CNames.oneofCase("_" + shape.field.name)).rawValue"
      out.line("if \(tag) == \(shape.field.number) { \(property) = \(value(member, shape.field)) }")
    default:
      out.line("\(property) = \(value(member, shape.field))")
    }
  }

  private func write(_ shape: FieldShape, _ map: (key: Field, value: Field), _ out: inout CodePrinter) {
    out.block("if c.pointee.n_\(shape.member) > 0, let entries = c.pointee.\(shape.member)") { out in
      out.line("self.\(shape.property).reserveCapacity(c.pointee.n_\(shape.member))")
      out.block("for index in 0..<c.pointee.n_\(shape.member)") { out in
        out.line("guard let entry = entries[index] else { continue }")
        out.line("let key = \(value("entry.pointee.key", map.key))")
        if case .message = map.value.type {
          let type = context.swiftType(map.value.type)
          out.line("if entry.pointee._value_case.rawValue == 2, let value = entry.pointee.value {")
          out.line("  self.\(shape.property)[key] = try \(type)(raising: value, arena)")
          out.line("} else {")
          out.line("  self.\(shape.property)[key] = \(type)()")
          out.line("}")
        } else {
          out.line("self.\(shape.property)[key] = \(value("entry.pointee.value", map.value))")
        }
      }
    }
  }

  private func write(_ oneof: OneofShape, _ out: inout CodePrinter) {
    out.block("switch c.pointee.\(oneof.caseMember).rawValue") { out in
      for field in oneof.fields {
        let shape = FieldShape(field, in: message, context)
        let member = "c.pointee.\(shape.member)"
        let target = "self.\(oneof.property) = .\(shape.property)"
        if case .message = field.type {
          let raised = "try \(shape.elementType)(raising: inner, arena)"
          out.line("case \(field.number): if let inner = \(member) { \(target)(\(raised)) }")
        } else {
          out.line("case \(field.number): \(target)(\(value(member, field)))")
        }
      }
      out.line("default: break")
    }
  }

  private func value(_ c: String, _ field: Field) -> String {
    switch field.type {
    case .bool: "\(c) != 0"
    case .string: "try Raising.string(\(c), \"\(field.fullName)\", arena)"
    case .bytes: "Raising.bytes(\(c))"
    case .enumeration(let name): "\(context.swiftName(name))(rawValue: \(c))"
    default: c
    }
  }

  private func repeated(_ type: FieldType, _ arguments: String, _ field: Field) -> String {
    switch type {
    case .bool: "Raising.bools(\(arguments))"
    case .string: "try Raising.strings(\(arguments), \"\(field.fullName)\", arena)"
    case .bytes: "Raising.bytes(\(arguments))"
    case .enumeration: "Raising.enums(\(arguments))"
    default: "Raising.numbers(\(arguments))"
    }
  }
}
