/// The Swift types of one proto file.
struct MessageFile {
  let file: File
  let context: Context

  func text() throws -> String {
    var out = CodePrinter()
    out.header(file.name)
    out.line()
    for line in imports { out.line(line) }
    out.line()
    out.block("extension \(SwiftNames.namespace(file.package))") { out in
      for item in file.enums { EnumWriter(item: item, context: context).write(to: &out) }
      for message in file.messages { MessageWriter(message: message, context: context).write(to: &out) }
    }
    for message in file.allMessages where !message.isMapEntry {
      out.line()
      CodecWriter(message: message, context: context).write(to: &out)
    }
    return out.text
  }

  private var imports: [String] {
    let own = context.parameters.module
    let types = file.allMessages.flatMap(\.fields).compactMap { field in
      switch field.type {
      case .message(let name), .enumeration(let name): context.schema.file(declaring: name)
      default: nil
      }
    }
    // The namespace may be another module's.
    let siblings = context.schema.files.filter { $0.package == file.package }.map(\.name)
    let others = Set((types + siblings).map(context.parameters.module(of:))).subtracting([own]).sorted()
    guard !file.messages.isEmpty else { return ["public import Wire"] + others.map { "public import \($0)" } }
    return ["internal import CProtobufC", "package import \(context.parameters.cModule)"]
      + others.map { "internal import C\($0)" } + ["public import Wire"] + others.map { "public import \($0)" }
  }
}
