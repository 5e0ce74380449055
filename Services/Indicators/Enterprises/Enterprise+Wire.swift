import Chassis
import Domain
import Wire
import WireTupo

extension EnterpriseRecord {
  /// From a request; notes what is wrong with it.
  init?(_ wire: IndicatorsV1.Enterprise, programme: String?, id: String?, _ faults: inout FieldFaults) {
    let code = faults.enterpriseCode("enterprise.code", wire.code)
    faults.text("enterprise.title", wire.title)
    faults.length("enterprise.title", wire.title)
    faults.length("enterprise.source", wire.source)
    let industry = faults.industry(wire)
    let ordered = wire.placements.enumerated().compactMap { index, own in
      faults.placement("enterprise.placements[\(index)]", own, of: programme).map { ($0, own.reason) }
    }.sorted { $0.0.from < $1.0.from }
    let placements = faults.require(
      "enterprise.placements", ZonePlacements(ordered.map(\.0)), "PERIODS_OVERLAP", zh: "各段日期不得重叠，且不得止早于起。",
      en: "must not overlap, nor end before they begin.")
    guard let programme, let id, let code, let placements else { return nil }
    self.init(
      programme: programme, id: id, code: code, title: wire.title, industry: industry, isAboveScale: wire.aboveScale,
      placements: placements, reasons: ordered.map(\.1), source: wire.source, isDemonstration: wire.demonstration)
  }

  func wire(epoch: Int64) -> IndicatorsV1.Enterprise {
    .with {
      $0.name = name
      $0.code = "\(code)"
      $0.title = title
      $0.industryCode = industry?.digits ?? ""
      $0.industryEdition = Int32(clamping: industry?.edition.rawValue ?? 0)
      $0.aboveScale = isAboveScale
      $0.placements = zip(placements.list, reasons).map { own, reason in
        .with {
          $0.zone = ResourcePattern.zone.name(programme, own.zone.rawValue)
          $0.validFrom = "\(own.from)"
          $0.validTo = own.to.map { "\($0)" } ?? ""
          $0.reason = reason
        }
      }
      $0.zone = placements.list.last.map { ResourcePattern.zone.name(programme, $0.zone.rawValue) } ?? ""
      $0.closedOn = closedOn.map { "\($0)" } ?? ""
      $0.source = source
      $0.demonstration = isDemonstration
      $0.recordedIn = CommonV1.DataVersion(epoch: epoch, sequence: revision)
      $0.etag = etag
    }
  }
}

extension EnterpriseFigureRecord {
  func wire(programme: String, epoch: Int64) -> IndicatorsV1.EnterpriseFigure {
    .with {
      $0.zone = ResourcePattern.zone.name(programme, share.figure.zone.rawValue)
      $0.enterprise = ResourcePattern.enterprise.name(programme, share.enterprise)
      $0.indicator = ResourcePattern.indicator.name(programme, share.figure.indicator.rawValue)
      $0.month = "\(share.figure.month)"
      $0.value = share.amount.units
      $0.note = share.note
      $0.demonstration = isDemonstration
      $0.recordedIn = CommonV1.DataVersion(epoch: epoch, sequence: since)
    }
  }
}

extension FieldFaults {
  fileprivate mutating func enterpriseCode(_ field: String, _ text: String) -> EnterpriseCode? {
    do {
      return try EnterpriseCode(text)
    } catch {
      let (zh, en): (String, String)
      switch error {
      case .length(let count):
        zh = "应为18位统一社会信用代码或9位组织机构代码，现为\(count)位。"
        en = "must be a unified social credit code of 18 characters or an organisation code of 9; it has \(count)."
      case .character(let place):
        zh = "第\(place)位不是代码所用字符：应为数字和大写字母，信用代码不用I、O、S、V、Z。"
        en = "has a wrong character at place \(place): digits and capitals, in a credit code none of I, O, S, V, Z."
      case .check(let expected):
        zh = "校验码不符：前面各位对应“\(expected)”，请核对是否抄错。"
        en = "does not agree with its check character, which would be \"\(expected)\": one character is wrong."
      }
      add(field, "CODE_INVALID", zh: zh, en: en)
      return nil
    }
  }

  fileprivate mutating func industry(_ wire: IndicatorsV1.Enterprise) -> IndustryCode? {
    guard !wire.industryCode.isEmpty || wire.industryEdition != 0 else { return nil }
    let editions = IndustryCode.Edition.allCases.map { "\($0.rawValue)" }
    let edition = require(
      "enterprise.industry_edition", IndustryCode.Edition(rawValue: Int(wire.industryEdition)), "INDUSTRY_INVALID",
      zh: "应为GB/T 4754的\(Wording.list(editions))年版。",
      en: "must be an edition of GB/T 4754: \(editions.joined(separator: ", ")).")
    guard let edition else { return nil }
    return require(
      "enterprise.industry_code", IndustryCode(wire.industryCode, edition: edition), "INDUSTRY_INVALID",
      zh: "应为2至4位数字，前两位是该版01至\(edition.lastDivision)的大类。",
      en: "must be two to four digits, the first two a division of that edition, 01 to \(edition.lastDivision).")
  }

  fileprivate mutating func placement(
    _ field: String, _ wire: IndicatorsV1.Enterprise.Placement, of programme: String?
  ) -> ZonePlacements.Placement? {
    let zone = name("\(field).zone", wire.zone, .zone, of: programme)
    let from = day("\(field).valid_from", wire.validFrom)
    let to = optionalDay("\(field).valid_to", wire.validTo)
    length("\(field).reason", wire.reason)
    guard let zone, let from else { return nil }
    return ZonePlacements.Placement(zone: ZoneKey(zone), from: from, to: to)
  }
}
