import Chassis
import Domain
import RPC
import Storage

extension CallContext {
  /// Whether the caller may see what single enterprises have given to the figures of a zone; without a name, of the city.
  func mayReadEnterprises(of zone: String) -> Bool {
    holds(.cityOffice, .county, .zoneReporter, .zoneApprover, .auditor, of: zone)
  }

  /// The same of the zones of a programme.
  func seesEnterprises(in programme: String) -> @Sendable (ZoneKey) -> Bool {
    { self.mayReadEnterprises(of: ResourcePattern.zone.name(programme, $0.rawValue)) }
  }
}

extension EnterpriseRecord {
  /// Throws NOT_FOUND for a zone that is not there, and ALREADY_EXISTS for a code that another has.
  func requireTenable(in transaction: WriteTransaction) throws {
    for zone in Set(placements.list.map(\.zone.rawValue)).sorted()
    where try ZoneStore.find(programme, zone, in: transaction) == nil {
      throw Failure.notFound(ResourcePattern.zone.name(programme, zone))
    }
    guard
      let other = try EnterpriseStore.find(programme, organisation: code.organisation, in: transaction), other.id != id
    else { return }
    throw Failure(
      .alreadyExists, "CODE_TAKEN", zh: "代码\(code)已由\(other.name)（\(other.title)，\(other.code)）使用。",
      en: "\(other.name) (\(other.title), \(other.code)) has the code \(code).",
      values: ["field": "enterprise.code", "code": "\(code)", "resource": other.name])
  }

  /// A step of its placements that is none, as it is told.
  func refused(_ refusal: ZonePlacements.Refusal) -> Failure {
    switch refusal {
    case .closed(let day):
      Failure(
        .failedPrecondition, "ALREADY_CLOSED", zh: "\(name)已于\(day)注销。", en: "\(name) was closed on \(day).",
        values: ["resource": name, "day": "\(day)"])
    case .alreadyThere(let zone):
      Failure(
        .failedPrecondition, "ALREADY_THERE", zh: "\(name)已在\(zone.rawValue)。",
        en: "\(name) lies in \(zone.rawValue) already.", values: ["resource": name, "zone": zone.rawValue])
    case .tooEarly(let day):
      Failure(
        .failedPrecondition, "TOO_EARLY", zh: "\(name)的日期不能早于\(day)。",
        en: "The day for \(name) must be \(day) or later.",
        values: ["resource": name, "earliest": "\(day)"])
    }
  }
}
