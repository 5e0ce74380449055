import Chassis
import Domain

/// An enterprise as the register has it.
struct EnterpriseRecord: Sendable, Hashable {
  var programme: String
  var id: String
  var code: EnterpriseCode
  var title: String
  var industry: IndustryCode?
  var isAboveScale: Bool
  var placements: ZonePlacements
  /// Why it came to each of its placements, in their order.
  var reasons: [String]
  var source: String
  var isDemonstration: Bool
  /// The version of its last change; 0 before it is kept.
  var revision: Int64 = 0

  var name: String { ResourcePattern.enterprise.name(programme, id) }
  var etag: String { "\(revision)" }

  /// Its last day; nil: it goes on, or lies nowhere.
  var closedOn: Day? { placements.list.last?.to }

  /// As checks see it.
  var reported: EnterpriseReports.Enterprise { .init(title: title, code: "\(code)", placements: placements) }
}

extension ResourcePattern {
  static let enterprise = ResourcePattern("programmes/{programme}/enterprises/{enterprise}")
}
