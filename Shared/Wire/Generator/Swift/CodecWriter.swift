/// The half of a message that callers do not see: between the Swift struct and the C struct.
struct CodecWriter {
  let message: Message
  let context: Context

  private var cType: String { CNames.type(message.fullName) }
  private var cFunction: String { CNames.function(message.fullName) }

  func write(to out: inout CodePrinter) {
    out.block("extension \(context.swiftName(message.fullName))") { out in
      writeDecode(&out)
      out.line()
      writeEncode(&out)
      out.line()
      RaiseWriter(message: message, context: context, cType: cType).write(to: &out)
      out.line()
      LowerWriter(message: message, context: context, cType: cType, cFunction: cFunction).write(to: &out)
    }
  }

  private func writeDecode(_ out: inout CodePrinter) {
    let nesting = context.recursion.nesting(message.fullName)
    out.line("/// Reads a message from its bytes.")
    out.line("///")
    out.line("/// - Throws: ``WireError`` when the bytes are malformed, a string is not UTF-8, or a bound is passed.")
    out.block("public init(decoding bytes: UnsafeRawBufferPointer, limits: WireLimits, arena: Arena) throws(WireError)")
    {
      $0.line("defer { arena.begin() }")
      $0.line("let c = try WireCodec.unpack(")
      $0.indented {
        let depth = nesting == .max ? ".max" : "\(nesting)"
        $0.line("bytes, as: \(cFunction)__type(), nesting: \(depth), limits: limits, arena: arena)")
      }
      $0.line("try self.init(raising: c.assumingMemoryBound(to: \(cType).self), arena)")
    }
  }

  private func writeEncode(_ out: inout CodePrinter) {
    out.line("/// Writes the message into memory that `reserve` gives, and answers the size written.")
    out.block("public func encode(arena: Arena, reserve: (_ upperBound: Int) -> UnsafeMutableRawPointer) -> Int") {
      $0.line("arena.begin()")
      $0.line("defer { arena.begin() }")
      $0.line("var bound = 0")
      $0.line("let c = arena.take(\(cType).self)")
      $0.line("return withUnsafePointer(to: self) { message in")
      $0.line("  Self.lower(message, into: c, arena, &bound)")
      $0.line("  return WireCodec.pack(c, bound: bound, reserve)")
      $0.line("}")
    }
  }
}
