/// Where a message has the id that names its request: in a field of its own, or in parts of its oneofs.
struct RequestIdentity {
  private let isOwn: Bool
  private let carriers: [(oneof: OneofShape, field: FieldShape)]

  init(_ message: Message, _ context: Context) {
    isOwn = Self.hasID(message)
    carriers =
      isOwn
      ? []
      : message.oneofs.flatMap { oneof in
        let shape = OneofShape(oneof, in: message, context)
        return shape.fields.filter { Self.carriesID($0, context) }
          .map { (shape, FieldShape($0, in: message, context)) }
      }
  }

  /// What the message conforms to beside ``WireMessage``.
  var conformance: String { isOwn || !carriers.isEmpty ? ", RequestIdentified" : "" }

  /// The property of a message whose parts carry the id.
  func write(to out: inout CodePrinter) {
    guard !carriers.isEmpty else { return }
    out.line()
    out.line("/// The id of the part that carries one; empty when this message does not.")
    out.block("public var requestId: String") { out in
      for (oneof, field) in carriers {
        out.line("if case .\(field.property)(let part)? = \(oneof.property) { return part.requestId }")
      }
      out.line("return \"\"")
    }
  }

  private static func hasID(_ message: Message) -> Bool {
    message.fields.contains { $0.name == "request_id" && $0.type == .string && $0.presence == .implicit }
  }

  private static func carriesID(_ field: Field, _ context: Context) -> Bool {
    guard case .message(let name) = field.type, let part = context.schema.message(name) else { return false }
    return hasID(part)
  }
}
