import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.EnterpriseService`.
struct EnterpriseHandler: IndicatorsV1.EnterpriseService {
  let store: Store
  /// Programmes as they are kept in memory.
  var catalogues = KeptCatalogues()

  typealias Methods = IndicatorsV1.EnterpriseServiceMethods

  func createEnterprise(
    _ request: IndicatorsV1.CreateEnterpriseRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Enterprise {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let id = faults.id("enterprise_id", request.enterpriseId)
    let wanted = EnterpriseRecord(request.enterprise ?? .init(), programme: programme, id: id, &faults)
    let record = try faults.checked(wanted)
    return try await store.write(
      request, Methods.createEnterprise, resource: record.name, requestID: request.requestId, call: call
    ) { transaction in
      var own = record
      guard try ProgrammeStore.find(own.programme, in: transaction) != nil else {
        throw Failure.notFound(request.parent)
      }
      guard try EnterpriseStore.find(own.programme, own.id, in: transaction) == nil else {
        throw Failure.alreadyExists(own.name)
      }
      try own.requireTenable(in: transaction)
      try EnterpriseStore.put(&own, in: transaction)
      return transaction.reply(changed: true, validateOnly: request.validateOnly) { own.wire(epoch: $0.epoch) }
    }
  }

  func getEnterprise(
    _ request: IndicatorsV1.GetEnterpriseRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Enterprise {
    let ids = try ResourcePattern.enterprise.ids(ofRequested: request.name)
    let found = try await store.read(at: request.read, call: call) {
      try EnterpriseStore.find(ids[0], ids[1], in: $0)
    }
    guard let own = found.value else { throw Failure.notFound(request.name) }
    return own.wire(epoch: found.version.epoch)
  }

  func listEnterprises(
    _ request: IndicatorsV1.ListEnterprisesRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListEnterprisesResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let filter = EnterpriseStore.Filter(
      zone: request.zone.isEmpty ? nil : faults.name("zone", request.zone, .zone, of: programme),
      day: faults.optionalDay("on", request.on))
    let query = ListQuery(
      request, bound: [request.parent, request.zone, request.on], EnterpriseLists.fields, default: 100, max: 1_000,
      &faults)
    let masked = ReadMask(request.readMask, EnterpriseLists.mask, &faults)
    let id = try faults.checked(programme)
    let found = try await store.read(at: query.point(request.read), call: call) {
      try EnterpriseStore.page(id, filter, query, in: $0)
    }
    return .with {
      $0.enterprises = found.value.items.map { masked($0.wire(epoch: found.version.epoch)) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func updateEnterprise(
    _ request: IndicatorsV1.UpdateEnterpriseRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Enterprise {
    let wanted = request.enterprise ?? .init()
    var faults = FieldFaults()
    let mask = UpdateMask(request.updateMask, EnterpriseLists.changeable, &faults)
    let named = faults.name("enterprise.name", wanted.name, .enterprise)
    let ids = try faults.checked(named)
    return try await change(request, Methods.updateEnterprise, call) { own, transaction in
      var faults = FieldFaults()
      let merged = mask.merged(wanted, into: own.wire(epoch: 0))
      own = try faults.checked(EnterpriseRecord(merged, programme: ids[0], id: ids[1], &faults))
      try own.requireTenable(in: transaction)
    }
  }

  func moveEnterprise(
    _ request: IndicatorsV1.MoveEnterpriseRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Enterprise {
    var faults = FieldFaults()
    let programme = ResourcePattern.enterprise.match(request.name)?.first
    let zone = faults.name("zone", request.zone, .zone, of: programme)
    let from = faults.day("valid_from", request.validFrom)
    faults.text("reason", request.reason)
    faults.length("reason", request.reason)
    let (id, day) = (try faults.checked(zone), try faults.checked(from))
    return try await change(request, Methods.moveEnterprise, call) { own, transaction in
      guard try ZoneStore.find(own.programme, id, in: transaction) != nil else { throw Failure.notFound(request.zone) }
      do throws(ZonePlacements.Refusal) {
        try own.placements.move(to: ZoneKey(id), from: day)
      } catch {
        throw own.refused(error)
      }
      own.reasons.append(request.reason)
    }
  }

  func closeEnterprise(
    _ request: IndicatorsV1.CloseEnterpriseRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Enterprise {
    var faults = FieldFaults()
    let asked = faults.day("closed_on", request.closedOn)
    let day = try faults.checked(asked)
    return try await change(request, Methods.closeEnterprise, call) { own, _ in
      guard !own.placements.list.isEmpty else {
        throw Failure(
          .failedPrecondition, "IN_NO_ZONE", zh: "\(own.name)不在任何单位。", en: "\(own.name) lies in no zone.",
          values: ["resource": own.name])
      }
      do throws(ZonePlacements.Refusal) {
        try own.placements.close(on: day)
      } catch {
        throw own.refused(error)
      }
    }
  }

  /// Runs a change of one enterprise.
  private func change<Request: ChangeRequest>(
    _ request: Request, _ method: MethodDescriptor<Request, IndicatorsV1.Enterprise>, _ call: CallContext,
    _ decide: @escaping @Sendable (inout EnterpriseRecord, WriteTransaction) throws -> Void
  ) async throws -> IndicatorsV1.Enterprise {
    let ids = try ResourcePattern.enterprise.ids(ofRequested: request.name)
    return try await store.change(
      request, method, call, etag: { $0.etag }, find: { try EnterpriseStore.find(ids[0], ids[1], in: $0) },
      decide: decide, keep: { try EnterpriseStore.put(&$0, in: $1) },
      answer: { own, _, epoch in own.wire(epoch: epoch) })
  }
}
