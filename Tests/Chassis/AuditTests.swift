import Foundation
import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Chassis

@Suite("The audit service")
struct AuditTests {
  @Test("lists entries without bytes, page by page in either order", arguments: ["", "sequence", "sequence desc"])
  func listing(order: String) async throws {
    try await withLog(entries: 7) { handler in
      var (seen, token): ([String], String) = ([], "")
      repeat {
        let page = try await handler.listEntries(
          .with {
            $0.pageSize = 3
            $0.pageToken = token
            $0.orderBy = order
          }, anyCall())
        #expect(page.entries.allSatisfy { $0.stored.isEmpty && $0.leafHash.count == 32 })
        seen += page.entries.map(\.name)
        token = page.nextPageToken
      } while !token.isEmpty
      let names = (1...7).map { "entries/\($0)" }
      #expect(seen == (order == "sequence desc" ? names.reversed() : names))
    }
  }

  static let refusals: [(field: String, set: @Sendable (inout CommonV1.ListEntriesRequest) -> Void)] = [
    ("parent", { $0.parent = "programmes" }), ("order_by", { $0.orderBy = "time" }),
    ("page_size", { $0.pageSize = -1 }), ("page_token", { $0.pageToken = "x" }),
  ]

  @Test("refuses what it cannot list by", arguments: refusals.indices)
  func refused(index: Int) async throws {
    try await withLog(entries: 1) { handler in
      var request = CommonV1.ListEntriesRequest()
      Self.refusals[index].set(&request)
      let asked = request
      let told = await refusal { _ = try await handler.listEntries(asked, anyCall()) }
      #expect(told?.code == .invalidArgument && told?.fields == [Self.refusals[index].field])
    }
  }

  @Test("finds the entries that a filter says, in either order, page by page")
  func filtered() async throws {
    try await withLog(entries: 9) { handler in
      for order in ["", "sequence desc"] {
        var (seen, token): ([String], String) = ([], "")
        repeat {
          let page = try await handler.listEntries(
            .with {
              $0.pageSize = 2
              $0.pageToken = token
              $0.orderBy = order
              $0.method = "test.v1.S"
              $0.filter = "sequence > 2 (resource = 'things/3' OR sequence >= 6) NOT request_id:* -resource:'9'"
              $0.readMask = .with { $0.paths = ["resource"] }
            }, anyCall())
          #expect(page.entries.allSatisfy { $0.method.isEmpty && $0.leafHash.isEmpty })
          #expect(page.entries.map { $0.resource.replacing("things", with: "entries") } == page.entries.map(\.name))
          seen += page.entries.map(\.name)
          token = page.nextPageToken
        } while !token.isEmpty
        let names = [3, 6, 7, 8].map { "entries/\($0)" }
        #expect(seen == (order.isEmpty ? names : names.reversed()))
      }
      let token = try await handler.listEntries(.with { $0.pageSize = 2 }, anyCall()).nextPageToken
      let other = await refusal {
        _ = try await handler.listEntries(
          .with {
            $0.pageToken = token
            $0.principal = "local"
          }, anyCall())
      }
      #expect(other?.fields == ["page_token"])
    }
  }

  @Test("lists nothing after an entry that never was", arguments: [Int64.min, -1, 0, 4, 5, Int64.max])
  func bounds(after: Int64) async throws {
    try await withStore([]) { store in
      for number in 1...4 { try await write(UInt8(number), to: store) }
      for descending in [false, true] {
        let page = try await store.entries(
          matching: EntryFilter(), descending: descending, after: after, limit: 9
        ).page
        let wanted = (Int64(1)...4).filter { descending ? $0 < after : $0 > after }
        #expect(page.entries.map(\.version.sequence) == (descending ? wanted.reversed() : wanted))
      }
    }
  }

  @Test("gets an entry with its bytes, and says when there is none")
  func entries() async throws {
    try await withLog(entries: 2) { handler in
      let entry = try await handler.getEntry(.with { $0.name = "entries/2" }, anyCall())
      #expect(entry.stored == [2] && LogEntry(entry).map { $0.computedLeaf == $0.leafHash } == true)
      for name in ["entries/0", "entries/3", "entries/02", "entries/9223372036854775807"] {
        #expect(
          await refusal { _ = try await handler.getEntry(.with { $0.name = name }, anyCall()) }?.code == .notFound)
        let proof = await refusal { _ = try await handler.proveEntry(.with { $0.name = name }, anyCall()) }
        #expect(proof?.code == .notFound)
      }
      #expect(
        await refusal { _ = try await handler.getEntry(.with { $0.name = "entry/1" }, anyCall()) }?.code
          == .invalidArgument)
    }
  }

  @Test("proves entries and growth to heads of any size")
  func proofs() async throws {
    try await withLog(entries: 9) { handler in
      for size in Int64(1)...9 {
        let head = try #require(LogHead(try await handler.getHead(.with { $0.size = size }, anyCall())))
        let answer = try await handler.proveEntry(
          .with {
            $0.name = "entries/1"
            $0.size = size
          }, anyCall())
        let proof = InclusionProof(index: 0, size: answer.size, path: answer.path.map { TreeHash(bytes: $0) })
        #expect(proof.proves(leaf: TreeHash(bytes: answer.entry?.leafHash ?? []), in: head.root))
        let growth = try await handler.proveConsistency(.with { $0.fromSize = size }, anyCall())
        let consistency = ConsistencyProof(oldSize: size, newSize: 9, path: growth.path.map { TreeHash(bytes: $0) })
        #expect(consistency.proves(from: head.root, to: TreeHash(bytes: growth.newer?.root ?? [])))
      }
      let reversed = await refusal {
        _ = try await handler.proveConsistency(
          .with {
            $0.fromSize = 5
            $0.toSize = 4
          }, anyCall())
      }
      #expect(reversed?.reason == "SIZES_REVERSED")
      #expect(await refusal { _ = try await handler.getHead(.with { $0.size = 10 }, anyCall()) }?.code == .outOfRange)
    }
  }

  @Test("lists the heads that were written outside, the newest first, and those of its own service only")
  func heads() async throws {
    try await withStore([]) { store in
      let folder = FileManager.default.temporaryDirectory.appending(path: "tupo-heads-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let heads = HeadFolder(path: folder.path)
      for name in ["a", "ab"] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let signer = try HeadKey(file: "\(folder.path)/\(name).key", origin: "tupo/\(name)")
        let keeper = HeadKeeper(store: store, name: name, folder: heads, signer: signer)
        for number in 1...5 {
          try await write(UInt8(number), to: store)
          try await keeper.keep()
        }
      }
      let handler = AuditHandler(store: store, heads: (heads, "a"))
      let signer = try HeadKey(file: "\(folder.path)/a.key", origin: "tupo/a")
      var (sizes, token): ([Int64], String) = ([], "")
      repeat {
        let page = try await handler.listHeads(
          .with {
            $0.pageSize = 2
            $0.pageToken = token
          }, anyCall())
        #expect(page.heads.allSatisfy { $0.signature?.algorithm == "ed25519" })
        sizes += page.heads.compactMap { $0.reached?.sequence }
        token = page.nextPageToken
        // One more, which comes before all that were there.
        try await write(0, to: store)
        try await HeadKeeper(store: store, name: "a", folder: heads, signer: signer).keep()
      } while !token.isEmpty
      #expect(sizes == [5, 4, 3, 2, 1])
      let some = try await handler.listHeads(
        .with {
          $0.filter = "reached.sequence >= 2 reached.sequence <= 5 reached.sequence != 4 reached.epoch = 1"
          $0.orderBy = "reached.sequence"
          $0.readMask = .with { $0.paths = ["reached"] }
        }, anyCall()
      ).heads
      #expect(some.compactMap { $0.reached?.sequence } == [2, 3, 5])
      #expect(some.allSatisfy { $0.root.isEmpty && $0.signature == nil })
    }
  }

  private func withLog(entries: Int, _ body: (AuditHandler) async throws -> Void) async throws {
    try await withStore([]) { store in
      for number in 1...entries { try await write(UInt8(number), to: store) }
      try await body(AuditHandler(store: store, heads: nil))
    }
  }

  private func write(_ number: UInt8, to store: Store) async throws {
    let request = LogRequest(
      principal: "local", method: "/test.v1.S/Put", resource: "things/\(number)", schema: "test.v1.PutRequest",
      bytes: [number], receivedAt: 0)
    _ = try await store.write(request) { _ in .keep([]) }
  }
}
