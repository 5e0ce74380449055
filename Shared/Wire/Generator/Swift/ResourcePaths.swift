/// Where a request names the resources that a rule of access is about.
struct ResourcePaths {
  let message: Message
  let context: Context

  /// The closure that lists them: `{ [$0.name] }`.
  func closure(_ paths: [String]) throws -> String {
    "{ \(try paths.map(expression).joined(separator: " + ")) }"
  }

  private func expression(_ path: String) throws -> String {
    let names = path.split(separator: ".").map(String.init)
    guard let first = names.first, names.count <= 2, let field = message.fields.first(where: { $0.name == first })
    else { throw unknown(path) }
    let property = "$0.\(SwiftNames.member(first))"
    guard names.count == 2 else {
      guard field.type == .string else { throw unknown(path) }
      return field.isRepeated ? property : "[\(property)]"
    }
    guard case .message(let name) = field.type, let part = context.schema.message(name),
      let last = part.fields.first(where: { $0.name == names[1] }), last.type == .string, !last.isRepeated
    else { throw unknown(path) }
    let member = SwiftNames.member(names[1])
    return field.isRepeated ? "\(property).map(\\.\(member))" : "[\(property)?.\(member) ?? \"\"]"
  }

  private func unknown(_ path: String) -> GeneratorError {
    .unsupported("\(message.fullName): a rule of access asks for \(path), which is no text of it")
  }
}
