import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.CatalogueService`.
struct CatalogueHandler: IndicatorsV1.CatalogueService {
  let store: Store

  func applyProgramme(
    _ request: IndicatorsV1.ApplyProgrammeRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ApplyProgrammeResponse {
    let plan = try ProgrammePlan(request)
    let method = IndicatorsV1.CatalogueServiceMethods.applyProgramme
    return try await store.write(
      request, method, resource: plan.programme.name, requestID: request.requestId, call: call
    ) { transaction in
      let changes = try plan.apply(in: transaction)
      return transaction.reply(changed: !changes.list.isEmpty, validateOnly: request.validateOnly) { version in
        .with {
          $0.changes = changes.list
          $0.version = version
        }
      }
    }
  }

  func getProgramme(
    _ request: IndicatorsV1.GetProgrammeRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Programme {
    let id = try ResourcePattern.programme.ids(ofRequested: request.name)[0]
    let found = try await store.read(at: request.read, call: call) { try ProgrammeStore.find(id, in: $0) }
    guard let record = found.value else { throw Failure.notFound(request.name) }
    return record.wire
  }

  func listProgrammes(
    _ request: IndicatorsV1.ListProgrammesRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListProgrammesResponse {
    var faults = FieldFaults()
    let query = ListQuery(
      request, bound: [], CatalogueLists.programmes, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, CatalogueLists.programmeMask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try ProgrammeStore.page(query, in: $0)
    }
    return .with {
      $0.programmes = found.value.items.map { masked($0.wire) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func getZone(_ request: IndicatorsV1.GetZoneRequest, _ call: CallContext) async throws -> IndicatorsV1.Zone {
    let ids = try ResourcePattern.zone.ids(ofRequested: request.name)
    let found = try await store.read(at: request.read, call: call) { try ZoneStore.find(ids[0], ids[1], in: $0) }
    guard let record = found.value else { throw Failure.notFound(request.name) }
    return record.wire
  }

  func listZones(
    _ request: IndicatorsV1.ListZonesRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListZonesResponse {
    try await store.list(
      request, CatalogueLists.zones, CatalogueLists.zoneMask, default: 1_000, max: 10_000, into: \.zones, call: call,
      page: { try ZoneStore.page($0, $1, in: $2) }, wire: { $0.wire })
  }

  func listSuccessions(
    _ request: IndicatorsV1.ListSuccessionsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListSuccessionsResponse {
    try await store.list(
      request, CatalogueLists.successions, CatalogueLists.successionMask, default: 1_000, max: 1_000,
      into: \.successions, call: call,
      page: { try SuccessionStore.page($0, $1, in: $2) }, wire: { $0.wire })
  }

  func getIndicator(
    _ request: IndicatorsV1.GetIndicatorRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Indicator {
    let ids = try ResourcePattern.indicator.ids(ofRequested: request.name)
    let found = try await store.read(at: request.read, call: call) { try IndicatorStore.find(ids[0], ids[1], in: $0) }
    guard let record = found.value else { throw Failure.notFound(request.name) }
    return record.wire
  }

  func listIndicators(
    _ request: IndicatorsV1.ListIndicatorsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListIndicatorsResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      request, bound: [request.parent, request.on], CatalogueLists.indicators, default: 1_000, max: 1_000, &faults)
    let day = faults.optionalDay("on", request.on)
    let masked = ReadMask(request.readMask, CatalogueLists.indicatorMask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try IndicatorStore.page(programme, on: day, query, in: $0)
    }
    return .with {
      $0.indicators = found.value.items.map { masked($0.wire) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }
}
