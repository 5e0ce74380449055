import Chassis
import Domain

/// One version of a breakdown, with what holds of it.
struct BreakdownRecord: Sendable, Hashable {
  /// An approval or its end.
  struct Step: Sendable, Hashable {
    enum Kind: String, Sendable { case lock, unlock }
    var kind: Kind
    /// Why; empty where nothing was said with an approval.
    var reason: String
    var by: Signature
  }

  var key: TargetKey
  /// From 1; 0 for a proposal.
  var number: Int
  var breakdown: Breakdown
  var reason: String
  var agreement: String
  /// Nil: by hand.
  var method: SpreadMethod?
  var madeBy: Signature?
  /// Who approved and locked it, and who opened it again, in order.
  var steps: [Step] = []
  /// The version of its last change; 0 before it is kept.
  var revision: Int64 = 0

  var etag: String { "\(revision)" }
  /// Who approved and locked it; nil: it can be changed.
  var lockedBy: Signature? { steps.last.flatMap { $0.kind == .lock ? $0.by : nil } }
}

extension BreakdownRecord {
  /// A proposal, which nobody made yet.
  init(proposing breakdown: Breakdown, _ method: SpreadMethod?, of key: TargetKey) {
    self.init(key: key, number: 0, breakdown: breakdown, reason: "", agreement: "", method: method)
  }
}

/// What a subject delivered up to a month, as it was reported.
struct DeliveryRecord: Sendable, Hashable {
  var cumulative: Amount
  var note: String
  var reportedBy: Signature
}

/// A part of a breakdown that somebody is to deliver: a leaf, or a node as a whole.
struct DeliverableRecord: Sendable, Hashable {
  var key: TargetKey
  var month: Month
  /// Nil: the node as a whole.
  var kind: Breakdown.Kind?
  /// Of a node as a whole the zone's id.
  var leaf: Breakdown.Leaf
  /// What the month adds.
  var added: Amount
  var delivered: Amount?
  /// Nil: nothing was reported, or it is the zone's figure.
  var report: DeliveryRecord?
}

/// Of whom deliverables are asked.
enum DeliverySubject: Sendable, Hashable {
  /// A zone's nodes as a whole.
  case zone(String)
  /// A project's, enterprise's or person's leaves; of a person also what it answers for by name.
  case leaf(Breakdown.Kind, String)
}
