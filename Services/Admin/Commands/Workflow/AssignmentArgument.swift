import ArgumentParser
import Domain

/// `KEY=TEXT` as an argument: of which indicator, zone or bureau something is said.
struct AssignmentArgument: ExpressibleByArgument, Sendable {
  let key: String
  let text: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "=") else { return nil }
    key = String(argument[..<equals])
    text = String(argument[argument.index(after: equals)...])
  }
}

extension AssignmentArgument {
  /// A value in an indicator's display unit as a whole number of its smallest; nil when nothing stands behind "=", which
  /// takes the value away. Throws a complaint when it is no number, or not a whole one of the smallest unit.
  func amount(scale: Int64, unit: String, field: String) throws(Complaint) -> Int64? {
    if text.isEmpty { return nil }
    if let number = try? DecimalNumber(parsing: text), !number.isPercent,
      let value = number.integer(places: 0, factor: scale)
    {
      return value
    }
    throw Complaint(
      zh: "“\(text)”不是以\(unit)为单位的数。", en: "\"\(text)\" is no number of \(unit).", field: "\(field) \(key)",
      hint: Bilingual("应写作 \(key)=12.3", "Write \(key)=12.3"), status: .usage)
  }

  /// A rate in per cent as basis points; nil when nothing stands behind "=".
  func basisPoints(field: String) throws(Complaint) -> Int64? {
    if text.isEmpty { return nil }
    if let number = try? DecimalNumber(parsing: text), let points = number.integer(places: 2) { return points }
    throw Complaint(
      zh: "“\(text)”不是百分数。", en: "\"\(text)\" is no rate in per cent.", field: "\(field) \(key)",
      hint: Bilingual("应写作 \(key)=12.34", "Write \(key)=12.34"), status: .usage)
  }
}
