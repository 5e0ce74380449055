import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.DelegationService`.
struct DelegationHandler: IndicatorsV1.DelegationService {
  let store: Store
  /// What this service itself decides by: read from the store again after each change here.
  let board: AccessBoard

  private typealias Methods = IndicatorsV1.DelegationServiceMethods

  func createDelegation(
    _ request: IndicatorsV1.CreateDelegationRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Delegation {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let id = faults.id("delegation_id", request.delegationId)
    let wanted = DelegationRecord(
      request.delegation ?? .init(), programme: programme, id: id, on: .today, &faults)
    let record = try faults.checked(wanted)
    try call.requireDelegator(record)
    return try await board.renewed(from: store) {
      try await store.write(
        request, Methods.createDelegation, resource: record.name, requestID: request.requestId, call: call
      ) { transaction in
        var own = record
        guard try ProgrammeStore.find(own.programme, in: transaction) != nil else {
          throw Failure.notFound(request.parent)
        }
        guard try DelegationStore.find(own.programme, own.id, in: transaction) == nil else {
          throw Failure.alreadyExists(own.name)
        }
        try own.requireTenable(in: transaction)
        own.grantedBy = Signature(call, about: own, at: transaction.time)
        if !request.validateOnly { try DelegationStore.put(&own, in: transaction) }
        return transaction.reply(changed: true, validateOnly: request.validateOnly) {
          own.wire(on: Day(inChinaAt: transaction.time), epoch: $0.epoch)
        }
      }
    }
  }

  func getDelegation(
    _ request: IndicatorsV1.GetDelegationRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Delegation {
    let ids = try ResourcePattern.delegation.ids(ofRequested: request.name)
    let found = try await store.read(at: request.read, call: call) {
      try DelegationStore.find(ids[0], ids[1], in: $0)
    }
    guard let own = found.value else { throw Failure.notFound(request.name) }
    return own.wire(on: .today, epoch: found.version.epoch)
  }

  func listDelegations(
    _ request: IndicatorsV1.ListDelegationsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListDelegationsResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let day = faults.optionalDay("on", request.on)
    let query = ListQuery(
      request, bound: [request.parent, request.on], DelegationLists.fields, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, DelegationLists.mask, &faults)
    let id = try faults.checked(programme)
    let found = try await store.read(at: query.point(request.read), call: call) {
      try DelegationStore.page(id, on: day, query, in: $0)
    }
    let today = Day.today
    return .with {
      $0.delegations = found.value.items.map { masked($0.wire(on: today, epoch: found.version.epoch)) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func revokeDelegation(
    _ request: IndicatorsV1.RevokeDelegationRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Delegation {
    var faults = FieldFaults()
    let named = faults.name("name", request.name, .delegation)
    faults.text("reason", request.reason)
    faults.length("reason", request.reason)
    let ids = try faults.checked(named)
    return try await board.renewed(from: store) {
      try await store.write(
        request, Methods.revokeDelegation, resource: request.name, requestID: request.requestId, call: call
      ) { transaction in
        guard var own = try DelegationStore.find(ids[0], ids[1], in: transaction) else {
          throw Failure.notFound(request.name)
        }
        try call.requireDelegator(own)
        guard request.etag.isEmpty || request.etag == own.etag else { throw Failure.staleETag(request.name) }
        let today = Day(inChinaAt: transaction.time)
        switch own.rule.state(on: today) {
        case .scheduled, .inForce: break
        case .over, .revoked: throw own.ended
        }
        own.revocation = .init(by: Signature(call, about: own, at: transaction.time), reason: request.reason)
        if !request.validateOnly { try DelegationStore.put(&own, in: transaction) }
        return transaction.reply(changed: true, validateOnly: request.validateOnly) {
          own.wire(on: today, epoch: $0.epoch)
        }
      }
    }
  }
}

extension Signature {
  /// Who enters or ends a delegation: its delegator for the unit of which the role holds, else an administrator.
  fileprivate init(_ call: CallContext, about own: DelegationRecord, at time: Int64) {
    self.init(call, for: call.responsibleName == own.delegator ? own.scope.text : Self.city, at: time)
  }
}
