/// An open enum: a number, with names for the numbers that the contract knows.
struct EnumWriter {
  let item: Enum
  let context: Context

  func write(to out: inout CodePrinter) {
    let name = SwiftNames.type(item.name)
    out.line()
    out.doc(item.comment.isEmpty ? ["The proto enum `\(item.fullName)`."] : item.comment)
    out.block("public struct \(name): WireEnum") { out in
      out.line("/// The number on the wire.")
      out.line("public var rawValue: Int32")
      out.line("/// The value with this number, known or not.")
      out.line("public init(rawValue: Int32) { self.rawValue = rawValue }")
      for value in item.values {
        out.line()
        out.doc(value.comment.isEmpty ? ["`\(value.name)`."] : value.comment)
        out.line("public static let \(swiftName(value)) = \(name)(rawValue: \(value.number))")
      }
      out.line()
      out.line("/// The values that the contract names, by number.")
      let known = distinct.map { "." + swiftName($0) }.joined(separator: ", ")
      out.line("public static let knownValues: [\(name)] = [\(known)]")
      out.line()
      out.line("/// The value's name in the contract; nil when the contract does not know it.")
      out.block("public var name: String?") { out in
        out.block("switch rawValue") { out in
          for value in distinct { out.line("case \(value.number): \"\(value.name)\"") }
          out.line("default: nil")
        }
      }
    }
  }

  /// Without aliases: the first name of each number, by number.
  private var distinct: [Enum.Value] {
    var seen = Set<Int32>()
    return item.values.filter { seen.insert($0.number).inserted }.sorted { $0.number < $1.number }
  }

  private func swiftName(_ value: Enum.Value) -> String { SwiftNames.value(value.name, of: item.name) }
}
