import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

extension PersonHandler {
  /// The contacts of those persons of whom one is kept, after an entry that says who read them.
  func contacts(
    of records: [PersonRecord], readAt version: CommonV1.DataVersion, _ method: String, resource: String,
    purpose: String, _ call: CallContext
  ) async throws -> [String: IndicatorsV1.Person.Contact] {
    let names = records.filter { $0.contact?.isKept == true && call.mayReach($0) }.map(\.name)
    let found = try await store.disclose(
      names, readAt: DataVersion(version), method: method, resource: resource, purpose: purpose, call: call)
    return try found.mapValues { try IndicatorsV1.Person.Contact(decoding: $0) }
  }

  /// The answer with the contact that the call gave, if it is what is kept now: a repetition may come when it was erased
  /// or replaced. Throws `requestIDReused` when the first call with this id gave another.
  func given(
    _ contact: IndicatorsV1.Person.Contact?, in answer: IndicatorsV1.Person, _ requestID: String, validateOnly: Bool,
    _ call: CallContext
  ) async throws -> IndicatorsV1.Person {
    guard let contact else { return answer }
    var complete = answer
    complete.contact = contact
    if validateOnly { return complete }
    let name = answer.name
    let now = try await store.read { transaction in
      (
        try PersonalRecords.state(of: name, in: transaction).map { CommonV1.PersonalCommitment($0.commitment) },
        try PersonalRecords.find(name, in: transaction)
      )
    }.value
    guard let kept = now.1, now.0 == answer.contactCommitment else { return answer }
    guard kept == contact.encoded() else { throw StorageError.requestIDReused(requestID) }
    return complete
  }
}

extension CallContext {
  /// Whether the caller may see how a person is reached: the city's office anybody, a county and a zone their own people.
  fileprivate func mayReach(_ record: PersonRecord) -> Bool {
    let units = record.posts.map { "\(ResourcePattern.programme.name(record.programme))/\($0.unit)" }
    return holds(.cityOffice, of: "")
      || units.contains { holds(.cityOffice, .county, .zoneReporter, .zoneApprover, of: $0) }
  }
}

extension Store {
  /// Writes a request that holds a person with a contact: the log keeps it with the commitment in the contact's place.
  func write<Request: WireMessage>(
    personal request: Request, _ method: MethodDescriptor<Request, IndicatorsV1.Person>,
    _ person: WritableKeyPath<Request, IndicatorsV1.Person?>, _ sealed: SealedRecord?, resource: String,
    requestID: String, call: CallContext,
    _ decide: @escaping @Sendable (WriteTransaction) throws -> Reply<IndicatorsV1.Person>
  ) async throws -> IndicatorsV1.Person {
    var kept = request
    kept[keyPath: person]?.contact = nil
    kept[keyPath: person]?.contactCommitment = nil
    var identity = kept
    if request[keyPath: person]?.contact != nil { identity[keyPath: person]?.contact = .init() }
    kept[keyPath: person]?.contactCommitment = sealed.map { CommonV1.PersonalCommitment($0.commitment) }
    return try await write(
      LogRequest(
        bytes: kept.encoded(), identity: identity.encoded(), schema: Request.fullName, method: method.path,
        resource: resource, requestID: requestID, call: call), call: call, decide)
  }
}

extension FieldFaults {
  /// Whether each post's zone is one of the programme's; `kept` posts may be of one that has gone. Offices are
  /// the reporting service's.
  mutating func requireUnits(
    of posts: [IndicatorsV1.Person.Post], programme: String, but kept: [Post], in transaction: some Transaction
  ) throws {
    var known: [String: Bool] = [:]
    for (index, post) in posts.enumerated() {
      guard let ids = ResourcePattern.zone.match(post.unit), ids[0] == programme,
        !kept.contains(where: { $0.unit == "zones/\(ids[1])" })
      else { continue }
      let isThere = try known[ids[1]] ?? (ZoneStore.find(programme, ids[1], in: transaction) != nil)
      known[ids[1]] = isThere
      if !isThere {
        add("person.posts[\(index)].unit", "ZONE_UNKNOWN", zh: "本计划没有此单位。", en: "the programme has no such zone.")
      }
    }
  }

  /// The refusal for what is wrong, where something is known to be.
  var unchecked: Failure {
    do throws(Failure) { _ = try checked(Never?.none) } catch { return error }
    return Failure(.internal, "FAULT_UNTOLD", zh: "请求无法转换。", en: "The request could not be converted.")
  }
}

extension Failure {
  /// FAILED_PRECONDITION: the personal record of a person was erased.
  static func erased(_ name: String) -> Failure {
    Failure(
      .failedPrecondition, "ERASED", zh: "\(name)的个人信息已删除，不能再修改。",
      en: "The personal record of \(name) was erased; nothing of it can be changed any more.",
      values: ["resource": name],
      details: [
        .preconditionFailure([.init(type: "ERASED", subject: name, description: "The personal record was erased.")])
      ])
  }

  /// FAILED_PRECONDITION: a post still runs, or is to begin.
  static func inForce(_ post: Post, of record: PersonRecord) -> Failure {
    let end = post.validTo.map { "\($0)" }
    return Failure(
      .failedPrecondition, "POST_IN_FORCE",
      zh: "\(record.name)在\(post.unit)的任职\(end.map { "到\($0)才结束" } ?? "尚未结束")：请先修改任职的止日。",
      en:
        "The post of \(record.name) at \(post.unit) \(end.map { "runs until \($0)" } ?? "has no last day"): end it first.",
      values: ["resource": record.name, "unit": post.unit],
      details: [
        .preconditionFailure([
          .init(type: "POST_IN_FORCE", subject: record.name, description: "A post is still in force.")
        ])
      ])
  }
}
