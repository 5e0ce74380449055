import Chassis
import Domain
import Wire
import WireStandard
import WireTupo

extension ResourcePattern {
  static let figure = ResourcePattern("programmes/{programme}/zones/{zone}/indicators/{indicator}/figures/{month}")
}

extension FigureKey {
  /// The figure's name in a programme.
  func name(in programme: String) -> String {
    ResourcePattern.figure.name(programme, zone.rawValue, indicator.rawValue, "\(month)")
  }
}

extension FieldFaults {
  /// A figure's name: its programme and key.
  mutating func figureName(_ field: String, _ name: String) -> (programme: String, key: FigureKey)? {
    guard let ids = self.name(field, name, .figure), let month = month(field, ids[3]) else { return nil }
    return (ids[0], FigureKey(zone: ZoneKey(ids[1]), indicator: IndicatorKey(ids[2]), month: month))
  }
}

extension FieldFaults {
  /// The numbers of a figure, each of a size that can be.
  mutating func sizes(_ field: String, cumulative: Int64?, base: (name: String, value: Int64?), growth: Int64?) {
    let units = [("cumulative", cumulative), base].filter { $0.1.map { !Figure.allows(units: $0) } ?? false }
    let rates = [("growth_basis_points", growth)].filter { $0.1.map { !Figure.allows(growth: $0) } ?? false }
    for (name, _) in units + rates { tooLarge("\(field).\(name)") }
  }

  /// A value of an indicator that is no figure, of a size that can be.
  mutating func size(_ field: String, _ value: Int64) {
    if !Figure.allows(units: value) { tooLarge(field) }
  }

  private mutating func tooLarge(_ field: String) {
    add(field, "NUMBER_TOO_LARGE", zh: "数值过大，请核对计量单位。", en: "is too large: check the unit.")
  }
}

extension FieldFaults {
  /// A month outside of the life of its indicator or zone, or in which the indicator is computed.
  mutating func outOfTime(_ field: String, _ found: OutOfTime?) {
    if let found { add(field, found.code, zh: "\(found.chinese)。", en: "\(found.english).") }
  }
}

extension FigureRecord {
  func wire(programme: String, epoch: Int64) -> IndicatorsV1.Figure {
    .with {
      $0.name = figure.key.name(in: programme)
      $0.cumulative = figure.cumulative?.units
      $0.reportedBase = figure.reportedBase?.units
      $0.growthBasisPoints = figure.reportedGrowth
      $0.receivedOn = figure.receivedOn.map { "\($0)" } ?? ""
      $0.note = figure.note
      $0.source = figure.source
      $0.demonstration = figure.isDemonstration
      $0.origin = origin
      $0.recordedIn = CommonV1.DataVersion(epoch: epoch, sequence: since)
      $0.recordedAt = .with {
        $0.seconds = recordedAt / 1_000_000
        $0.nanos = Int32(truncatingIfNeeded: recordedAt % 1_000_000) * 1_000
      }
      $0.etag = "\(since)"
    }
  }
}

extension Figure {
  /// Converts a typed figure; notes every fault by its path below `field`.
  init?(
    _ wire: IndicatorsV1.Figure, catalogue: Catalogue, field: String, _ faults: inout FieldFaults
  ) {
    let name = faults.figureName("\(field).name", wire.name)
    let receivedOn = faults.optionalDay("\(field).received_on", wire.receivedOn)
    guard let name else { return nil }
    if name.programme != catalogue.programme.id {
      faults.add("\(field).name", "NAME_INVALID", zh: "不属于本计划。", en: "is not of this programme.")
    }
    let zone = catalogue.zone(name.key.zone.rawValue)
    if zone == nil {
      faults.add("\(field).name", "ZONE_UNKNOWN", zh: "本计划没有此单位。", en: "the programme has no such zone.")
    }
    faults.outOfTime("\(field).name", zone?.zone.outOfTime(in: name.key.month))
    let indicator = catalogue.indicator(name.key.indicator.rawValue)
    if indicator == nil {
      faults.add("\(field).name", "INDICATOR_UNKNOWN", zh: "本计划没有此指标。", en: "the programme has no such indicator.")
    }
    faults.outOfTime("\(field).name", indicator?.indicator.outOfTime(in: name.key.month))
    if indicator?.months.hasForm(name.key.month) == false {
      faults.add(
        "\(field).name", "MONTH_WITHOUT_FORM", zh: "该指标1—2月合并报送，1月没有报表。",
        en: "the indicator has no report for January: it comes with February.")
    }
    if wire.cumulative == nil && wire.growthBasisPoints == nil {
      faults.add(
        "\(field).cumulative", "NOTHING_REPORTED", zh: "累计与增速至少填一项。", en: "needs a value or a growth rate.")
    }
    faults.sizes(
      field, cumulative: wire.cumulative, base: ("reported_base", wire.reportedBase), growth: wire.growthBasisPoints)
    self.init(
      key: name.key, cumulative: wire.cumulative.map { Amount($0) },
      reportedBase: wire.reportedBase.map { Amount($0) }, reportedGrowth: wire.growthBasisPoints,
      receivedOn: receivedOn, source: wire.source, isDemonstration: wire.demonstration, note: wire.note)
  }
}
