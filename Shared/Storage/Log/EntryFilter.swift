/// Which entries of the log are asked for.
public struct EntryFilter: Sendable, Hashable {
  /// Only this resource, or one below it; nil for all.
  public var resource: String?
  /// Only this principal; nil for all.
  public var principal: String?
  /// Only this method, or any method of this service, with the slash before it; nil for all.
  public var method: String?
  /// Only entries kept after this time, in microseconds UTC.
  public var after: Int64?
  /// Only entries kept at or before this time.
  public var until: Int64?

  /// Every entry.
  public init() {}
}

/// Some entries in the order asked for, without their bytes.
public struct EntryPage: Sendable, Hashable {
  /// The entries.
  public var entries: [LogEntry]
  /// The sequence from which the next page goes on; nil when this is the last.
  public var next: Int64?
}

extension Store {
  /// Entries that a filter lets through, at most `limit`, from the beginning or, when `descending`, from the end; after
  /// the sequence `after` in that order. A page may have fewer, or none, and still not be the last: a read goes over so
  /// many entries only. `condition` narrows them further by the log's columns, its values being `arguments`.
  public func entries(
    matching filter: EntryFilter, where condition: String = "1 = 1", _ arguments: [SQLValue] = [],
    descending: Bool = false, after: Int64? = nil, limit: Int
  ) async throws -> (page: EntryPage, version: DataVersion) {
    try await readLog { log, head in
      var first: Int64 = 1
      var last = head.size
      if let time = filter.after { first = try log.sequence(at: time, size: head.size) + 1 }
      if let time = filter.until { last = try log.sequence(at: time, size: head.size) }
      if let after {
        if descending { last = min(last, max(after, 1) - 1) } else { first = max(first, min(after, head.size) + 1) }
      }
      let whole = first...max(first, last)
      guard first <= last else { return (EntryPage(entries: [], next: nil), head.version) }
      let range =
        descending ? max(first, last - EntryPage.scanMax + 1)...last : first...min(last, first + EntryPage.scanMax - 1)
      var page = EntryPage(
        entries: try log.entries(
          in: range, filter, where: condition, arguments, descending: descending, limit: limit + 1))
      if page.entries.count > limit {
        page.entries.removeLast()
        page.next = page.entries.last?.version.sequence
      } else if descending ? range.lowerBound > whole.lowerBound : range.upperBound < whole.upperBound {
        page.next = descending ? range.lowerBound : range.upperBound
      }
      return (page, head.version)
    }
  }
}

extension EntryPage {
  static let scanMax: Int64 = 20_000
}

extension Log {
  fileprivate func entries(
    in range: ClosedRange<Int64>, _ filter: EntryFilter, where condition: String, _ given: [SQLValue],
    descending: Bool, limit: Int
  ) throws(StorageError) -> [LogEntry] {
    var arguments = given + [.integer(range.lowerBound), .integer(range.upperBound)]
    var conditions = ["(\(condition))", "sequence BETWEEN ?\(given.count + 1) AND ?\(given.count + 2)"]
    func below(_ column: String, _ prefix: String?) {
      guard let prefix else { return }
      let number = arguments.count + 1
      // "0" follows "/" among the bytes, so this is everything that begins with the prefix and a slash.
      arguments += [.text(prefix), .text(prefix + "/"), .text(prefix + "0")]
      conditions.append(
        "(\(column) = ?\(number) OR (\(column) >= ?\(number + 1) AND \(column) < ?\(number + 2)))")
    }
    below("resource", filter.resource)
    below("method", filter.method)
    if let principal = filter.principal {
      arguments.append(.text(principal))
      conditions.append("principal = ?\(arguments.count)")
    }
    arguments.append(SQLValue(limit))
    let order = "ORDER BY sequence \(descending ? "DESC" : "ASC") LIMIT ?\(arguments.count)"
    return try entries(where: "\(conditions.joined(separator: " AND ")) \(order)", arguments, withBytes: false)
  }
}
