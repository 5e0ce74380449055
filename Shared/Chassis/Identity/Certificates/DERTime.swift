import Domain
internal import SwiftASN1

/// `Time` (RFC 5280, 4.1.2.5), in seconds of Unix time.
struct DERTime: DERParseable, DERSerializable {
  let seconds: Int64

  init(seconds: Int64) { self.seconds = seconds }

  init(derEncoded node: ASN1Node) throws {
    if node.identifier == UTCTime.defaultIdentifier {
      let time = try UTCTime(derEncoded: node)
      try self.init(time.year, time.month, time.day, time.hours * 3600 + time.minutes * 60 + time.seconds)
    } else {
      let time = try GeneralizedTime(derEncoded: node)
      try self.init(time.year, time.month, time.day, time.hours * 3600 + time.minutes * 60 + time.seconds)
    }
  }

  private init(_ year: Int, _ month: Int, _ day: Int, _ second: Int) throws {
    guard let day = Day(year: year, month: month, day: day) else {
      throw ASN1Error.invalidASN1Object(reason: "no day of the calendar")
    }
    seconds = Int64(day.number) * 86_400 + Int64(second)
  }

  /// The time that stands next, if one does.
  init?(optional nodes: inout ASN1NodeCollection.Iterator) throws {
    var ahead = nodes
    let identifiers = [UTCTime.defaultIdentifier, GeneralizedTime.defaultIdentifier]
    guard let node = ahead.next(), identifiers.contains(node.identifier) else { return nil }
    nodes = ahead
    try self.init(derEncoded: node)
  }

  func serialize(into coder: inout DER.Serializer) throws {
    let (days, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let (day, clock) = (Day(number: Int32(truncatingIfNeeded: days)).civil, Int(second))
    let (hours, minutes, rest) = (clock / 3600, clock / 60 % 60, clock % 60)
    if (1950..<2050).contains(day.year) {
      try coder.serialize(
        UTCTime(year: day.year, month: day.month, day: day.day, hours: hours, minutes: minutes, seconds: rest))
    } else {
      try coder.serialize(
        GeneralizedTime(
          year: day.year, month: day.month, day: day.day, hours: hours, minutes: minutes, seconds: rest,
          fractionalSeconds: 0))
    }
  }
}
