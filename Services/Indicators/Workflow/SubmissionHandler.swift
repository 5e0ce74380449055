import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.SubmissionService`.
struct SubmissionHandler: IndicatorsV1.SubmissionService {
  let store: Store

  typealias Methods = IndicatorsV1.SubmissionServiceMethods

  func getSubmission(
    _ request: IndicatorsV1.GetSubmissionRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Submission {
    let ids = try ResourcePattern.submission.ids(ofRequested: request.name)
    let found = try await store.read(at: request.read, call: call) {
      try SubmissionCase.find(ids[0], zone: ids[1], form: ids[2], on: Day(inChinaAt: $1), in: $0)?
        .withExpectations(in: $0)
    }
    guard let own = found.value else { throw Failure.notFound(request.name) }
    return own.wire(epoch: found.version.epoch)
  }

  func listSubmissions(
    _ request: IndicatorsV1.ListSubmissionsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListSubmissionsResponse {
    var faults = FieldFaults()
    let ids = faults.name("parent", request.parent, .form)
    let county = request.county.isEmpty ? nil : faults.name("county", request.county, .county, of: ids?[0])
    let state = faults.optionalChoice("state", request.state, SubmissionState.init(_:))
    let query = ListQuery(
      request, bound: [request.parent, request.county, "\(request.state.rawValue)", "\(request.withOpenFindings)"],
      WorkflowLists.submissions, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, WorkflowLists.submissionMask, &faults)
    let parent = try faults.checked(ids)
    let found = try await store.read(at: query.point(request.read), of: query.moment, call: call) {
      transaction, moment in
      let cases = try SubmissionCase.list(parent[0], form: parent[1], on: Day(inChinaAt: moment), in: transaction)
      guard let cases else { throw Failure.notFound(request.parent) }
      let page = query.page(
        of: cases, WorkflowLists.submissionColumns, at: transaction.version, moment: moment
      ) { own in
        call.mayRead(own.name(of: .zone)) && county.map { $0 == own.route.county } ?? true
          && state.map { $0 == own.record.workflow.state } ?? true
          && (!request.withOpenFindings || own.record.findings.contains { $0.acceptedBy == nil })
      }
      return try page.map { try SubmissionCase.withExpectations($0, in: transaction) }
    }
    return .with {
      $0.submissions = found.value.items.map { masked($0.wire(epoch: found.version.epoch)) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  /// Runs a step of one submission: finds it, decides, keeps it, and answers.
  func move<Request: ChangeRequest, Answer: WireMessage>(
    _ request: Request, _ method: MethodDescriptor<Request, Answer>, _ call: CallContext,
    answer: @escaping @Sendable (SubmissionCase, Int64) -> Answer,
    _ decide: @escaping @Sendable (inout SubmissionCase, WriteTransaction) throws -> Void
  ) async throws -> Answer {
    let ids = try ResourcePattern.submission.ids(ofRequested: request.name)
    return try await store.change(
      request, method, call, etag: { $0.record.etag },
      find: {
        try SubmissionCase.find(ids[0], zone: ids[1], form: ids[2], on: Day(inChinaAt: $0.time), in: $0)?
          .withExpectations(in: $0)
      }, decide: decide, keep: { try SubmissionStore.put(&$0.record, in: $1) },
      answer: { own, _, epoch in answer(own, epoch) })
  }

  /// The same where the answer is the submission.
  func move<Request: ChangeRequest>(
    _ request: Request, _ method: MethodDescriptor<Request, IndicatorsV1.Submission>, _ call: CallContext,
    _ decide: @escaping @Sendable (inout SubmissionCase, WriteTransaction) throws -> Void
  ) async throws -> IndicatorsV1.Submission {
    try await move(request, method, call, answer: { $0.wire(epoch: $1) }, decide)
  }
}

extension CallContext {
  /// Whether the caller may read what a zone has reported.
  fileprivate func mayRead(_ zone: String) -> Bool {
    holds(
      .cityOffice, .department, .county, .zoneReporter, .zoneApprover, .leader, .auditor, .system, of: zone)
  }
}

extension Day {
  /// Today in China.
  static var today: Day { Day(inChinaAt: StoreOptions.systemClock()) }
}
