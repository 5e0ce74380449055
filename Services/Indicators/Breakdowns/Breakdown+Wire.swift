import Chassis
import Domain
import Wire
import WireStandard
import WireTupo

extension Breakdown.Kind {
  init?(_ wire: IndicatorsV1.PartitionKind) {
    switch wire {
    case .project: self = .project
    case .enterprise: self = .enterprise
    case .person: self = .person
    default: return nil
    }
  }

  var wire: IndicatorsV1.PartitionKind {
    switch self {
    case .project: .project
    case .enterprise: .enterprise
    case .person: .person
    }
  }

  /// The names of its subjects.
  var pattern: ResourcePattern {
    switch self {
    case .project: Self.projects
    case .enterprise: Self.enterprises
    case .person: .person
    }
  }

  private static let projects = ResourcePattern("programmes/{programme}/projects/{project}")
  private static let enterprises = ResourcePattern("programmes/{programme}/enterprises/{enterprise}")
}

extension SpreadMethod {
  init?(_ wire: IndicatorsV1.SpreadMethod) {
    switch wire {
    case .equal: self = .equal
    case .lastYear: self = .lastYear
    case .usualSeason: self = .usualSeason
    case .custom: self = .custom
    default: return nil
    }
  }

  var wire: IndicatorsV1.SpreadMethod {
    switch self {
    case .equal: .equal
    case .lastYear: .lastYear
    case .usualSeason: .usualSeason
    case .custom: .custom
    }
  }
}

extension Breakdown {
  /// Converts nodes of a breakdown of `programme` (nil: known to be wrong already); notes every fault below `field`.
  init(_ wire: [IndicatorsV1.Breakdown.Node], programme: String?, field: String, _ faults: inout FieldFaults) {
    self.init()
    if wire.count > 12 { faults.add(field, "TOO_MANY", zh: "最多12个。", en: "holds at most 12.") }
    let leaves = wire.reduce(0) { $1.partitions.reduce($0) { $0 + $1.leaves.count } }
    if leaves > Self.leafLimit {
      faults.add(
        field, "TOO_MANY", zh: "各节点分项合计最多\(Self.leafLimit)个。", en: "holds at most \(Self.leafLimit) leaves in all.")
    }
    guard wire.count <= 12, leaves <= Self.leafLimit else { return }
    for (index, node) in wire.enumerated() {
      if let node = Node(node, programme: programme, field: "\(field)[\(index)]", &faults) { nodes.append(node) }
    }
  }

  private static let leafLimit = 20_000
}

extension Breakdown.Node {
  fileprivate init?(
    _ wire: IndicatorsV1.Breakdown.Node, programme: String?, field: String, _ faults: inout FieldFaults
  ) {
    let month = faults.month("\(field).month", wire.month)
    var partitions: [Breakdown.Partition] = []
    for (index, part) in wire.partitions.enumerated() {
      let field = "\(field).partitions[\(index)]"
      guard let kind = faults.choice("\(field).kind", part.kind, Breakdown.Kind.init(_:)) else { continue }
      let leaves = faults.leaves("\(field).leaves", part.leaves, kind, programme: programme)
      partitions.append(.init(kind, leaves, undivided: Amount(part.undivided)))
    }
    let responsibility = faults.responsibility("\(field).responsibility", wire.responsibility)
    let person = faults.responsible("\(field).person", wire.person, programme: programme)
    guard let month else { return nil }
    self.init(month, Amount(wire.cumulative), partitions, responsibility: responsibility, person: person)
  }

  fileprivate func wire(_ programme: String, isWhole: Bool) -> IndicatorsV1.Breakdown.Node {
    .with {
      $0.month = "\(month)"
      $0.cumulative = cumulative.units
      $0.partitions = isWhole ? partitions.map { $0.wire(programme) } : []
      $0.responsibility = CommonV1.Responsibility(responsibility)
      $0.person = person.isEmpty ? "" : ResourcePattern.person.name(programme, person)
    }
  }
}

extension Breakdown.Partition {
  fileprivate func wire(_ programme: String) -> IndicatorsV1.Breakdown.Partition {
    .with {
      $0.kind = kind.wire
      $0.leaves = leaves.map { $0.wire(kind.pattern, programme) }
      $0.undivided = undivided.units
    }
  }
}

extension Breakdown.Leaf {
  func wire(_ pattern: ResourcePattern, _ programme: String) -> IndicatorsV1.Breakdown.Leaf {
    .with {
      $0.subject = pattern.name(programme, subject)
      $0.cumulative = cumulative.units
      $0.person = person.isEmpty ? "" : ResourcePattern.person.name(programme, person)
    }
  }
}

extension FieldFaults {
  /// Leaves of a kind.
  mutating func leaves(
    _ field: String, _ wire: [IndicatorsV1.Breakdown.Leaf], _ kind: Breakdown.Kind, programme: String?
  ) -> [Breakdown.Leaf] {
    var leaves: [Breakdown.Leaf] = []
    for (index, leaf) in wire.enumerated() {
      let subject = name("\(field)[\(index)].subject", leaf.subject, kind.pattern, of: programme)
      let person = responsible("\(field)[\(index)].person", leaf.person, programme: programme)
      if let subject { leaves.append(.init(subject, Amount(leaf.cumulative), person: person)) }
    }
    return leaves
  }

  /// The id of a person who answers by name; empty is nobody.
  fileprivate mutating func responsible(_ field: String, _ text: String, programme: String?) -> String {
    text.isEmpty ? "" : name(field, text, .person, of: programme) ?? ""
  }

  /// Notes faults of a breakdown by their fields.
  mutating func add(_ found: [BreakdownFault], field: String) {
    for fault in found {
      var path = field
      if let node = fault.place.node { path += "[\(node)]" }
      if let partition = fault.place.partition { path += ".partitions[\(partition)]" }
      if let leaf = fault.place.leaf { path += ".leaves[\(leaf)]" }
      add(path, fault.reason.rawValue, zh: fault.chinese, en: fault.english)
    }
  }
}

extension BreakdownRecord {
  /// The breakdown beside the target's value now; `isWhole`: with partitions.
  func wire(annual: Amount?, isWhole: Bool = true, epoch: Int64) -> IndicatorsV1.Breakdown {
    .with {
      $0.name = key.breakdownName
      $0.annualValue = annual?.units
      $0.nodes = breakdown.nodes.map { $0.wire(key.programme, isWhole: isWhole) }
      $0.number = Int32(clamping: number)
      $0.reason = reason
      $0.agreement = agreement
      $0.method = method?.wire ?? .unspecified
      $0.madeBy = madeBy?.wire
      $0.lock = lock
      $0.steps = steps.map(\.wire)
      $0.stale = annual != breakdown.annual
      if number > 0 {
        $0.recordedIn = CommonV1.DataVersion(epoch: epoch, sequence: revision)
        $0.etag = etag
      }
    }
  }

  /// Its lock; nil when it can be changed.
  var lock: IndicatorsV1.Lock? {
    lockedBy.map { actor in
      .with {
        $0.kind = .approved
        $0.resource = key.breakdownName
        $0.openers = [actor.unit]
        $0.lockedBy = actor.wire
        $0.reason = .with {
          $0.zh =
            "第\(number)版分解已由\(actor.unitInChinese)的\(actor.person)审定锁定，只能由其本人或其AB岗代理人说明事由后解锁；其不再任该岗的，由该岗接任者解锁。"
          $0.en =
            "Version \(number) was approved and locked by \(actor.person) for \(actor.unitInEnglish): the same person or its deputy alone can open it, with a reason; once that person has the role no more, whoever has it."
        }
      }
    }
  }
}

extension BreakdownRecord.Step {
  fileprivate var wire: IndicatorsV1.Breakdown.Step {
    .with {
      $0.kind =
        switch kind {
        case .lock: .lock
        case .unlock: .unlock
        }
      $0.by = by.wire
      $0.reason = reason
    }
  }
}
