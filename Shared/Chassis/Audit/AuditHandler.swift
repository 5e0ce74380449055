public import RPC
public import Storage
import Wire
import WireStandard
public import WireTupo

/// Serves `tupo.common.v1.AuditService` over the log of any service.
public struct AuditHandler: CommonV1.AuditService {
  let store: Store
  /// Where signed heads are written; nil where none are.
  let heads: (folder: HeadFolder, name: String)?

  /// A handler over a store, and over the folder in which the heads of the service `name` lie.
  public init(store: Store, heads: (folder: HeadFolder, name: String)?) {
    self.store = store
    self.heads = heads
  }

  /// Lists entries by sequence, without their bytes.
  public func listEntries(
    _ request: CommonV1.ListEntriesRequest, _ call: CallContext
  ) async throws -> CommonV1.ListEntriesResponse {
    var faults = FieldFaults()
    if !request.parent.isEmpty { _ = faults.name("parent", request.parent, .programme) }
    let filter = EntryFilter(request, &faults)
    let query = ListQuery(request, bound: request.bound, AuditLists.entries, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, AuditLists.entryMask, &faults)
    try faults.check()
    var condition = SQLCondition()
    query.narrow(&condition)
    let found = try await store.entries(
      matching: filter, where: condition.text, condition.arguments, descending: query.order.isDescending,
      after: query.sequence, limit: query.size)
    call.setTrailer(found.version.description, for: "tupo-data-version")
    return .with {
      $0.entries = found.page.entries.map { masked(CommonV1.LogEntry($0, withBytes: false)) }
      $0.nextPageToken = found.page.next.map { query.token(after: [.integer($0)], at: found.version) } ?? ""
      $0.version = CommonV1.DataVersion(found.version)
    }
  }

  /// Gets an entry with the bytes as stored.
  public func getEntry(_ request: CommonV1.GetEntryRequest, _ call: CallContext) async throws -> CommonV1.LogEntry {
    let sequence = try Self.sequence(of: request.name)
    guard let entry = try await store.entry(sequence) else { throw Failure.notFound(request.name) }
    return CommonV1.LogEntry(entry, withBytes: true)
  }

  /// Gets the head of the log as it is, or as it was at a size.
  public func getHead(_ request: CommonV1.GetHeadRequest, _ call: CallContext) async throws -> CommonV1.LogHead {
    CommonV1.LogHead(try await head(at: request.size))
  }

  /// Lists the heads that were written outside of the database, newest first when nothing else is asked.
  public func listHeads(
    _ request: CommonV1.ListHeadsRequest, _ call: CallContext
  ) async throws -> CommonV1.ListHeadsResponse {
    var faults = FieldFaults()
    let query = ListQuery(request, bound: [], AuditLists.heads, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, AuditLists.headMask, &faults)
    try faults.check()
    guard let heads else { return .init() }
    let files = try heads.folder.files(of: heads.name)
    // Of no version: a head that was written stays.
    let page = query.page(of: files, AuditLists.headColumns, at: DataVersion(epoch: 0, sequence: 0))
    var found: [CommonV1.LogHead] = []
    for file in page.items {
      if let head = try heads.folder.head(in: file) { found.append(masked(CommonV1.LogHead(head))) }
    }
    return .with {
      $0.heads = found
      $0.nextPageToken = page.nextToken
    }
  }

  /// Proves that an entry is in the log of a size.
  public func proveEntry(
    _ request: CommonV1.ProveEntryRequest, _ call: CallContext
  ) async throws -> CommonV1.ProveEntryResponse {
    let sequence = try Self.sequence(of: request.name)
    let head = try await head(at: request.size)
    guard sequence <= head.size else { throw Failure.notFound(request.name) }
    let proven = try await store.inclusionProof(of: sequence, size: head.size)
    return .with {
      $0.entry = CommonV1.LogEntry(proven.entry, withBytes: true)
      $0.size = head.size
      $0.path = proven.proof.path.map(\.bytes)
      $0.head = CommonV1.LogHead(head)
    }
  }

  /// Proves that the log only grew from one size to another.
  public func proveConsistency(
    _ request: CommonV1.ProveConsistencyRequest, _ call: CallContext
  ) async throws -> CommonV1.ProveConsistencyResponse {
    let newer = try await head(at: request.toSize)
    guard request.fromSize <= newer.size else {
      throw Failure(
        .invalidArgument, "SIZES_REVERSED", zh: "from_size：不能大于to_size（\(newer.size)）。",
        en: "from_size: must not be larger than to_size (\(newer.size)).", values: ["field": "from_size"])
    }
    let older = try await head(at: request.fromSize)
    let proof = try await store.consistencyProof(from: older.size, to: newer.size)
    return .with {
      $0.older = CommonV1.LogHead(older)
      $0.newer = CommonV1.LogHead(newer)
      $0.path = proof.path.map(\.bytes)
    }
  }

  /// Streams the log with everything that its hashes cover.
  public func exportEntries(
    _ request: CommonV1.ExportEntriesRequest, _ responses: ResponseWriter<CommonV1.ExportEntriesResponse>,
    _ call: CallContext
  ) async throws {
    let head = try await head(at: request.last)
    try await responses.write(.with { $0.piece = .head(CommonV1.LogHead(head)) })
    var cursor = LogCursor(before: max(1, request.first))
    while true {
      let page = try await store.pieces(at: cursor, last: head.size)
      if page.pieces.isEmpty { return }
      for piece in page.pieces { try await responses.write(CommonV1.ExportEntriesResponse(piece)) }
      cursor = page.next
    }
  }

  private func head(at size: Int64?) async throws -> LogHead {
    if let size { return try await store.head(at: size) }
    return try await store.head()
  }

  private static func sequence(of name: String) throws -> Int64 {
    let ids = try ResourcePattern.logEntry.ids(ofRequested: name)
    guard let sequence = Int64(ids[0]), sequence > 0, "\(sequence)" == ids[0] else { throw Failure.notFound(name) }
    return sequence
  }
}

extension ResourcePattern {
  /// `entries/{sequence}`.
  public static let logEntry = ResourcePattern("entries/{sequence}")
}

extension EntryFilter {
  fileprivate init(_ request: CommonV1.ListEntriesRequest, _ faults: inout FieldFaults) {
    self.init()
    resource = request.resource.isEmpty ? request.parent : request.resource
    if resource?.isEmpty == true { resource = nil }
    if let resource, !request.parent.isEmpty, resource != request.parent, !resource.hasPrefix(request.parent + "/") {
      faults.add("resource", "NAME_INVALID", zh: "不属于\(request.parent)。", en: "is not of \(request.parent).")
    }
    principal = request.principal.isEmpty ? nil : request.principal
    if !request.method.isEmpty { method = request.method.hasPrefix("/") ? request.method : "/" + request.method }
    after = request.after?.micros
    until = request.until?.micros
  }
}

extension CommonV1.ListEntriesRequest {
  /// What narrows the list beside its filter.
  fileprivate var bound: [String] {
    [parent, resource, principal, method] + [after, until].map { $0.map { "\($0.micros)" } ?? "" }
  }
}

extension ListQuery {
  /// The entry after which a page of the log begins.
  fileprivate var sequence: Int64? {
    if case .integer(let sequence)? = place?.first { sequence } else { nil }
  }
}

extension ListOrder {
  /// Whether a list with one order is read from its end.
  fileprivate var isDescending: Bool { keys.first?.isDescending ?? false }
}
