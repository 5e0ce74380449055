import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.PersonService`.
///
/// A contact goes from the request into its side record, and from there into answers: never into a request's kept bytes,
/// a kept answer or the feed.
struct PersonHandler: IndicatorsV1.PersonService {
  let store: Store

  func createPerson(
    _ request: IndicatorsV1.CreatePersonRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Person {
    let wanted = request.person ?? .init()
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let id = faults.id("person_id", request.personId)
    if let contact = wanted.contact { faults.contact("person.contact", contact) }
    let posts = faults.posts("person.posts", wanted.posts, programme: programme)
    guard let programme, let id else { throw faults.unchecked }
    let record = PersonRecord(programme: programme, id: id, posts: posts)
    let sealed = wanted.contact.map { store.seal($0.encoded(), of: record.name) }
    let found = faults
    let answer = try await store.write(
      personal: request, IndicatorsV1.PersonServiceMethods.createPerson, \.person, sealed, resource: record.name,
      requestID: request.requestId, call: call
    ) { transaction in
      var faults = found
      try faults.requireUnits(of: wanted.posts, programme: programme, but: [], in: transaction)
      try faults.check()
      guard try ProgrammeStore.find(programme, in: transaction) != nil else { throw Failure.notFound(request.parent) }
      guard try PersonStore.find(programme, id, named: record.name, in: transaction) == nil else {
        throw Failure.alreadyExists(record.name)
      }
      return try keep(record, sealed, unless: request.validateOnly, in: transaction)
    }
    return try await given(wanted.contact, in: answer, request.requestId, validateOnly: request.validateOnly, call)
  }

  func getPerson(_ request: IndicatorsV1.GetPersonRequest, _ call: CallContext) async throws -> IndicatorsV1.Person {
    var faults = FieldFaults()
    let ids = faults.name("name", request.name, .person) ?? ["", ""]
    let masked = ReadMask(request.readMask, PersonLists.mask, &faults)
    faults.purpose("purpose", request.purpose)
    try faults.check()
    let found = try await store.read(at: request.read, call: call) {
      try PersonStore.find(ids[0], ids[1], named: request.name, in: $0)
    }
    guard let record = found.value else { throw Failure.notFound(request.name) }
    let contacts = try await contacts(
      of: masked.holds("contact") ? [record] : [], readAt: found.version,
      IndicatorsV1.PersonServiceMethods.getPerson.path, resource: request.name, purpose: request.purpose, call)
    var answer = record.wire(epoch: found.version.epoch)
    answer.contact = contacts[record.name]
    return masked(answer)
  }

  func listPersons(
    _ request: IndicatorsV1.ListPersonsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListPersonsResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let filter = PersonStore.Filter(
      unit: request.unit.isEmpty ? nil : faults.unit("unit", request.unit, of: programme),
      day: faults.optionalDay("on", request.on))
    let query = ListQuery(
      request, bound: [request.parent, request.unit, request.on], PersonLists.fields, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, PersonLists.mask, &faults)
    faults.purpose("purpose", request.purpose)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try PersonStore.page(programme ?? "", filter, query, collection: "\(request.parent)/persons", in: $0)
    }
    let contacts = try await contacts(
      of: masked.holds("contact") ? found.value.items : [], readAt: found.version,
      IndicatorsV1.PersonServiceMethods.listPersons.path, resource: request.parent, purpose: request.purpose, call)
    return .with {
      $0.persons = found.value.items.map { record in
        var person = record.wire(epoch: found.version.epoch)
        person.contact = contacts[record.name]
        return masked(person)
      }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func updatePerson(
    _ request: IndicatorsV1.UpdatePersonRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Person {
    let wanted = request.person ?? .init()
    var faults = FieldFaults()
    let mask = PersonMask(request.updateMask, wanted, &faults)
    let ids = faults.name("person.name", wanted.name, .person)
    let contact = mask.hasContact ? wanted.contact : nil
    if let contact { faults.contact("person.contact", contact) }
    let posts = mask.hasPosts ? faults.posts("person.posts", wanted.posts, programme: ids?[0]) : nil
    guard let ids else { throw faults.unchecked }
    let sealed = contact.map { store.seal($0.encoded(), of: wanted.name) }
    let found = faults
    let answer = try await store.write(
      personal: request, IndicatorsV1.PersonServiceMethods.updatePerson, \.person, sealed, resource: wanted.name,
      requestID: request.requestId, call: call
    ) { transaction in
      let kept = try PersonStore.find(ids[0], ids[1], named: wanted.name, in: transaction)
      var faults = found
      if posts != nil {
        try faults.requireUnits(of: wanted.posts, programme: ids[0], but: kept?.posts ?? [], in: transaction)
      }
      try faults.check()
      guard var record = kept else { throw Failure.notFound(wanted.name) }
      guard wanted.etag.isEmpty || wanted.etag == record.etag else { throw Failure.staleETag(wanted.name) }
      if record.isErased { throw Failure.erased(wanted.name) }
      let isSame = try sealed.map { try PersonalRecords.find($0.resource, in: transaction) == $0.bytes } ?? true
      if isSame && (posts ?? record.posts) == record.posts {
        return .unchanged(record.wire(epoch: transaction.version.epoch))
      }
      record.posts = posts ?? record.posts
      return try keep(record, isSame ? nil : sealed, unless: request.validateOnly, in: transaction)
    }
    return try await given(contact, in: answer, request.requestId, validateOnly: request.validateOnly, call)
  }

  func erasePerson(_ request: IndicatorsV1.ErasePersonRequest, _ call: CallContext) async throws -> IndicatorsV1.Person
  {
    var faults = FieldFaults()
    let ids = faults.name("name", request.name, .person) ?? ["", ""]
    faults.text("reason", request.reason)
    faults.purpose("reason", request.reason)
    try faults.check()
    let method = IndicatorsV1.PersonServiceMethods.erasePerson
    return try await store.write(request, method, resource: request.name, requestID: request.requestId, call: call) {
      transaction in
      guard var record = try PersonStore.find(ids[0], ids[1], named: request.name, in: transaction) else {
        throw Failure.notFound(request.name)
      }
      guard request.etag.isEmpty || request.etag == record.etag else { throw Failure.staleETag(request.name) }
      if record.isErased { throw Failure.erased(request.name) }
      let today = Day(inChinaAt: transaction.time)
      if let post = record.posts.first(where: { $0.lasts(beyond: today) }) { throw Failure.inForce(post, of: record) }
      (record.isErased, record.contact) = (true, nil)
      if !request.validateOnly { try PersonalRecords.erase(record.name, in: transaction) }
      return try keep(record, nil, unless: request.validateOnly, in: transaction)
    }
  }

  private func keep(
    _ record: PersonRecord, _ sealed: SealedRecord?, unless validateOnly: Bool, in transaction: WriteTransaction
  ) throws -> Reply<IndicatorsV1.Person> {
    let epoch = transaction.version.epoch
    if validateOnly { return .unchanged(record.wire(epoch: epoch)) }
    if let sealed { try PersonalRecords.put(sealed, in: transaction) }
    try PersonStore.put(record, in: transaction)
    let kept = try PersonStore.find(record.programme, record.id, named: record.name, in: transaction)
    return .keep((kept ?? record).wire(epoch: epoch))
  }
}
