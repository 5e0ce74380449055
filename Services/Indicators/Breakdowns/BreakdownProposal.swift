import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// What is asked of a proposal.
struct BreakdownProposal: Sendable {
  private let key: TargetKey
  private let method: SpreadMethod
  private let weights: [Int64]
  private let keepUntil: Month?
  private let divisions: [Breakdown.Division]

  /// Converts a request; notes what is wrong.
  init?(_ request: IndicatorsV1.ProposeBreakdownRequest, _ faults: inout FieldFaults) {
    let named = faults.breakdown("name", request.name)
    let spread = faults.choice("method", request.method, SpreadMethod.init(_:))
    if !request.weights.isEmpty && spread != .custom {
      faults.add("weights", "WEIGHTS_INVALID", zh: "只用于自定义权数。", en: "are for CUSTOM only.")
    }
    keepUntil = request.keepUntil.isEmpty ? nil : faults.month("keep_until", request.keepUntil)
    weights = request.weights
    var divisions: [Breakdown.Division] = []
    for (index, part) in request.divisions.enumerated() {
      let field = "divisions[\(index)]"
      guard let kind = faults.choice("\(field).kind", part.kind, Breakdown.Kind.init(_:)) else { continue }
      if part.leaves.count > 1_000 {
        faults.add("\(field).leaves", "TOO_MANY", zh: "最多1000个。", en: "holds at most 1,000.")
      }
      let leaves = faults.leaves("\(field).leaves", part.leaves, kind, programme: named?.programme)
      faults.distinct(part.leaves.map(\.subject)) { "\(field).leaves[\($0)].subject" }
      for (place, leaf) in part.leaves.enumerated() where leaf.cumulative < 0 {
        faults.add("\(field).leaves[\(place)].cumulative", "NEGATIVE", zh: "不能为负。", en: "must not be negative.")
      }
      divisions.append(.init(kind, leaves))
    }
    faults.distinct(request.divisions.map { "\($0.kind.rawValue)" }) { "divisions[\($0)].kind" }
    self.divisions = divisions
    guard let named, let spread else { return nil }
    (key, method) = (named, spread)
  }

  /// The proposal, and the value that it divides.
  func answer(in transaction: some Transaction) throws -> (BreakdownRecord, Amount) {
    let target = try DivisibleTarget(key, in: transaction)
    var faults = FieldFaults()
    try EnterpriseLeaves(of: divisions, key, field: "divisions").check(in: transaction, &faults)
    try faults.check()
    let annual = try target.value(of: key)
    let kept = try BreakdownStore.find(key, in: transaction)?.breakdown ?? Breakdown()
    do {
      let staying = try staying(of: kept)
      let weights = try target.weights(
        method, custom: weights, of: key, after: staying.last?.month, in: transaction)
      var breakdown = try Breakdown.propose(
        annual, over: target.months, weights: weights, keeping: staying,
        divisions: divisions.isEmpty ? kept.divisions : divisions)
      breakdown.keepResponsibility(of: kept)
      return (BreakdownRecord(proposing: breakdown, method, of: key), annual)
    } catch let refusal as BreakdownRefusal {
      throw Failure(refusal, of: key.breakdownName)
    }
  }

  private func staying(of kept: Breakdown) throws -> [Breakdown.Node] {
    guard let keepUntil else { return [] }
    guard kept.nodes.contains(where: { $0.month == keepUntil }) else {
      throw BreakdownRefusal.nothingToKeep(keepUntil)
    }
    return kept.nodes.filter { $0.month <= keepUntil }
  }
}

extension Breakdown {
  /// Whoever answered for a month's node goes on to.
  fileprivate mutating func keepResponsibility(of kept: Breakdown) {
    for index in nodes.indices {
      guard let node = kept.nodes.first(where: { $0.month == nodes[index].month }) else { continue }
      (nodes[index].responsibility, nodes[index].person) = (node.responsibility, node.person)
    }
  }
}
