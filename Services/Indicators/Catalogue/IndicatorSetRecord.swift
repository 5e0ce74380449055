import Chassis
import Domain

/// The indicators that forms of one year's months ask for.
struct IndicatorSetRecord: Sendable, Hashable {
  var programme: String
  var year: Int
  var title: Bilingual
  /// By the bureau that countersigns them, each once.
  var groups: [SubmissionRoute.Group]
  var source: String
}

extension IndicatorSetRecord {
  var indicators: Set<IndicatorKey> { Set(groups.flatMap(\.indicators)) }
}
