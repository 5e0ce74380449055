import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// What the zone does.
extension SubmissionHandler {
  func updateSubmission(
    _ request: IndicatorsV1.UpdateSubmissionRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Submission {
    let wanted = request.submission ?? .init()
    var faults = FieldFaults()
    let programme = faults.name("submission.name", wanted.name, .submission)?.first
    let cells = wanted.cells.enumerated().map { index, cell in
      faults.name("submission.cells[\(index)].indicator", cell.indicator, .indicator, of: programme) ?? ""
    }
    faults.distinct(cells) { "submission.cells[\($0)].indicator" }
    if cells.isEmpty { faults.add("submission.cells", "FIELD_REQUIRED", zh: "必填。", en: "is required.") }
    for (index, cell) in wanted.cells.enumerated() {
      faults.length("submission.cells[\(index)].explanation", cell.explanation)
      faults.length("submission.cells[\(index)].answer", cell.answer)
      faults.sizes("submission.cells[\(index)].reported", cell.reported)
    }
    try faults.check()
    return try await move(request, Methods.updateSubmission, call) { own, transaction in
      let keys = cells.map { IndicatorKey($0) }
      let filled = keys.enumerated().filter { SubmissionRecord.Values(wanted.cells[$0.offset].reported).hasContent }
      try own.refuseOutOfTime(
        filled.map { ("submission.cells[\($0.offset)].indicator", $0.element) }, of: "submission.name", in: transaction)
      let answered = zip(keys, wanted.cells).filter { !$1.answer.isEmpty }.map(\.0)
      try own.take(.fill(keys, answering: answered), by: call, at: transaction.time)
      for (key, cell) in zip(keys, wanted.cells) { own.fill(key, cell) }
      try own.check(in: transaction)
    }
  }

  func submitSubmission(
    _ request: IndicatorsV1.SubmitSubmissionRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.SubmitSubmissionResponse {
    let answer = { @Sendable (own: SubmissionCase, epoch: Int64) in
      IndicatorsV1.SubmitSubmissionResponse.with {
        $0.submission = own.wire(epoch: epoch)
        $0.receipt = own.record.receipts.last.map { own.receipt($0, epoch: epoch) }
      }
    }
    return try await move(request, Methods.submitSubmission, call, answer: answer) { own, transaction in
      // Others' figures, and the programme, may have changed since the cells were filled in.
      try own.check(in: transaction)
      try own.lookAtTime(in: transaction)
      try own.take(.submit, by: call, at: transaction.time)
      for index in own.record.cells.indices { own.record.cells[index].noteSubmission() }
      own.record.receipts.append(
        .init(
          ordinal: try SubmissionStore.receipts(of: own.form, in: transaction) + 1, receivedAt: transaction.time,
          digest: own.record.digest, version: transaction.version.sequence))
    }
  }

  func withdrawSubmission(
    _ request: IndicatorsV1.WithdrawSubmissionRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Submission {
    var faults = FieldFaults()
    faults.text("reason", request.reason)
    faults.length("reason", request.reason)
    try faults.check()
    return try await move(request, Methods.withdrawSubmission, call) { own, transaction in
      try own.take(.withdraw, by: call, at: transaction.time, reason: request.reason)
    }
  }
}

extension SubmissionCase {
  /// Throws INVALID_ARGUMENT, by the fields of the request, for values of indicators that are not reported in the month, and
  /// of a zone that does not stand in it: the programme has changed since the form asked for them.
  func refuseOutOfTime(
    _ values: [(field: String, indicator: IndicatorKey)], of zone: String, in transaction: some Transaction
  ) throws {
    guard !values.isEmpty else { return }
    var faults = FieldFaults()
    for (field, indicator) in values {
      faults.outOfTime(field, catalogue.indicator(indicator.rawValue)?.indicator.outOfTime(in: form.month))
    }
    let record = try ZoneStore.find(form.programme, route.zone.rawValue, in: transaction)
    faults.outOfTime(zone, record?.zone.outOfTime(in: form.month))
    try faults.check()
  }

  /// Replaces a cell by what was sent; a verified figure goes with the figure beside which it was set.
  fileprivate mutating func fill(_ key: IndicatorKey, _ wire: IndicatorsV1.SubmissionCell) {
    guard let index = record.cells.firstIndex(where: { $0.indicator == key }) else { return }
    let values = SubmissionRecord.Values(wire.reported)
    if values != record.cells[index].reported { record.cells[index].verification = nil }
    record.cells[index].reported = values
    record.cells[index].explanation = wire.explanation
    record.cells[index].expectedNextMonth = wire.expectedNextMonth
    record.cells[index].expectedYearEnd = wire.expectedYearEnd
    guard !wire.answer.isEmpty else { return }
    for own in record.remarks.indices where record.remarks[own].indicator == key && record.remarks[own].answer.isEmpty {
      record.remarks[own].answer = wire.answer
    }
  }
}

extension SubmissionRecord {
  /// The SHA-256 of the reported figures: for each cell a line of indicator, value, base and growth, with a tab between
  /// them, and nothing where one is unknown.
  fileprivate var digest: [UInt8] {
    let lines = cells.map { cell in
      let numbers = [cell.reported.cumulative?.units, cell.reported.base?.units, cell.reported.growth]
      return ([cell.indicator.rawValue] + numbers.map { $0.map { "\($0)" } ?? "" }).joined(separator: "\t") + "\n"
    }
    return HashAlgorithm.sha256.hash(Array(lines.joined().utf8)).bytes
  }
}

extension FieldFaults {
  /// A reason, remark or explanation: a page at most.
  mutating func length(_ field: String, _ text: String) {
    if text.count > 2_000 { add(field, "TOO_LONG", zh: "最多2000字。", en: "holds at most 2,000 characters.") }
  }
}
