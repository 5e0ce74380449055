import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.reporting.v1.BulletinService`.
struct BulletinHandler: ReportingV1.BulletinService {
  let store: Store
  let source: any AnswerSource

  func applyProgramme(
    _ request: ReportingV1.ApplyProgrammeRequest, _ call: CallContext
  ) async throws -> ReportingV1.ApplyProgrammeResponse {
    let wanted = try ProgrammeDocuments(request)
    let method = ReportingV1.BulletinServiceMethods.applyProgramme
    return try await store.write(request, method, resource: request.parent, requestID: request.requestId, call: call) {
      transaction in
      let changes = try wanted.apply(in: transaction).list
      return transaction.reply(changed: !changes.isEmpty, validateOnly: request.validateOnly) { version in
        .with {
          $0.changes = changes
          $0.version = version
        }
      }
    }
  }

  func getBulletin(_ request: ReportingV1.GetBulletinRequest, _ call: CallContext) async throws -> ReportingV1.Bulletin
  {
    try await find("name", request.name, at: request.read, call).wire()
  }

  func listBulletins(
    _ request: ReportingV1.ListBulletinsRequest, _ call: CallContext
  ) async throws -> ReportingV1.ListBulletinsResponse {
    try await store.list(
      request, BulletinLists.fields, BulletinLists.mask, default: 100, max: 1_000, into: \.bulletins, call: call,
      page: { try BulletinStore.page($0, $1, in: $2) }, wire: { try $0.wire(withDocument: false) })
  }

  func listMeetings(
    _ request: ReportingV1.ListMeetingsRequest, _ call: CallContext
  ) async throws -> ReportingV1.ListMeetingsResponse {
    try await store.list(
      request, MeetingLists.fields, MeetingLists.mask, default: 100, max: 1_000, into: \.meetings, call: call,
      page: { try MeetingStore.page($0, $1, in: $2) }, wire: { $0.wire })
  }

  func listOffices(
    _ request: ReportingV1.ListOfficesRequest, _ call: CallContext
  ) async throws -> ReportingV1.ListOfficesResponse {
    try await store.list(
      request, OfficeLists.fields, OfficeLists.mask, default: 100, max: 1_000, into: \.offices, call: call,
      page: { try OfficeStore.page($0, $1, in: $2) }, wire: { $0.wire })
  }

  /// A bulletin by the name of an edition or of a month. Throws NOT_FOUND.
  func find(
    _ field: String, _ name: String, at point: CommonV1.ReadPoint?, _ call: CallContext
  ) async throws -> PublishedBulletin {
    var faults = FieldFaults()
    let choice = faults.edition(field, name)
    try faults.check()
    let found = try await store.read(at: point, call: call) { transaction in
      try choice.flatMap { try BulletinStore.find($0.programme, $0.edition, in: transaction) }
    }
    guard let bulletin = found.value else { throw Failure.notFound(name) }
    return bulletin
  }
}

extension FieldFaults {
  /// The name of an edition, or of a month for its last edition.
  mutating func edition(_ field: String, _ name: String) -> (programme: String, edition: EditionChoice)? {
    guard let ids = self.name(field, name, .bulletin) else { return nil }
    let choice = require(
      field, EditionChoice(ids[1]), "NAME_INVALID", zh: "“\(name)”末段应形如2013-06-1或2013-06。",
      en: "the last part of \"\(name)\" should look like 2013-06-1 or 2013-06.")
    return choice.map { (ids[0], $0) }
  }
}
