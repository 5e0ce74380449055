/// What a client has sent on one connection, message by message (PostgreSQL manual, "Frontend/Backend Protocol").
struct PostgresTraffic: Sendable {
  /// The texts of statements that were prepared or sent as they are.
  private(set) var texts: [String] = []
  /// How often the client has waited for answers: a Sync, or a text sent by itself.
  private(set) var journeys = 0
  /// How many pieces of a COPY there were.
  private(set) var copyPieces = 0
  /// Whether it is no session, but the request to cancel another's statement.
  private(set) var isCancel = false
  private var hasBegun = false
  /// What has come of a message that is not whole.
  private var rest: [UInt8] = []

  private static let cancel: UInt32 = 80_877_102
  private static let session: UInt32 = 3 << 16

  mutating func take(_ piece: ArraySlice<UInt8>) {
    rest += piece
    // Before a session has begun, messages have no kind, but a number after their length.
    while case let head = hasBegun ? 1 : 0, rest.count >= head + 4 {
      let length = Int(Self.number(rest[head..<head + 4]))
      guard length >= 4, rest.count >= head + length else { return }
      let body = rest[(head + 4)..<(head + length)]
      if hasBegun { take(rest[0], body) } else { begin(body) }
      rest.removeFirst(head + length)
    }
  }

  private mutating func begin(_ body: ArraySlice<UInt8>) {
    let number = Self.number(body.prefix(4))
    if number == Self.cancel { isCancel = true }
    if number == Self.session { hasBegun = true }
  }

  private mutating func take(_ kind: UInt8, _ body: ArraySlice<UInt8>) {
    switch kind {
    case UInt8(ascii: "P"): texts.append(Self.text(body.drop { $0 != 0 }.dropFirst()))
    case UInt8(ascii: "Q"):
      texts.append(Self.text(body))
      journeys += 1
    case UInt8(ascii: "S"): journeys += 1
    case UInt8(ascii: "d"): copyPieces += 1
    default: break
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}
