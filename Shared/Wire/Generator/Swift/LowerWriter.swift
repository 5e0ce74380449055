/// `lower(_:into:)`: from the Swift struct to the C struct, adding up the most bytes that it can take.
///
/// The struct is read where it lies: a field that is read through a pointer is not retained.
struct LowerWriter {
  let message: Message
  let context: Context
  let cType: String
  let cFunction: String

  func write(to out: inout CodePrinter) {
    let source = "_ message: UnsafePointer<Self>"
    out.line("package static func lower(")
    out.line("  \(source), into c: UnsafeMutablePointer<\(cType)>, _ arena: Arena, _ bound: inout Int")
    out.block(")") { out in
      out.line("\(cFunction)__init(c)")
      if fixedSize > 0 { out.line("bound += \(fixedSize)") }
      for field in message.fields {
        if case .oneof = field.presence { continue }
        write(FieldShape(field, in: message, context), &out)
      }
      for oneof in message.oneofs { write(OneofShape(oneof, in: message, context), &out) }
      writeUnknown(&out)
    }
  }

  /// What the fields that come at most once take, without the contents of strings, bytes and messages.
  private var fixedSize: Int {
    message.fields.filter { !$0.isRepeated }
      .reduce(0) { $0 + FieldShape($1, in: message, context).tagSize + $1.type.maximalSize }
  }

  private func write(_ shape: FieldShape, _ out: inout CodePrinter) {
    let (property, member) = ("message.pointee.\(shape.property)", "c.pointee.\(shape.member)")
    if let map = context.schema.mapEntry(shape.field) { return write(shape, map, &out) }
    switch (shape.field.presence, shape.field.type) {
    case (.repeated, let type):
      out.block("if !\(property).isEmpty") { write(elements: type, shape, &$0) }
    case (_, .message(let name)):
      // One in a box does not lie in the struct.
      let lies = shape.isBoxed ? property : "Lowering.payload(message.pointer(to: \\.\(shape.property)))"
      out.block("if let value = \(lies)") { out in
        out.line("let inner = arena.take(\(CNames.type(name)).self)")
        out.line(
          shape.isBoxed
            ? lowered("value", name) : "\(context.swiftName(name)).lower(value, into: inner, arena, &bound)")
        writeCase(shape.field, &out)
        out.line("\(member) = inner")
      }
    case (.optional, let type):
      out.block("if let value = \(property)") { out in
        writeCase(shape.field, &out)
        out.line("\(member) = \(value("value", type))")
      }
    case (_, .string):
      out.line("\(member) = Lowering.string(message.pointer(to: \\.\(shape.property)), arena, &bound)")
    case (_, let type):
      out.line("\(member) = \(value(property, type))")
    }
  }

  private func lowered(_ value: String, _ type: String) -> String {
    "withUnsafePointer(to: \(value)) { \(context.swiftName(type)).lower($0, into: inner, arena, &bound) }"
  }

  private func writeCase(_ field: Field, _ out: inout CodePrinter) {
    out.line("c.pointee.\(CNames.oneofCase("_" + field.name)) = .init(rawValue: \(field.number))")
  }

  private func write(elements type: FieldType, _ shape: FieldShape, _ out: inout CodePrinter) {
    let (property, member) = ("message.pointee.\(shape.property)", "c.pointee.\(shape.member)")
    let each = shape.tagSize + type.maximalSize
    switch type {
    case .message(let name):
      out.line("let elements = arena.take(\(CNames.type(name)).self, \(property).count)")
      let element = "\(context.swiftName(name)).lower($0, into: $1, arena, &bound)"
      out.line("Lowering.each(of: \(property), into: elements) { \(element) }")
      out.line("\(member) = Lowering.pointers(elements, \(property).count, arena)")
    case .string: out.line("\(member) = Lowering.strings(\(property), arena, &bound)")
    case .bytes: out.line("\(member) = Lowering.bytes(\(property), arena, &bound)")
    case .bool: out.line("\(member) = Lowering.bools(\(property), arena)")
    case .enumeration: out.line("\(member) = Lowering.enums(\(property), arena)")
    default: out.line("\(member) = Lowering.copy(\(property), arena)")
    }
    out.line("c.pointee.n_\(shape.member) = \(property).count")
    // A packed field has one tag and one length (five bytes); counting a tag for each element covers unpacked ones too.
    out.line("bound += 5 + \(property).count * \(each)")
  }

  private func write(_ shape: FieldShape, _ map: (key: Field, value: Field), _ out: inout CodePrinter) {
    guard case .message(let entry) = shape.field.type else { return }
    let property = "message.pointee.\(shape.property)"
    // Tag and length of the entry, tag and contents of its two fields.
    let each = shape.tagSize + 5 + 1 + map.key.type.maximalSize + 1 + map.value.type.maximalSize
    out.block("if !\(property).isEmpty") { out in
      out.line("let entries = arena.take(\(CNames.type(entry)).self, \(property).count)")
      out.line("var entry = entries")
      out.block("for (key, value) in Lowering.sorted(\(property))") { out in
        out.line("\(CNames.function(entry))__init(entry)")
        out.line("entry.pointee._key_case = .init(rawValue: 1)")
        out.line("entry.pointee.key = \(value("key", map.key.type))")
        out.line("entry.pointee._value_case = .init(rawValue: 2)")
        write(payload: "value", map.value.type, to: "entry.pointee.value", &out)
        out.line("entry += 1")
      }
      out.line("c.pointee.n_\(shape.member) = \(property).count")
      out.line("c.pointee.\(shape.member) = Lowering.pointers(entries, \(property).count, arena)")
      out.line("bound += \(property).count * \(each)")
    }
  }

  private func write(_ oneof: OneofShape, _ out: inout CodePrinter) {
    out.block("switch message.pointee.\(oneof.property)") { out in
      for field in oneof.fields {
        let shape = FieldShape(field, in: message, context)
        out.line("case .\(shape.property)(let value)?:")
        out.indented { out in
          out.line("c.pointee.\(oneof.caseMember) = .init(rawValue: \(field.number))")
          write(payload: "value", field.type, to: "c.pointee.\(shape.member)", &out)
        }
      }
      out.line("case nil: break")
    }
  }

  private func write(payload: String, _ type: FieldType, to member: String, _ out: inout CodePrinter) {
    guard case .message(let name) = type else { return out.line("\(member) = \(value(payload, type))") }
    out.line("let inner = arena.take(\(CNames.type(name)).self)")
    out.line(lowered(payload, name))
    out.line("\(member) = inner")
  }

  private func value(_ swift: String, _ type: FieldType) -> String {
    switch type {
    case .bool: "\(swift) ? 1 : 0"
    case .string: "Lowering.string(\(swift), arena, &bound)"
    case .bytes: "Lowering.bytes(\(swift), arena, &bound)"
    case .enumeration: "\(swift).rawValue"
    default: swift
    }
  }

  private func writeUnknown(_ out: inout CodePrinter) {
    let floats = message.fields.filter { $0.presence == .implicit && [.double, .float].contains($0.type) }
    guard !floats.isEmpty else {
      let lowered = "Lowering.unknown(message.pointee.unknownFields, &c.pointee.base, arena, &bound)"
      return out.line("if !message.pointee.unknownFields.isEmpty { \(lowered) }")
    }
    let properties = floats.map { "message.pointee.\(SwiftNames.member($0.name))" }
    let zeros = properties.map { " || Lowering.isNegativeZero(\($0))" }.joined()
    out.block("if !message.pointee.unknownFields.isEmpty\(zeros)") { out in
      out.line("var others = message.pointee.unknownFields")
      for (field, property) in zip(floats, properties) {
        out.line("others.keepNegativeZero(\(property), \(field.number))")
      }
      out.line("Lowering.unknown(others, &c.pointee.base, arena, &bound)")
    }
  }
}
