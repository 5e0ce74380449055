import Foundation
import Storage

/// The product: log, hash tree, feed and projection included.
struct StoreLane: RowLane {
  private static let table = VersionedTable(
    "figure", key: [.integer("number")], columns: [.text("name"), .integer("value")])
  private let store: Store

  init(_ url: DatabaseURL) async throws {
    let migrations = [  // As the service of the figures keeps them.
      Migration("0001 create figure", creating: Self.table),
      Migration("0002 drop index of current figures", Self.table.dropCurrentIndex),
    ]
    store = try await Store.open(url, name: "bench\(getpid())", migrations: migrations)
  }

  func put(_ number: Int64) async throws {
    let time = StoreOptions.systemClock()
    let request = LogRequest(  // The id is ordered by time, as the ULIDs of our own clients are.
      principal: "bench", requestID: "\(time / 1_000)-\(number)", method: "bench.v1.Bench/Put",
      resource: "figures/\(number)",
      schema: "bench.v1.Figure", bytes: Array("济宁高新区 \(number)".utf8), receivedAt: time)
    _ = try await store.write(request) { transaction in
      try Self.table.put([.integer(number), "济宁高新区", .integer(number &* 7)], in: transaction)
      return .keep([])
    }
  }

  /// As services import a large file: slices that nobody reads, then one entry that adopts them all.
  func importRows(_ count: Int) async throws {
    let batch = "import\(getpid())"
    let (first, inSlice) = (Int64(1) << 60, 1_000)
    for slice in 0..<(count / inSlice) {
      var bytes: [UInt8] = []
      for row in 0..<inSlice {
        withUnsafeBytes(of: (first + Int64(slice * inSlice + row)).bigEndian) { bytes += $0 }
      }
      try await store.stage(batch: batch, sequence: Int64(slice), bytes: bytes)
    }
    let request = LogRequest(
      principal: "bench", requestID: batch, method: "bench.v1.Bench/Import", resource: "figures",
      schema: "bench.v1.Heading", bytes: [], receivedAt: StoreOptions.systemClock())
    _ = try await store.write(request) { transaction in
      for slice in try transaction.adopt(batch) {
        for place in stride(from: 0, to: slice.bytes.count, by: 8) {
          let number = slice.bytes[place..<place + 8].reduce(Int64(0)) { $0 << 8 | Int64($1) }
          try Self.table.put([.integer(number), "济宁高新区", .integer(number &* 7)], in: transaction)
        }
      }
      return .keep([])
    }
  }

  func close() async { await store.close() }
}
