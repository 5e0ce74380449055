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
    let page = Page(size: request.pageSize, token: request.pageToken, default: 10_000, max: 10_000, &faults)
    try faults.check()
    let found = try await store.read(at: request.read, call: call) { transaction in
      let zones = try ZoneStore.list(programme, in: transaction).map { ($0.id, $0.sortKey) }
      let places = Dictionary(zones, uniquingKeysWith: { first, _ in first })
      return try TargetStore.list(programme, zone: zone?.last, in: transaction)
        .map { (key: "\(places[$0.zone] ?? "~")/\($0.name)", target: $0) }
        .sorted { $0.key < $1.key }
    }
    let (targets, next) = page.cut(whole: found.value, key: \.key)
    return .with {
      $0.targets = targets.map(\.target.wire)
      $0.nextPageToken = next
      $0.version = found.version
    }
  }

  func listThresholdTargets(
    _ request: IndicatorsV1.ListThresholdTargetsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListThresholdTargetsResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let page = Page(size: request.pageSize, token: request.pageToken, default: 100, max: 100, &faults)
    try faults.check()
    let found = try await store.read(at: request.read, call: call) { try TargetStore.thresholds(programme, in: $0) }
    let (thresholds, next) = page.cut(whole: found.value, key: \.sortKey)
    return .with {
      $0.thresholds = thresholds.map(\.wire)
      $0.nextPageToken = next
      $0.version = found.version
    }
  }
}
