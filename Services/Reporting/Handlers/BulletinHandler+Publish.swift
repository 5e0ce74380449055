import Chassis
import Domain
import RPC
import Storage
import WireTupo

/// What a call to publish asks for, checked.
private struct Publication: Sendable {
  var programme: String
  var month: Month
  /// The edition to correct; nil for a first edition.
  var corrects: Int?
  var signedOn: Day?
  var parent: String
  var correctsName: String

  init(_ request: ReportingV1.PublishBulletinRequest) throws(Failure) {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let month = faults.month("month", request.month)
    let signedOn = faults.optionalDay("signed_on", request.signedOn)
    if let month, let signedOn, signedOn < month.lastDay {
      faults.add(
        "signed_on", "SIGNED_TOO_EARLY", zh: "不能早于该月最后一日\(month.lastDay)。", en: "must not lie before \(month.lastDay).")
    }
    if !request.corrects.isEmpty, let named = faults.edition("corrects", request.corrects) {
      if named.programme != programme || named.edition.month != month || named.edition.number == nil {
        faults.add(
          "corrects", "NAME_INVALID", zh: "应为本计划该月的一期，形如…/bulletins/2013-06-1。",
          en: "must be an edition of this programme and month, like …/bulletins/2013-06-1.")
      }
      corrects = named.edition.number
    }
    try faults.check()
    self.programme = programme
    self.month = month ?? Month(index: 0)
    self.signedOn = signedOn
    parent = request.parent
    correctsName = request.corrects
  }
}

/// What the store knew when a bulletin was asked for.
private struct Standing: Sendable {
  var series: Series?
  /// The last edition of the month.
  var last: PublishedBulletin?
}

extension BulletinHandler {
  func publishBulletin(
    _ request: ReportingV1.PublishBulletinRequest, _ call: CallContext
  ) async throws -> ReportingV1.Bulletin {
    let asked = try Publication(request)
    // Whatever refuses is thrown in the lane: a repeated request id must get its first answer all the same.
    let draft: Result<Draft?, any Error>
    do {
      draft = .success(try await prepare(asked, request, call))
    } catch {
      draft = .failure(error)
    }
    let method = ReportingV1.BulletinServiceMethods.publishBulletin
    let bulletin = try await store.write(
      request, method, resource: request.parent, requestID: request.requestId, call: call
    ) { transaction in
      let signatory = Signatory(ofCity: call, at: transaction.time)
      let last = try BulletinStore.find(asked.programme, asked.month, in: transaction)
      if asked.corrects == nil, !request.validateOnly, last != nil {
        let first = try BulletinStore.find(asked.programme, asked.month, 1, in: transaction)
        return .unchanged(try (first ?? last)?.wire() ?? .init())
      }
      guard let draft = try draft.get() else { throw Failure.notFound(request.parent) }
      return try sign(draft, asked, last: last, by: signatory, unless: request.validateOnly, in: transaction)
    }
    if !request.validateOnly { try await publishForms(in: bulletin, asked, call) }
    return bulletin
  }

  /// Lets the month's forms and its other figures come out in a bulletin that is out. A call that ends here is made again: the bulletin is
  /// answered as it is, and what is left to be done is done.
  private func publishForms(
    in bulletin: ReportingV1.Bulletin, _ asked: Publication, _ call: CallContext
  ) async throws {
    let forms = try await source.forms(asked.programme, asked.month, call: call)
    for form in forms.due(in: bulletin.name, correcting: asked.corrects != nil) {
      try await source.publish(form.name, in: bulletin.name, validateOnly: false, call: call)
    }
    try await source.publish(asked.month, of: asked.programme, in: bulletin.name, call: call)
  }

  /// Composes outside the lane, since it asks other services; nil when the first edition is there already.
  private func prepare(
    _ asked: Publication, _ request: ReportingV1.PublishBulletinRequest, _ call: CallContext
  ) async throws -> Draft? {
    let now = try await store.read(at: nil, call: call) { transaction in
      Standing(
        series: try SeriesStore.find(asked.programme, in: transaction),
        last: try BulletinStore.find(asked.programme, asked.month, in: transaction))
    }.value
    if asked.corrects == nil, now.last != nil, !request.validateOnly { return nil }
    guard let series = now.series else { throw Failure.seriesMissing(asked.parent) }
    let old = try corrected(asked, last: now.last)
    guard let signedOn = asked.signedOn ?? old?.signedOn ?? series.signings[asked.month] else {
      throw Failure.signingDayMissing(asked.month)
    }
    let edition = Edition(month: asked.month, number: (old?.edition.number ?? 0) + 1)
    let forms = try await source.forms(asked.programme, asked.month, call: call)
    let name = ResourcePattern.bulletin.name(asked.programme, edition.id)
    for form in forms.forms { try await source.publish(form.name, in: name, validateOnly: true, call: call) }
    // A first edition is made of what the forms fixed, a correction of what stands since.
    var answers = try await source.read(
      series, month: asked.month, signedOn: signedOn, at: old == nil ? forms.fixedAt : nil, call: call)
    (answers.unanswered, answers.offices) = try await store.read(at: nil, call: call) {
      (
        try SupervisedItem.unanswered(asked.programme, on: signedOn, besides: asked.month, in: $0),
        try SupervisedParties(asked.programme, in: $0).titles
      )
    }.value
    return try Draft(answers, edition: edition, correcting: old)
  }

  /// The bulletin to correct: the last edition and no other.
  private func corrected(_ asked: Publication, last: PublishedBulletin?) throws(Failure) -> PublishedBulletin? {
    guard let number = asked.corrects else { return nil }
    guard let last, number <= last.edition.number else { throw Failure.notFound(asked.correctsName) }
    guard number == last.edition.number else {
      throw Failure.notTheLastEdition(asked.correctsName, last: last.name)
    }
    return last
  }

  /// Allots the number, keeps the bulletin and enters what it asks into supervision. Another edition may have come while
  /// this one was composed.
  private func sign(
    _ draft: Draft, _ asked: Publication, last: PublishedBulletin?, by signatory: Signatory,
    unless validateOnly: Bool,
    in transaction: WriteTransaction
  ) throws -> Reply<ReportingV1.Bulletin> {
    _ = try corrected(asked, last: last)
    let given = try BulletinStore.lastNumber(
      series: draft.series.code, year: draft.signedOn.month.year, in: transaction)
    guard let number = draft.series.number(after: given, signedOn: draft.signedOn) else {
      throw Failure.numberExhausted(draft.series.name)
    }
    let parties = try SupervisedParties(asked.programme, in: transaction)
    let findings = parties.findings(in: draft.asked)
    if validateOnly {
      var answer = try draft.unsigned(number)
      answer.findings = findings
      return .unchanged(answer)
    }
    let bulletin = draft.signed(number, at: transaction.time)
    try BulletinStore.put(bulletin, in: transaction)
    try SupervisedItem.enter(draft.asked, to: parties, of: bulletin, by: signatory, in: transaction)
    transaction.name(resource: bulletin.name)
    let kept = try BulletinStore.find(asked.programme, asked.month, bulletin.edition.number, in: transaction)
    var answer = try (kept ?? bulletin).wire()
    answer.findings = findings
    return .keep(answer)
  }
}
