import Domain
import Wire
import WireTupo

/// A row of a board, and its bytes.
struct BoardLine: Sendable {
  /// Its numbers.
  var brief: BriefRow
  /// Its fields as they are sent, but for its place among the others, which changes with them.
  var fields: [UInt8]

  /// The numbers of the fields in tupo/indicators/v1/analysis.proto.
  private enum Field {
    static let rows: UInt32 = 8
    static let rank: UInt32 = 13
    static let rankChange: UInt32 = 14
  }

  /// The rows of lines as `Scoreboard.rows` is sent.
  static func rows(_ lines: [BoardLine]) -> WireWriter {
    var (rows, place) = (WireWriter(), WireWriter())
    rows.bytes.reserveCapacity(lines.indices.reduce(0) { $0 + lines[$1].fields.count + mostBeside })
    for index in lines.indices {
      place.bytes.removeAll(keepingCapacity: true)
      if let rank = lines[index].brief.rank { place.integer(Field.rank, rank) }
      if let change = lines[index].brief.rankChange { place.integer(Field.rankChange, change) }
      rows.tag(Field.rows, 2)
      rows.varint(UInt64(lines[index].fields.count + place.bytes.count))
      rows.bytes += lines[index].fields
      rows.bytes += place.bytes
    }
    return rows
  }

  /// Bytes of a row's tag, length and place, at most.
  private static let mostBeside = 32
}
