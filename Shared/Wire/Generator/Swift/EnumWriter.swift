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
      for (value, swiftName) in named {
        out.line()
        out.doc(value.comment.isEmpty ? ["`\(value.name)`."] : value.comment)
        out.line("public static let \(swiftName) = \(name)(rawValue: \(value.number))")
      }
      out.line()
      out.line("/// The values that the contract names, by number.")
      let known = distinct.map { "." + $0.swiftName }.joined(separator: ", ")
      out.line("public static let knownValues: [\(name)] = [\(known)]")
      out.line()
      out.line("/// The value's name in the contract; nil when the contract does not know it.")
      out.block("public var name: String?") { out in
        out.block("switch rawValue") { out in
          for (value, _) in distinct { out.line("case \(value.number): \"\(value.name)\"") }
          out.line("default: nil")
        }
      }
    }
  }

  /// The values with their names in Swift, which knows fewer than protobuf: `MOO` and `moo` are both `moo`. Where they
  /// stand for the same number one is enough; otherwise the later has its number in its name.
  private var named: [(value: Enum.Value, swiftName: String)] {
    var numbers: [String: Int32] = [:]
    return item.values.compactMap { value in
      var name = SwiftNames.value(value.name, of: item.name)
      if let taken = numbers[name], taken != value.number {
        name = SwiftNames.value("\(value.name)_\(value.number.magnitude)", of: item.name)
      }
      guard numbers.updateValue(value.number, forKey: name) == nil else { return nil }
      return (value, name)
    }
  }

  /// Without aliases: the first name of each number, by number.
  private var distinct: [(value: Enum.Value, swiftName: String)] {
    var seen = Set<Int32>()
    return named.filter { seen.insert($0.value.number).inserted }.sorted { $0.value.number < $1.value.number }
  }
}
