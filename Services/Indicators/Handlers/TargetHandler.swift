import Chassis
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.TargetService`.
struct TargetHandler: IndicatorsV1.TargetService {
  let store: Store

  func listTargets(
    _ request: IndicatorsV1.ListTargetsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListTargetsResponse {
    var faults = FieldFaults()
    let zone = ResourcePattern.zone.match(request.parent)
    let programme = zone?.first ?? faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      .init(
        filter: request.filter, orderBy: request.orderBy, size: request.pageSize, token: request.pageToken,
        bound: [request.parent]), TargetLists.targets, default: 10_000, max: 10_000, &faults)
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
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      .init(
        filter: request.filter, orderBy: request.orderBy, size: request.pageSize, token: request.pageToken,
        bound: [request.parent]), TargetLists.thresholds, default: 100, max: 100, &faults)
    let masked = ReadMask(request.readMask, TargetLists.thresholdMask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try TargetStore.thresholdPage(programme, query, in: $0)
    }
    return .with {
      $0.thresholds = found.value.items.map { masked($0.wire) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }
}
