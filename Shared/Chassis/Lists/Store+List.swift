public import RPC
public import Storage
public import Wire
import WireTupo

extension Store {
  /// Answers with one page of a programme's list: `page` reads the records at the version of the first page, `wire` has
  /// each as the contract does, and they stand, masked, in the field `items`.
  ///
  /// Throws INVALID_ARGUMENT with all that is wrong in the request, and what `page` and `wire` throw.
  public func list<Request: ProgrammeListRequest, Answer: ListAnswer, Record: Sendable, Item: WireMessage>(
    _ request: Request, _ fields: ListFields, _ mask: [String: ReadMask<Item>.Copy], default standard: Int, max: Int,
    into items: WritableKeyPath<Answer, [Item]>, call: CallContext,
    page: @escaping @Sendable (String, ListQuery, ReadTransaction) throws -> ListPage<Record>,
    wire: (Record) throws -> Item
  ) async throws -> Answer {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(request, bound: [request.parent], fields, default: standard, max: max, &faults)
    let masked = ReadMask(request.readMask, mask, &faults)
    try faults.check()
    let found = try await read(at: query.point(request.read), call: call) { try page(programme, query, $0) }
    var answer = Answer()
    answer[keyPath: items] = try found.value.items.map { masked(try wire($0)) }
    (answer.nextPageToken, answer.version) = (found.value.nextToken, found.version)
    return answer
  }
}
