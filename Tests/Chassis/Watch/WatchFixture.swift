import Chassis
import RPC
import Storage
import TestSupport
import Wire
import WireTupo

@testable import Chassis

/// A service's data for the tests of its feed: zones, whose attributes lie in a table of their own, and offices.
enum Village {
  static let zone = VersionedTable("zone", key: [.text("id")], columns: [.text("source")])
  static let part = VersionedTable("zone_part", key: [.text("zone"), .integer("ordinal")], columns: [.text("word")])
  static let office = VersionedTable("office", key: [.text("id")], columns: [.text("word")])
  static let other = VersionedTable("other", key: [.text("id")], columns: [.text("word")])
  static let migrations = [Migration("0001 create village", creating: zone, part, office, other)]

  static let tables = WatchedTables(
    .init(
      [
        .whole(zone) { "programmes/p/zones/\(try $0.text("id"))" },
        .part(part) { "programmes/p/zones/\(try $0.text("zone"))" },
      ], fields: ["name": { $0.name = $1.name }, "source": { $0.source = $1.source }, "etag": { $0.etag = $1.etag }]
    ) {
      name, transaction -> IndicatorsV1.Zone? in
      guard let row = try zone.find([.text(String(name.dropFirst(19)))], in: transaction) else { return nil }
      let (source, etag) = (try row.text("source"), try row.etag())
      return .with {
        $0.name = name
        $0.source = source
        $0.etag = etag
      }
    },
    .init([.whole(office) { "programmes/p/offices/\(try $0.text("id"))" }], fields: [:]) {
      name, _ -> ReportingV1.Office? in
      .with { $0.name = name }
    })

  static func write(
    to store: Store, _ body: @escaping @Sendable (WriteTransaction) throws -> Void
  ) async throws {
    let request = LogRequest(
      principal: "local", method: "/test.v1.S/Put", resource: "programmes/p", schema: "test.v1.PutRequest", bytes: [],
      receivedAt: 0)
    _ = try await store.write(request) { transaction in
      try body(transaction)
      return .keep([])
    }
  }

  static func put(_ id: String, _ source: String = "s", to store: Store) async throws {
    try await write(to: store) { try zone.put([.text(id), .text(source)], in: $0) }
  }
}

/// A watch that runs, and what came of it so far.
final class Watching: Sendable {
  /// Its answers; ends with the watch.
  let answers: AsyncStream<CommonV1.WatchResponse>
  private let task: Task<RPCError?, Never>

  /// Begins it. A checkpoint is due whenever `ticks` gives one, and never when there are none.
  init(
    _ store: Store, departure: Departure = Departure(), ticks: AsyncStream<Void>? = nil,
    _ set: (inout CommonV1.WatchRequest) -> Void = { _ in }
  ) {
    let handler = WatchHandler(store: store, tables: Village.tables, departure: departure) { _ in
      for await _ in ticks ?? AsyncStream { _ in } { return }
      throw CancellationError()
    }
    var request = CommonV1.WatchRequest()
    set(&request)
    let (asked, (answers, told)) = (request, AsyncStream.makeStream(of: CommonV1.WatchResponse.self))
    self.answers = answers
    task = Task {
      defer { told.finish() }
      return await refusal { try await handler.watch(asked, ResponseWriter { told.yield($0) }, anyCall()) }
    }
  }

  /// What it ended with; nil when it was done.
  func end() async -> RPCError? { await task.value }

  /// The caller leaves.
  func cancel() { task.cancel() }

  /// All answers of a watch that ends, as short texts.
  func all() async -> [String] {
    var texts: [String] = []
    for await answer in answers { texts.append(answer.short) }
    return texts
  }

  /// The next answers, as short texts; fewer when the watch ends.
  func next(_ count: Int) async -> [String] {
    var texts: [String] = []
    for await answer in answers {
      texts.append(answer.short)
      if texts.count == count { break }
    }
    return texts
  }
}

extension CommonV1.WatchResponse {
  /// `3 created zones/a`, or `= 3` for a checkpoint, with `-2` where two versions are still to come.
  var short: String {
    switch event {
    case .change(let told):
      let name = told.change?.resource.dropFirst("programmes/p/".count) ?? ""
      return "\(told.recordedIn?.sequence ?? 0) \(told.change?.kind.verb ?? "") \(name)"
    case .checkpoint(let point):
      return "= \(point.reached?.sequence ?? 0)" + (point.behind > 0 ? " -\(point.behind)" : "")
    case nil: return ""
    }
  }
}

extension CommonV1.Change.Kind {
  fileprivate var verb: String {
    switch self {
    case .created: "created"
    case .updated: "updated"
    case .removed: "removed"
    default: "?"
    }
  }
}
