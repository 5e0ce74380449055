import Chassis
import Domain
import Storage

/// The enterprises among which a zone's target is divided, held against the register: each is known there, and lies in the
/// zone on some day of the target's year. Whoever moves in or out during the year may carry a part of all its months, since
/// methods spread a part over the year and parts never fall.
struct EnterpriseLeaves {
  private let key: TargetKey
  /// Where each is named, in the order of the request.
  private var places: [(enterprise: String, field: String)] = []

  /// Those of all nodes, below `field`.
  init(of breakdown: Breakdown, _ key: TargetKey, field: String) {
    self.key = key
    for (node, own) in breakdown.nodes.enumerated() {
      for (part, partition) in own.partitions.enumerated() where partition.kind == .enterprise {
        add(partition.leaves, field: "\(field)[\(node)].partitions[\(part)].leaves")
      }
    }
  }

  /// Those of whole years' divisions, below `field`.
  init(of divisions: [Breakdown.Division], _ key: TargetKey, field: String) {
    self.key = key
    for (index, division) in divisions.enumerated() where division.kind == .enterprise {
      add(division.leaves, field: "\(field)[\(index)].leaves")
    }
  }

  private mutating func add(_ leaves: [Breakdown.Leaf], field: String) {
    for (index, leaf) in leaves.enumerated() { places.append((leaf.subject, "\(field)[\(index)].subject")) }
  }

  /// Notes each that the register does not have, or does not have in the zone, where it is named first.
  func check(in transaction: some Transaction, _ faults: inout FieldFaults) throws {
    guard !places.isEmpty else { return }
    let register = try EnterpriseStore.list(key.programme, Set(places.map(\.enterprise)), in: transaction)
    let year = key.base.adding(1).firstDay...key.base.adding(12).lastDay
    var known: Set<String> = []
    for (enterprise, field) in places where known.insert(enterprise).inserted {
      guard let own = register[enterprise] else {
        faults.add(
          field, "ENTERPRISE_UNKNOWN", zh: "企业名录中没有“\(enterprise)”，请先登记（tupo enterprise create）。",
          en: "the register has no enterprise \"\(enterprise)\": enter it first (tupo enterprise create).")
        continue
      }
      guard !own.placements.lay(in: ZoneKey(key.zone), year) else { continue }
      faults.add(
        field, "ENTERPRISE_NOT_IN_ZONE",
        zh: "名录中“\(enterprise)”（\(own.title)）\(key.year)年不在\(key.zone)，请核对单位或先办理迁入。",
        en:
          "\"\(enterprise)\" (\(own.title)) does not lie in \(key.zone) in \(key.year): check the zone, or move it there first."
      )
    }
  }
}
