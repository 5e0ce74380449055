import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

extension BreakdownHandler {
  func lockBreakdown(
    _ request: IndicatorsV1.LockBreakdownRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Breakdown {
    var faults = FieldFaults()
    let named = faults.breakdown("name", request.name)
    faults.length("reason", request.reason)
    let key = try faults.checked(named)
    return try await store.write(
      request, IndicatorsV1.BreakdownServiceMethods.lockBreakdown, resource: key.breakdownName,
      requestID: request.requestId,
      call: call
    ) { transaction in
      var record = try kept(key, etag: request.etag, in: transaction)
      if let lock = record.lock { throw Failure(lock) }
      let target = try DivisibleTarget(key, in: transaction)
      let approver = Signature(call, about: target.zone, at: transaction.time)
      if call.responsibleName != nil, let maker = record.madeBy?.responsible.intersection(approver.responsible).first {
        throw Failure.makerIsChecker(key.breakdownName, maker)
      }
      guard target.annual == record.breakdown.annual else { throw Failure.stale(key.breakdownName) }
      record.steps.append(.init(kind: .lock, reason: request.reason, by: approver))
      return try keep(record, unless: request.validateOnly, in: transaction)
    }
  }

  func unlockBreakdown(
    _ request: IndicatorsV1.UnlockBreakdownRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Breakdown {
    var faults = FieldFaults()
    let named = faults.breakdown("name", request.name)
    faults.text("reason", request.reason)
    faults.length("reason", request.reason)
    let key = try faults.checked(named)
    return try await store.write(
      request, IndicatorsV1.BreakdownServiceMethods.unlockBreakdown, resource: key.breakdownName,
      requestID: request.requestId,
      call: call
    ) { transaction in
      var record = try kept(key, etag: request.etag, in: transaction)
      guard let locker = record.lockedBy, let lock = record.lock else { throw Failure.notLocked(key.breakdownName) }
      guard let opener = locker.opener(call, of: key.zoneName, by: board.current, at: transaction.time)
      else {
        throw Failure(lock, .permissionDenied)
      }
      record.steps.append(.init(kind: .unlock, reason: request.reason, by: opener))
      return try keep(record, unless: request.validateOnly, in: transaction)
    }
  }

  private func kept(
    _ key: TargetKey, etag: String, in transaction: some Transaction
  ) throws -> BreakdownRecord {
    guard let record = try BreakdownStore.find(key, in: transaction) else { throw Failure.notFound(key.breakdownName) }
    guard etag.isEmpty || etag == record.etag else { throw Failure.staleETag(key.breakdownName) }
    return record
  }

  private func keep(
    _ changed: BreakdownRecord, unless validateOnly: Bool, in transaction: WriteTransaction
  ) throws -> Reply<IndicatorsV1.Breakdown> {
    var record = changed
    record.revision = transaction.version.sequence
    if !validateOnly { try BreakdownStore.putLastStep(of: record, in: transaction) }
    let annual = try DivisibleTarget.annual(of: record.key, in: transaction)
    return reply(record, annual, isNews: !validateOnly, in: transaction)
  }
}
