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
      let order = try ZoneStore.list(programme, in: transaction).map(\.id)
      let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
      return try TargetStore.list(programme, zone: zone?.last, in: transaction).sorted {
        (places[$0.zone] ?? .max, $0.name) < (places[$1.zone] ?? .max, $1.name)
      }
    }
    let (targets, next) = page.cut(whole: found.value, key: \.name)
    return .with {
      $0.targets = targets.map(\.wire)
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
    let (thresholds, next) = page.cut(whole: found.value, key: \.name)
    return .with {
      $0.thresholds = thresholds.map(\.wire)
      $0.nextPageToken = next
      $0.version = found.version
    }
  }
}
