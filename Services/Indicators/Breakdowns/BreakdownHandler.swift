import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.BreakdownService`.
struct BreakdownHandler: IndicatorsV1.BreakdownService {
  let store: Store
  /// What this service decides by: it tells whether who has locked a breakdown still has the role.
  let board: AccessBoard
  /// Programmes as they are kept in memory.
  var catalogues = KeptCatalogues()

  func getBreakdown(
    _ request: IndicatorsV1.GetBreakdownRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Breakdown {
    var faults = FieldFaults()
    let named = faults.breakdown("name", request.name)
    if request.number < 0 { faults.add("number", "NUMBER_INVALID", zh: "不能为负。", en: "must not be negative.") }
    let key = try faults.checked(named)
    let found = try await store.read(at: request.read, call: call) { transaction in
      let current = try BreakdownStore.find(key, in: transaction)
      let isCurrent = request.number == 0 || current?.number == Int(request.number)
      let record =
        isCurrent ? current : try BreakdownStore.find(key, number: Int(request.number), in: transaction)
      return try record.map { ($0, try DivisibleTarget.annual(of: key, in: transaction)) }
    }
    guard let (record, annual) = found.value else { throw Failure.notFound(request.name) }
    return record.wire(annual: annual, epoch: found.version.epoch)
  }

  func listBreakdowns(
    _ request: IndicatorsV1.ListBreakdownsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListBreakdownsResponse {
    var faults = FieldFaults()
    let zone = ResourcePattern.zone.match(request.parent)
    let programme = zone?.first ?? faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      request, bound: [request.parent], BreakdownLists.breakdowns, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, BreakdownLists.mask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) { transaction in
      let page = try BreakdownStore.page(programme, zone: zone?.last, query, in: transaction)
      let annuals = try page.items.map { try DivisibleTarget.annual(of: $0.key, in: transaction) }
      return (page, annuals)
    }
    let (page, annuals) = found.value
    return .with {
      $0.breakdowns = zip(page.items, annuals).map {
        masked($0.wire(annual: $1, isWhole: false, epoch: found.version.epoch))
      }
      $0.nextPageToken = page.nextToken
      $0.version = found.version
    }
  }

  func listBreakdownVersions(
    _ request: IndicatorsV1.ListBreakdownVersionsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListBreakdownVersionsResponse {
    var faults = FieldFaults()
    let named = faults.breakdown("parent", request.parent)
    let query = ListQuery(
      request, bound: [request.parent], BreakdownLists.versions, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, BreakdownLists.mask, &faults)
    let key = try faults.checked(named)
    let found = try await store.read(at: query.point(request.read), call: call) { transaction in
      let page = try BreakdownStore.versions(key, query, in: transaction)
      return (page, try DivisibleTarget.annual(of: key, in: transaction))
    }
    let (page, annual) = found.value
    return .with {
      $0.versions = page.items.map { masked($0.wire(annual: annual, isWhole: false, epoch: found.version.epoch)) }
      $0.nextPageToken = page.nextToken
      $0.version = found.version
    }
  }

  func proposeBreakdown(
    _ request: IndicatorsV1.ProposeBreakdownRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Breakdown {
    var faults = FieldFaults()
    let asked = BreakdownProposal(request, &faults)
    let proposal = try faults.checked(asked)
    let found = try await store.read(at: request.read, call: call) { try proposal.answer(in: $0) }
    let (record, annual) = found.value
    return record.wire(annual: annual, epoch: found.version.epoch)
  }

  func updateBreakdown(
    _ request: IndicatorsV1.UpdateBreakdownRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Breakdown {
    let wanted = request.breakdown ?? .init()
    var faults = FieldFaults()
    let named = faults.breakdown("breakdown.name", wanted.name)
    let breakdown = Breakdown(wanted.nodes, programme: named?.programme, field: Self.nodes, &faults)
    let method = faults.optionalChoice("breakdown.method", wanted.method, SpreadMethod.init(_:))
    let key = try faults.checked(named)
    return try await store.write(
      request, IndicatorsV1.BreakdownServiceMethods.updateBreakdown, resource: key.breakdownName,
      requestID: request.requestId,
      call: call
    ) { transaction in
      let target = try DivisibleTarget(key, in: transaction)
      let kept = try BreakdownStore.find(key, in: transaction)
      try unlocked(kept, key, etag: wanted.etag)
      let annual = try target.value(of: key)
      try check(breakdown, of: key, since: kept, reason: wanted.reason, annual: annual, target, in: transaction)
      let record = BreakdownRecord(
        key: key, number: (kept?.number ?? 0) + 1, breakdown: breakdown, reason: wanted.reason,
        agreement: wanted.agreement, method: method,
        madeBy: Signature(call, about: target.zone, at: transaction.time), revision: transaction.version.sequence)
      if let kept, record.says(kept) { return reply(kept, annual, isNews: false, in: transaction) }
      if !request.validateOnly { try BreakdownStore.put(record, in: transaction) }
      return reply(record, annual, isNews: !request.validateOnly, in: transaction)
    }
  }

  static let nodes = "breakdown.nodes"

  /// Throws when a breakdown is locked, or was changed by another since it was read.
  private func unlocked(_ kept: BreakdownRecord?, _ key: TargetKey, etag: String) throws {
    guard etag.isEmpty || etag == kept?.etag else { throw Failure.staleETag(key.breakdownName) }
    if let lock = kept?.lock { throw Failure(lock) }
  }

  private func check(
    _ breakdown: Breakdown, of key: TargetKey, since kept: BreakdownRecord?, reason: String, annual: Amount,
    _ target: DivisibleTarget, in transaction: some Transaction
  ) throws {
    var faults = FieldFaults()
    faults.add(breakdown.faults(annual: annual, months: target.months), field: Self.nodes)
    if kept != nil && breakdown != kept?.breakdown {
      faults.text("breakdown.reason", reason)
    }
    for person in breakdown.persons.sorted() {
      let name = ResourcePattern.person.name(target.record.programme, person)
      if try PersonStore.find(target.record.programme, person, named: name, in: transaction) == nil {
        faults.unknown(Self.nodes, name)
      }
    }
    try EnterpriseLeaves(of: breakdown, key, field: Self.nodes).check(in: transaction, &faults)
    try faults.check()
  }

  /// The answer of a write, with the etag that it makes.
  func reply(
    _ record: BreakdownRecord, _ annual: Amount?, isNews: Bool, in transaction: WriteTransaction
  ) -> Reply<IndicatorsV1.Breakdown> {
    let answer = record.wire(annual: annual, epoch: transaction.version.epoch)
    return isNews ? .keep(answer) : .unchanged(answer)
  }
}

extension BreakdownRecord {
  /// Whether it says the same as another: then it is no new version.
  fileprivate func says(_ other: BreakdownRecord) -> Bool {
    (breakdown, agreement, method) == (other.breakdown, other.agreement, other.method)
  }
}

extension Breakdown {
  /// Everybody who answers for something by name, and persons who are subjects.
  fileprivate var persons: Set<String> {
    var persons: Set<String> = []
    for node in nodes {
      persons.insert(node.person)
      for partition in node.partitions {
        for leaf in partition.leaves {
          persons.insert(leaf.person)
          if partition.kind == .person { persons.insert(leaf.subject) }
        }
      }
    }
    persons.remove("")
    return persons
  }
}
