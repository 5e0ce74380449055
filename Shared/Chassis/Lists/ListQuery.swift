public import Storage
import Wire
public import WireTupo

/// One page of a list: its filter, its order, where it begins, and the version at which all pages are read.
public struct ListQuery: Sendable {
  /// How many rows at most.
  public let size: Int
  let filter: Filter?
  let order: ListOrder
  let fields: ListFields
  private let token: ListToken?
  private let query: String

  /// Reads it from a list's request; notes what is wrong. `bound` are the other fields that narrow the list: a page's
  /// token is good for the same ones only.
  public init(
    _ request: some ListRequest, bound: [String], _ fields: ListFields, default standard: Int, max: Int,
    _ faults: inout FieldFaults
  ) {
    self.fields = fields
    let asked = Int(request.pageSize)
    if asked < 0 { faults.add("page_size", "PAGE_SIZE_NEGATIVE", zh: "不能为负。", en: "must not be negative.") }
    size = asked <= 0 ? standard : min(asked, max)
    let filter = fields.filter(request.filter, &faults)
    let order = ListOrder(request.orderBy, fields, &faults)
    (self.filter, self.order) = (filter, order)
    query = ListToken.query(fields.all.map(\.name) + [filter?.description ?? "", order.sql] + bound)
    let token = request.pageToken.isEmpty ? nil : ListToken(request.pageToken)
    self.token = token
    if request.pageToken.isEmpty { return }
    if let token, token.query != query {
      faults.add(
        "page_token", "PAGE_TOKEN_OF_OTHER_QUERY", zh: "属于另一查询：翻页时过滤、排序与范围须不变。",
        en: "is of another query: filter, order and scope must stay the same from page to page.")
    } else if token?.place.count != order.keys.count {
      faults.add("page_token", "PAGE_TOKEN_INVALID", zh: "不是本次查询给出的页标记。", en: "was not given for this query.")
    }
  }

  /// The version to read: that of the first page on all pages.
  public func point(_ asked: CommonV1.ReadPoint?) -> CommonV1.ReadPoint? {
    guard let token else { return asked }
    return .with { $0.point = .version(CommonV1.DataVersion(token.version)) }
  }

  /// The moment of which to tell: that of the first page on all pages; nil on the first. For lists that follow from the
  /// calendar beside what is kept.
  public var moment: Int64? { token?.moment }

  /// The place after which the page begins; nil on the first.
  var place: [SQLValue]? { token?.place }

  /// Asks for the page after a place.
  func token(after place: [SQLValue], at version: DataVersion, moment: Int64? = nil) -> String {
    ListToken(version: version, moment: moment, query: query, place: place).text
  }

  /// Narrows a condition to what the filter lets through.
  func narrow(_ condition: inout SQLCondition) {
    if let filter { condition.and { filter.sql(fields.byName, &$0) } }
  }

  /// Reads the page's rows, and makes an item of each.
  public func page<Item>(
    of table: VersionedTable, where base: SQLCondition, in transaction: some Transaction,
    _ item: (SQLRow) throws -> Item
  ) throws -> ListPage<Item> {
    var condition = base
    narrow(&condition)
    if let place { condition.and { order.after(place, &$0) } }
    let rows = try table.select(
      where: condition.text, condition.arguments, orderBy: order.sql, limit: size + 1, in: transaction)
    let items = try rows.prefix(size).map(item)
    guard rows.count > size, let last = rows.prefix(size).last else { return ListPage(items: items, nextToken: "") }
    return ListPage(items: items, nextToken: token(after: try order.place(of: last), at: transaction.version))
  }
}

/// One page of a list.
public struct ListPage<Item: Sendable>: Sendable {
  /// The items, in order.
  public let items: [Item]
  /// Asks for the next page; empty on the last.
  public let nextToken: String

  /// The page of what `body` makes of its items together.
  public func map<Other>(_ body: ([Item]) throws -> [Other]) rethrows -> ListPage<Other> {
    ListPage<Other>(items: try body(items), nextToken: nextToken)
  }
}
