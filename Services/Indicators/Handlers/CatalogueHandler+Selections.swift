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
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      request, bound: [request.parent], CatalogueLists.zoneGroups, default: 1_000, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, CatalogueLists.zoneGroupMask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try ZoneGroupStore.page(programme, query, in: $0)
    }
    return .with {
      $0.zoneGroups = found.value.items.map { masked($0.wire) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func listIndicatorSets(
    _ request: IndicatorsV1.ListIndicatorSetsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListIndicatorSetsResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      request, bound: [request.parent], CatalogueLists.indicatorSets, default: 1_000, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, CatalogueLists.indicatorSetMask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try IndicatorSetStore.page(programme, query, in: $0)
    }
    return .with {
      $0.indicatorSets = found.value.items.map { masked($0.wire) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }
}
