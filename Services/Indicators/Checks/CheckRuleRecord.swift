import Chassis
import Domain

/// A programme's own rule of checking, and its place among them.
struct CheckRuleRecord: Sendable, Hashable {
  var programme: String
  var rule: CheckRule
  var order: Int
}
