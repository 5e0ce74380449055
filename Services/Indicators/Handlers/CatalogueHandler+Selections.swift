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
    let (programme, page) = try page(request.parent, request.pageSize, request.pageToken)
    let found = try await store.read(at: request.read, call: call) { try ZoneGroupStore.list(programme, in: $0) }
    let (groups, next) = page.cut(whole: found.value, key: \.name)
    return .with {
      $0.zoneGroups = groups.map(\.wire)
      $0.nextPageToken = next
      $0.version = found.version
    }
  }

  func listIndicatorSets(
    _ request: IndicatorsV1.ListIndicatorSetsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListIndicatorSetsResponse {
    let (programme, page) = try page(request.parent, request.pageSize, request.pageToken)
    let found = try await store.read(at: request.read, call: call) { try IndicatorSetStore.list(programme, in: $0) }
    let (sets, next) = page.cut(whole: found.value, key: \.name)
    return .with {
      $0.indicatorSets = sets.map(\.wire)
      $0.nextPageToken = next
      $0.version = found.version
    }
  }

  private func page(_ parent: String, _ size: Int32, _ token: String) throws -> (programme: String, page: Page) {
    var faults = FieldFaults()
    let programme = faults.name("parent", parent, .programme)?.first ?? ""
    let page = Page(size: size, token: token, default: 1_000, max: 1_000, &faults)
    try faults.check()
    return (programme, page)
  }
}
