/// One statement's text as PostgreSQL reads it: type words spelled, `?N` as `$N`.
struct PostgresText: Sendable {
  let sql: String
  /// How many parameters it has: the highest number.
  let parameters: Int

  /// Leaves quoted texts, quoted names and comments as they are. Throws `badStatement` for an unknown type word.
  init(_ text: String) throws(StorageError) {
    let spelled = try TypeWords.postgresql.spell(text)
    var result: [UInt8] = []
    var highest = 0
    var rest = Array(spelled.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        result.append(byte)
        PostgresText.move(&rest, to: &result, through: byte)
      case UInt8(ascii: "-") where rest.first == byte:
        result.append(byte)
        PostgresText.move(&rest, to: &result, through: UInt8(ascii: "\n"))
      case UInt8(ascii: "?"):
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let number = Int(String(decoding: digits, as: UTF8.self)), number > 0 else {
          throw .badStatement("a parameter without a number: \(text)")
        }
        highest = max(highest, number)
        result.append(UInt8(ascii: "$"))
        result += digits
        rest = rest.dropFirst(digits.count)
      default: result.append(byte)
      }
    }
    sql = String(decoding: result, as: UTF8.self)
    parameters = highest
  }

  private static func move(_ rest: inout ArraySlice<UInt8>, to result: inout [UInt8], through end: UInt8) {
    while let byte = rest.popFirst() {
      result.append(byte)
      if byte == end { return }
    }
  }
}
