import Chassis
import RPC
import Storage
import Wire
import WireTupo

/// Groups of zones and sets of indicators.
extension CatalogueHandler {
  func listZoneGroups(
    _ request: IndicatorsV1.ListZoneGroupsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListZoneGroupsResponse {
    try await store.list(
      request, CatalogueLists.zoneGroups, CatalogueLists.zoneGroupMask, default: 1_000, max: 1_000, into: \.zoneGroups,
      call: call,
      page: { try ZoneGroupStore.page($0, $1, in: $2) }, wire: { $0.wire })
  }

  func listIndicatorSets(
    _ request: IndicatorsV1.ListIndicatorSetsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListIndicatorSetsResponse {
    try await store.list(
      request, CatalogueLists.indicatorSets, CatalogueLists.indicatorSetMask, default: 1_000, max: 1_000,
      into: \.indicatorSets, call: call,
      page: { try IndicatorSetStore.page($0, $1, in: $2) }, wire: { $0.wire })
  }
}
