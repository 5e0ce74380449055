import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.reporting.v1.SupervisionService`.
struct SupervisionHandler: ReportingV1.SupervisionService {
  let store: Store
  let calendars: any CalendarSource

  private typealias Methods = ReportingV1.SupervisionServiceMethods

  func createSupervisedItem(
    _ request: ReportingV1.CreateSupervisedItemRequest, _ call: CallContext
  ) async throws -> ReportingV1.SupervisedItem {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let id = faults.id("item_id", request.itemId)
    var asked = request.item ?? .init()
    if request.workingDays != 0, let day = try await dueOn(request, programme, call, &faults) {
      asked.dueOn = "\(day)"
    }
    let wanted = SupervisedItem(asked, programme: programme, id: id, on: .today, &faults)
    let item = try faults.checked(wanted)
    return try await store.write(
      request, Methods.createSupervisedItem, resource: item.name, requestID: request.requestId, call: call
    ) { transaction in
      var own = item
      guard try SupervisionStore.find(own.programme, own.id, in: transaction) == nil else {
        throw Failure.alreadyExists(own.name)
      }
      try own.requireThere(in: transaction)
      try own.giveNumber(in: transaction)
      let signatory = Signatory(ofCity: call, at: transaction.time)
      own.steps = [.init(kind: .enter, text: "", evidence: "", dueOn: own.way.dueOn, by: signatory)]
      return try own.keep(unless: request.validateOnly, in: transaction)
    }
  }

  /// The last day that so many worked days after the day of entering come to; nil with a fault noted.
  private func dueOn(
    _ request: ReportingV1.CreateSupervisedItemRequest, _ programme: String?, _ call: CallContext,
    _ faults: inout FieldFaults
  ) async throws -> Day? {
    let item = request.item ?? .init()
    guard let programme, let from = item.enteredOn.isEmpty ? Day.today : Day(item.enteredOn) else { return nil }
    let term = try await SupervisionTerm(
      dueOn: item.dueOn, field: "item.due_on", workingDays: request.workingDays, &faults
    ) { try await calendars.calendar(programme, call: call) }
    return term?.lastDay(from: from)
  }

  /// The new last day that a request gives, with its reason checked.
  private func term(_ request: some TermRequest, reason: String, _ call: CallContext) async throws -> SupervisionTerm {
    let programme = try ResourcePattern.supervisedItem.ids(ofRequested: request.name)[0]
    var faults = FieldFaults()
    faults.reason(reason)
    let term = try await SupervisionTerm(
      dueOn: request.dueOn, field: "due_on", workingDays: request.workingDays, &faults
    ) { try await calendars.calendar(programme, call: call) }
    return try faults.checked(term)
  }

  func getSupervisedItem(
    _ request: ReportingV1.GetSupervisedItemRequest, _ call: CallContext
  ) async throws -> ReportingV1.SupervisedItem {
    let ids = try ResourcePattern.supervisedItem.ids(ofRequested: request.name)
    let found = try await store.read(at: request.read, call: call) {
      try SupervisionStore.find(ids[0], ids[1], in: $0)
    }
    guard let own = found.value else { throw Failure.notFound(request.name) }
    return own.wire(on: .today, epoch: found.version.epoch)
  }

  func listSupervisedItems(
    _ request: ReportingV1.ListSupervisedItemsRequest, _ call: CallContext
  ) async throws -> ReportingV1.ListSupervisedItemsResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let day = faults.optionalDay("overdue_on", request.overdueOn)
    let query = ListQuery(
      request, bound: [request.parent, request.overdueOn], SupervisionLists.fields, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, SupervisionLists.mask, &faults)
    let id = try faults.checked(programme)
    let found = try await store.read(at: query.point(request.read), call: call) {
      try SupervisionStore.page(id, overdueOn: day, query, in: $0)
    }
    let today = day ?? .today
    return .with {
      $0.items = found.value.items.map { masked($0.wire(on: today, epoch: found.version.epoch)) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func replyToItem(
    _ request: ReportingV1.ReplyToItemRequest, _ call: CallContext
  ) async throws -> ReportingV1.SupervisedItem {
    var faults = FieldFaults()
    faults.text("text", request.text)
    faults.length("text", request.text)
    faults.length("evidence", request.evidence)
    try faults.check()
    return try await move(request, Methods.replyToItem, call) { own, time in
      try own.take(.reply, by: call, at: time, text: request.text, evidence: request.evidence)
    }
  }

  func returnReply(
    _ request: ReportingV1.ReturnReplyRequest, _ call: CallContext
  ) async throws -> ReportingV1.SupervisedItem {
    let term = try await term(request, reason: request.reason, call)
    return try await move(request, Methods.returnReply, call) { own, time in
      let day = term.lastDay(from: Day(inChinaAt: time))
      try own.take(.giveBack(until: day), by: call, at: time, text: request.reason)
    }
  }

  func extendItem(
    _ request: ReportingV1.ExtendItemRequest, _ call: CallContext
  ) async throws -> ReportingV1.SupervisedItem {
    let term = try await term(request, reason: request.reason, call)
    return try await move(request, Methods.extendItem, call) { own, time in
      let day = term.lastDay(from: max(own.way.dueOn, Day(inChinaAt: time)))
      try own.take(.extend(until: day), by: call, at: time, text: request.reason)
    }
  }

  func closeItem(
    _ request: ReportingV1.CloseItemRequest, _ call: CallContext
  ) async throws -> ReportingV1.SupervisedItem {
    var faults = FieldFaults()
    faults.reason(request.reason)
    try faults.check()
    return try await move(request, Methods.closeItem, call) { own, time in
      try own.take(.close, by: call, at: time, text: request.reason)
    }
  }

  /// Runs a step of one item: finds it, decides, keeps it, and answers.
  private func move<Request: ChangeRequest>(
    _ request: Request, _ method: MethodDescriptor<Request, ReportingV1.SupervisedItem>, _ call: CallContext,
    _ decide: @escaping @Sendable (inout SupervisedItem, Int64) throws -> Void
  ) async throws -> ReportingV1.SupervisedItem {
    let ids = try ResourcePattern.supervisedItem.ids(ofRequested: request.name)
    return try await store.change(
      request, method, call, etag: { $0.etag }, find: { try SupervisionStore.find(ids[0], ids[1], in: $0) },
      decide: { try decide(&$0, $1.time) }, keep: { try SupervisionStore.put(&$0, in: $1) },
      answer: { own, moment, epoch in own.wire(on: Day(inChinaAt: moment), epoch: epoch) })
  }
}

extension SupervisedItem {
  /// Throws NOT_FOUND for the bulletin, meeting or office that it names and that is not there.
  fileprivate func requireThere(in transaction: WriteTransaction) throws {
    if let ids = ResourcePattern.office.match(unit) {
      guard try OfficeStore.find(ids[0], ids[1], in: transaction) != nil else { throw Failure.notFound(unit) }
    }
    let isThere: Bool
    switch origin {
    case .bulletin:
      let edition = ResourcePattern.bulletin.match(source).flatMap { EditionChoice($0[1]) }
      isThere = try edition.flatMap { try BulletinStore.find(programme, $0, in: transaction) } != nil
    case .meeting:
      let ids = ResourcePattern.meeting.match(source)
      isThere = try ids.flatMap { try MeetingStore.find($0[0], $0[1], in: transaction) } != nil
    case .leaderNote, .inspection, .progressReport: isThere = true
    }
    guard isThere else { throw Failure.notFound(source) }
  }

  /// The next number of the year in which it was entered.
  fileprivate mutating func giveNumber(in transaction: WriteTransaction) throws {
    let year = enteredOn.civil.year
    let last = try SupervisionStore.lastNumber(programme, year: year, in: transaction)
    number = Self.number(Int64(last) + 1, year: Int64(year), isDemonstration: isDemonstration) ?? number
  }

  fileprivate mutating func keep(
    unless validateOnly: Bool, in transaction: WriteTransaction
  ) throws -> Reply<ReportingV1.SupervisedItem> {
    if !validateOnly { try SupervisionStore.put(&self, in: transaction) }
    let own = self
    return transaction.reply(changed: true, validateOnly: validateOnly) {
      own.wire(on: Day(inChinaAt: transaction.time), epoch: $0.epoch)
    }
  }
}

extension FieldFaults {
  fileprivate mutating func reason(_ text: String) {
    self.text("reason", text)
    length("reason", text)
  }
}

extension Day {
  /// Today in China.
  fileprivate static var today: Day { Day(inChinaAt: StoreOptions.systemClock()) }
}
