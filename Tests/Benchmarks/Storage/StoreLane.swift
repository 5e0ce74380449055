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
      try Self.table.put(Self.row(number), in: transaction)
      return .keep([])
    }
  }

  /// As services import a large file: slices that nobody reads, rows that are laid ahead, then one entry for all.
  func importRows(_ count: Int) async throws {
    let batch = "import\(getpid())"
    let (first, inSlice) = (Int64(1) << 60, 1_000)
    let laid = try await store.lay()
    for slice in 0..<(count / inSlice) {
      let numbers = (0..<inSlice).map { first + Int64(slice * inSlice + $0) }
      let bytes = numbers.flatMap { number in withUnsafeBytes(of: number.bigEndian) { Array($0) } }
      try await store.stage(batch: batch, sequence: Int64(slice), bytes: bytes)
      try await store.lay(numbers, in: laid) { numbers, transaction in
        try Self.table.put(contentsOf: numbers.map(Self.row), in: transaction)
      }
    }
    let request = LogRequest(
      principal: "bench", requestID: batch, method: "bench.v1.Bench/Import", resource: "figures",
      schema: "bench.v1.Heading", bytes: [], receivedAt: StoreOptions.systemClock())
    _ = try await store.write(request, adopting: laid) { transaction in
      try transaction.adoptUnread(batch)
      return .keep([])
    }
  }

  /// Returns once nothing is left to be done in the background.
  func tidied() async throws { try await store.tidied() }

  private static func row(_ number: Int64) -> [SQLValue] { [.integer(number), "济宁高新区", .integer(number &* 7)] }

  func close() async { await store.close() }
}
