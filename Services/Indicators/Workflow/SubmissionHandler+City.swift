import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// The city's yes, and what comes after it.
extension SubmissionHandler {
  func approveSubmissions(
    _ request: IndicatorsV1.ApproveSubmissionsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ApproveSubmissionsResponse {
    var faults = FieldFaults()
    let parent = faults.name("parent", request.parent, .form)
    if !(1...10_000).contains(request.names.count) {
      faults.add("names", "COUNT_INVALID", zh: "应为1至10000个。", en: "must be 1 to 10,000.")
    }
    let zones = request.names.enumerated().map { index, name -> String in
      let ids = faults.name("names[\(index)]", name, .submission)
      if let ids, let parent, ids[0] != parent[0] || ids[2] != parent[1] {
        faults.add("names[\(index)]", "NAME_INVALID", zh: "不属于\(request.parent)。", en: "is not of \(request.parent).")
      }
      return ids?[1] ?? ""
    }
    faults.distinct(request.names) { "names[\($0)]" }
    let form = try faults.checked(parent)
    return try await store.write(
      request, Methods.approveSubmissions, resource: request.parent, requestID: request.requestId, call: call
    ) { transaction in
      let today = Day(inChinaAt: transaction.time)
      var approved: [SubmissionCase] = []
      for (zone, name) in zip(zones, request.names) {
        guard
          var own = try SubmissionCase.find(form[0], zone: zone, form: form[1], on: today, in: transaction)
        else { throw Failure.notFound(name) }
        // Many at once are those about which there is nothing to say.
        if zones.count > 1, !own.record.findings.isEmpty {
          throw own.failure(SubmissionRefusal.findingsOpen(own.record.findings.map(\.id)))
        }
        // The programme may have changed since it was sent in.
        try own.lookAtTime(in: transaction)
        try own.take(.approve, by: call, at: transaction.time)
        try own.giveFigures(in: transaction)
        try SubmissionStore.put(&own.record, in: transaction)
        approved.append(own)
      }
      return transaction.reply(changed: true, validateOnly: request.validateOnly) { version in
        .with {
          $0.submissions = approved.map { own in
            var wire = own.wire(epoch: version.epoch)
            wire.cells = []
            return wire
          }
          $0.version = version
        }
      }
    }
  }

  func reviseSubmission(
    _ request: IndicatorsV1.ReviseSubmissionRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Submission {
    var faults = FieldFaults()
    let programme = ResourcePattern.submission.match(request.name)?.first
    faults.text("reason", request.reason)
    faults.length("reason", request.reason)
    faults.text("evidence", request.evidence)
    faults.length("evidence", request.evidence)
    if request.indicators.isEmpty { faults.add("indicators", "FIELD_REQUIRED", zh: "必填。", en: "is required.") }
    let cells = request.indicators.enumerated().map { index, name in
      IndicatorKey(faults.name("indicators[\(index)]", name, .indicator, of: programme) ?? "")
    }
    try faults.check()
    return try await move(request, Methods.reviseSubmission, call) { own, transaction in
      try own.take(
        .revise(cells), by: call, at: transaction.time, reason: "\(request.reason)（\(request.evidence)）")
    }
  }

  func publishForm(
    _ request: IndicatorsV1.PublishFormRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.PublishFormResponse {
    var faults = FieldFaults()
    let named = faults.name("name", request.name, .form)
    _ = faults.name("bulletin", request.bulletin, .bulletin, of: named?.first)
    let ids = try faults.checked(named)
    return try await store.write(
      request, Methods.publishForm, resource: request.name, requestID: request.requestId, call: call
    ) { transaction in
      let today = Day(inChinaAt: transaction.time)
      guard let cases = try SubmissionCase.list(ids[0], form: ids[1], on: today, in: transaction),
        var form = try FormStore.find(ids[0], ids[1], in: transaction),
        let programme = try ProgrammeStore.find(ids[0], in: transaction)
      else { throw Failure.notFound(request.name) }
      try form.requirePublishable(request.etag, on: today, cases.first?.catalogue)
      var published = 0
      for var own in cases where own.record.workflow.state == .approved {
        try own.take(.publish, by: call, at: transaction.time, reason: request.bulletin)
        own.notePublication(request.bulletin)
        try SubmissionStore.put(&own.record, in: transaction)
        published += 1
      }
      form.bulletin = request.bulletin
      try FormStore.put(&form, in: transaction)
      return transaction.reply(changed: true, validateOnly: request.validateOnly) { version in
        .with {
          $0.form = form.wire(on: today, programme.calendar, epoch: version.epoch)
          $0.published = Int32(clamping: published)
          $0.version = version
        }
      }
    }
  }
}

extension SubmissionCase {
  /// Its cells become the zone's figures: the verified ones where there are such.
  fileprivate func giveFigures(in transaction: WriteTransaction) throws {
    let figures = open.filter(\.standing.hasContent).map { (figure($0, $0.standing), name) }
    _ = try FigureStore.put(figures, programme: form.programme, in: transaction)
  }

  /// Its figures stand no more: what was published before stands again, and where nothing was there is none.
  func takeBackFigures(in transaction: WriteTransaction) throws {
    for cell in open where cell.standing.hasContent {
      let now = figure(cell, cell.standing)
      guard let before = record.publications.last(where: { $0.indicator == cell.indicator }) else {
        try FigureStore.remove(now.key, of: form.programme, in: transaction)
        continue
      }
      _ = try FigureStore.put(figure(cell, before.values), origin: name, programme: form.programme, in: transaction)
    }
  }

  /// What the bulletin says of it, beside what earlier ones said.
  fileprivate mutating func notePublication(_ bulletin: String) {
    record.publications += open.filter(\.standing.hasContent).map { cell in
      .init(
        indicator: cell.indicator, revision: record.workflow.revision, values: cell.standing, bulletin: bulletin)
    }
  }
}
