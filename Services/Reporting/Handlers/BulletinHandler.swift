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
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      request, bound: [request.parent], BulletinLists.fields, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, BulletinLists.mask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try BulletinStore.page(programme, query, in: $0)
    }
    let bulletins = try found.value.items.map { masked(try $0.wire(withDocument: false)) }
    return .with {
      $0.bulletins = bulletins
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func listMeetings(
    _ request: ReportingV1.ListMeetingsRequest, _ call: CallContext
  ) async throws -> ReportingV1.ListMeetingsResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      request, bound: [request.parent], MeetingLists.fields, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, MeetingLists.mask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try MeetingStore.page(programme, query, in: $0)
    }
    return .with {
      $0.meetings = found.value.items.map { masked($0.wire) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func listOffices(
    _ request: ReportingV1.ListOfficesRequest, _ call: CallContext
  ) async throws -> ReportingV1.ListOfficesResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      request, bound: [request.parent], OfficeLists.fields, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, OfficeLists.mask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try OfficeStore.page(programme, query, in: $0)
    }
    return .with {
      $0.offices = found.value.items.map { masked($0.wire) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
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
