import Foundation
import Storage

/// The product: log, hash tree, feed and projection included.
struct StoreLane: RowLane {
  private static let table = VersionedTable(
    "figure", key: [.integer("number")], columns: [.text("name"), .integer("value")])
  private let store: Store

  init(_ url: DatabaseURL) async throws {
    store = try await Store.open(
      url, name: "bench\(getpid())", migrations: [Migration("0001 create figure", creating: Self.table)])
  }

  func put(_ number: Int64) async throws {
    let request = LogRequest(
      principal: "bench", requestID: "\(number)", method: "bench.v1.Bench/Put", resource: "figures/\(number)",
      schema: "bench.v1.Figure", bytes: Array("济宁高新区 \(number)".utf8), receivedAt: StoreOptions.systemClock())
    _ = try await store.write(request) { transaction in
      try Self.table.put([.integer(number), "济宁高新区", .integer(number &* 7)], in: transaction)
      return .keep([])
    }
  }

  func close() async { await store.close() }
}
