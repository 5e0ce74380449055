/// The struct of a message with its nested types: what callers see.
struct MessageWriter {
  let message: Message
  let context: Context

  func write(to out: inout CodePrinter) {
    out.line()
    out.doc(message.comment.isEmpty ? ["The proto message `\(message.fullName)`."] : message.comment)
    let identity = RequestIdentity(message, context)
    out.block("public struct \(SwiftNames.type(message.name)): WireMessage\(identity.conformance)") { out in
      out.line("/// The full protobuf name.")
      out.line("public static var fullName: String { \"\(message.fullName)\" }")
      for field in message.fields { write(field, &out) }
      for oneof in message.oneofs { write(oneof, &out) }
      identity.write(to: &out)
      out.line()
      out.line("/// Fields that came with the message and that its contract here does not know.")
      out.line("public var unknownFields = UnknownFields()")
      out.line()
      out.line("/// The empty message: every field at its default.")
      out.line("public init() {}")
      for item in message.enums { EnumWriter(item: item, context: context).write(to: &out) }
      for nested in message.nested where !nested.isMapEntry {
        MessageWriter(message: nested, context: context).write(to: &out)
      }
    }
  }

  private func write(_ field: Field, _ out: inout CodePrinter) {
    if case .oneof = field.presence { return }
    let shape = FieldShape(field, in: message, context)
    out.line()
    out.doc(field.comment.isEmpty ? ["`\(field.name)`, field \(field.number)."] : field.comment)
    guard shape.isBoxed else {
      out.line("public var \(shape.property): \(shape.declaredType)\(shape.defaultValue.map { " = \($0)" } ?? "")")
      return
    }
    out.block("public var \(shape.property): \(shape.declaredType)") { out in
      out.line("get { \(shape.storage)?.value }")
      out.line("set { \(shape.storage) = newValue.map(WireBox.init) }")
    }
    out.line("private var \(shape.storage): WireBox<\(shape.elementType)>?")
  }

  private func write(_ oneof: Oneof, _ out: inout CodePrinter) {
    let shape = OneofShape(oneof, in: message, context)
    out.line()
    out.doc(oneof.comment.isEmpty ? ["At most one of these fields is set."] : oneof.comment)
    out.line("public var \(shape.property): \(shape.type)?")
    out.line()
    out.line("/// The fields of `\(oneof.name)`, of which at most one is set.")
    out.block("public enum \(shape.type): Sendable, Hashable") { out in
      for field in shape.fields {
        out.doc(field.comment.isEmpty ? ["`\(field.name)`, field \(field.number)."] : field.comment)
        let field = FieldShape(field, in: message, context)
        out.line("\(field.isBoxed ? "indirect " : "")case \(field.property)(\(field.elementType))")
      }
    }
  }
}
