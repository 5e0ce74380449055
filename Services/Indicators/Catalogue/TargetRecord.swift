import Chassis
import Domain

/// What one zone is to reach with one indicator in a year.
struct TargetRecord: Sendable, Hashable {
  var programme: String
  var target: Target
  var responsibility: Responsibility
  var clauses: [String]
  var etag = ""

  /// The zone's id.
  var zone: String { target.zone?.rawValue ?? "" }
}

/// A number of zones that are to pass a value within the year.
struct ThresholdRecord: Sendable, Hashable {
  var programme: String
  var title: Bilingual
  var threshold: Threshold
  var clauses: [String]
  var order: Int
  var etag = ""
}
