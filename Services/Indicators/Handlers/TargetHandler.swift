import Chassis
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.TargetService`.
struct TargetHandler: IndicatorsV1.TargetService {
  let store: Store

  func getTarget(_ request: IndicatorsV1.GetTargetRequest, _ call: CallContext) async throws -> IndicatorsV1.Target {
    var faults = FieldFaults()
    let named = faults.target("name", request.name)
    let key = try faults.checked(named)
    let found = try await store.read(at: request.read, call: call) { try TargetStore.find(key.values, in: $0) }
    guard let record = found.value else { throw Failure.notFound(request.name) }
    return record.wire
  }

  func updateTarget(
    _ request: IndicatorsV1.UpdateTargetRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Target {
    let wanted = request.target ?? .init()
    var faults = FieldFaults()
    let mask = UpdateMask(request.updateMask, Self.changeable, &faults)
    let named = faults.target("target.name", wanted.name)
    let key = try faults.checked(named)
    return try await store.write(
      request, IndicatorsV1.TargetServiceMethods.updateTarget, resource: key.name, requestID: request.requestId,
      call: call
    ) { transaction in
      let kept = try TargetStore.find(key.values, in: transaction)
      guard kept != nil || request.allowMissing else { throw Failure.notFound(key.name) }
      guard wanted.etag.isEmpty || wanted.etag == kept?.etag else { throw Failure.staleETag(key.name) }
      let merged = kept.map { mask.merged(wanted, into: $0.wire) } ?? wanted
      var record = try target(merged, key, in: transaction)
      record.etag = kept?.etag ?? ""
      if record == kept { return .unchanged(record.wire) }
      // What was agreed on stays agreed on: whoever locked the breakdown opens it first.
      if let lock = try BreakdownStore.find(key, in: transaction)?.lock { throw Failure(lock) }
      record.etag = "\(transaction.version.sequence)"
      if request.validateOnly { return .unchanged(record.wire) }
      try TargetStore.put(record, in: transaction)
      return .keep(record.wire)
    }
  }

  private static let changeable: [String: ReadMask<IndicatorsV1.Target>.Copy] = [
    "value": { $0.goal = $1.goal }, "growth_basis_points": { $0.goal = $1.goal },
    "operator": { $0.operator = $1.operator }, "wording": { $0.wording = $1.wording },
    "responsibility": { $0.responsibility = $1.responsibility }, "clauses": { $0.clauses = $1.clauses },
  ]

  /// Throws for a target that is wrong, or that names what the programme has not.
  private func target(
    _ wire: IndicatorsV1.Target, _ key: TargetKey, in transaction: some Transaction
  ) throws -> TargetRecord {
    var faults = FieldFaults()
    let record = TargetRecord(wire, programme: key.programme, field: "target", &faults)
    if try ZoneStore.find(key.programme, key.zone, in: transaction) == nil {
      faults.unknown("target.name", key.zoneName)
    }
    if try IndicatorStore.find(key.programme, key.indicator, in: transaction) == nil {
      faults.unknown("target.indicator", key.indicatorName)
    }
    let rules = try CheckRuleStore.list(key.programme, in: transaction).map(\.rule)
    record?.checkSign(rules, field: "target", &faults)
    return try faults.checked(record)
  }

  func listTargets(
    _ request: IndicatorsV1.ListTargetsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListTargetsResponse {
    var faults = FieldFaults()
    let zone = ResourcePattern.zone.match(request.parent)
    let programme = zone?.first ?? faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      request, bound: [request.parent], TargetLists.targets, default: 10_000, max: 10_000, &faults)
    let masked = ReadMask(request.readMask, TargetLists.targetMask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try TargetStore.page(programme, zone: zone?.last, query, in: $0)
    }
    return .with {
      $0.targets = found.value.items.map { masked($0.wire) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func listThresholdTargets(
    _ request: IndicatorsV1.ListThresholdTargetsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListThresholdTargetsResponse {
    try await store.list(
      request, TargetLists.thresholds, TargetLists.thresholdMask, default: 100, max: 100, into: \.thresholds,
      call: call,
      page: { try TargetStore.thresholdPage($0, $1, in: $2) }, wire: { $0.wire })
  }
}
