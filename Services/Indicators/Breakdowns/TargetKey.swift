import Chassis
import Domain

/// What tells annual targets apart, and their breakdowns: zone, indicator and year.
struct TargetKey: Sendable, Hashable {
  var programme: String
  var zone: String
  var indicator: String
  var year: Int

  /// The last part of the target's name.
  var id: String { "\(indicator)-\(year)" }
  /// `programmes/{programme}/zones/{zone}/targets/{target}`.
  var name: String { ResourcePattern.target.name(programme, zone, id) }
  /// The same with `/breakdown`.
  var breakdownName: String { ResourcePattern.breakdown.name(programme, zone, id) }
  /// `programmes/{programme}/zones/{zone}`.
  var zoneName: String { ResourcePattern.zone.name(programme, zone) }
  /// `programmes/{programme}/indicators/{indicator}`.
  var indicatorName: String { ResourcePattern.indicator.name(programme, indicator) }
  /// Last year's December, whose value growth starts from.
  var base: Month { Month(index: Int32(clamping: year * 12 - 1)) }
}

extension TargetKey {
  /// Of a target's name; nil when it has another shape.
  init?(target name: String) { self.init(ResourcePattern.target, name) }

  /// Of a breakdown's name; nil when it has another shape.
  init?(breakdown name: String) { self.init(ResourcePattern.breakdown, name) }

  private init?(_ pattern: ResourcePattern, _ name: String) {
    guard let ids = pattern.match(name), let dash = ids[2].lastIndex(of: "-"),
      let year = Int(ids[2][dash...].dropFirst()), (1...9999).contains(year)
    else { return nil }
    self.init(programme: ids[0], zone: ids[1], indicator: String(ids[2][..<dash]), year: year)
  }
}

extension ResourcePattern {
  static let breakdown = ResourcePattern("programmes/{programme}/zones/{zone}/targets/{target}/breakdown")
}

extension FieldFaults {
  /// The target that a field names.
  mutating func target(_ field: String, _ text: String) -> TargetKey? {
    named(field, text, TargetKey(target: text), .target)
  }

  /// The target whose breakdown a field names.
  mutating func breakdown(_ field: String, _ text: String) -> TargetKey? {
    named(field, text, TargetKey(breakdown: text), .breakdown)
  }

  private mutating func named(
    _ field: String, _ text: String, _ key: TargetKey?, _ pattern: ResourcePattern
  ) -> TargetKey? {
    let form = pattern.text.replacing("{target}", with: "{indicator}-{year}")
    return require(
      field, key, "NAME_INVALID", zh: "“\(text)”应形如\(form)。", en: "\"\(text)\" should look like \(form).")
  }
}
