import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// What the county, the bureaux and the city do before the city's yes.
extension SubmissionHandler {
  func reviewSubmission(
    _ request: IndicatorsV1.ReviewSubmissionRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Submission {
    var faults = FieldFaults()
    faults.length("remark", request.remark)
    try faults.check()
    return try await move(request, Methods.reviewSubmission, call) { own, transaction in
      try own.take(.review, by: call, at: transaction.time, reason: request.remark)
    }
  }

  func countersignSubmission(
    _ request: IndicatorsV1.CountersignSubmissionRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Submission {
    var faults = FieldFaults()
    let programme = ResourcePattern.submission.match(request.name)?.first
    let bureau = faults.name("bureau", request.bureau, .office, of: programme)
    faults.length("remark", request.remark)
    let office = OfficeKey(try faults.checked(bureau))
    return try await move(request, Methods.countersignSubmission, call) { own, transaction in
      let signature = try own.take(.countersign(office), by: call, at: transaction.time, reason: request.remark)
      own.record.countersignatures.append(.init(bureau: office, remark: request.remark, by: signature))
    }
  }

  func returnSubmission(
    _ request: IndicatorsV1.ReturnSubmissionRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Submission {
    var faults = FieldFaults()
    let programme = ResourcePattern.submission.match(request.name)?.first
    if request.remarks.isEmpty { faults.add("remarks", "FIELD_REQUIRED", zh: "必填。", en: "is required.") }
    let cells = request.remarks.enumerated().map { index, remark in
      faults.text("remarks[\(index)].text", remark.text)
      faults.length("remarks[\(index)].text", remark.text)
      return IndicatorKey(
        faults.name("remarks[\(index)].indicator", remark.indicator, .indicator, of: programme) ?? "")
    }
    let day = faults.optionalDay("answer_by", request.answerBy)
    try faults.check()
    return try await move(request, Methods.returnSubmission, call) { own, transaction in
      let wasApproved = own.record.workflow.state == .approved
      let reason = request.remarks.map(\.text).joined(separator: "；")
      let signature = try own.take(
        .giveBack(cells, answerBy: day), by: call, at: transaction.time, reason: reason)
      for (cell, remark) in zip(cells, request.remarks) {
        own.record.remarks.append(.init(indicator: cell, text: remark.text, by: signature))
      }
      if wasApproved { try own.takeBackFigures(in: transaction) }
    }
  }

  func verifyCell(
    _ request: IndicatorsV1.VerifyCellRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Submission {
    var faults = FieldFaults()
    let programme = ResourcePattern.submission.match(request.name)?.first
    let cell = faults.name("indicator", request.indicator, .indicator, of: programme)
    let values = request.verification.map { SubmissionRecord.Values($0.values) }
    if let verification = request.verification {
      faults.text("verification.reason", verification.reason)
      faults.length("verification.reason", verification.reason)
      faults.length("verification.evidence", verification.evidence)
      faults.sizes("verification.values", verification.values)
      if values?.hasContent != true {
        faults.add("verification.values", "FIELD_REQUIRED", zh: "必填。", en: "is required.")
      }
    }
    let key = IndicatorKey(try faults.checked(cell))
    return try await move(request, Methods.verifyCell, call) { own, transaction in
      if values != nil { try own.refuseOutOfTime([("indicator", key)], of: "name", in: transaction) }
      let reason = request.verification?.reason ?? ""
      let signature = try own.take(.verify(key), by: call, at: transaction.time, reason: reason)
      guard let index = own.record.cells.firstIndex(where: { $0.indicator == key }) else { return }
      own.record.cells[index].verification = values.map {
        .init(values: $0, reason: reason, evidence: request.verification?.evidence ?? "", by: signature)
      }
    }
  }

  func acceptFinding(
    _ request: IndicatorsV1.AcceptFindingRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Submission {
    var faults = FieldFaults()
    faults.text("finding_id", request.findingId)
    faults.length("remark", request.remark)
    try faults.check()
    return try await move(request, Methods.acceptFinding, call) { own, transaction in
      guard let index = own.record.findings.firstIndex(where: { $0.id == request.findingId }) else {
        throw Failure.notFound("\(request.name) \(request.findingId)")
      }
      let finding = own.record.findings[index]
      guard own.record.isExplained(finding) else {
        throw own.failure(SubmissionRefusal.findingsOpen([finding.id]))
      }
      own.record.findings[index].acceptedBy = try own.take(
        .accept([finding.indicator], needsBureau: finding.needsBureau), by: call, at: transaction.time,
        reason: request.remark)
    }
  }
}
