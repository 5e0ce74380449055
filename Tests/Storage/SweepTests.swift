import Testing

@testable import Storage

@Suite("Answers to request ids")
struct SweepTests {
  private static let day: Int64 = 86_400_000_000

  @Test("are forgotten after 30 days while the store is open, and no earlier", arguments: [1, 2, 500])
  func forgotten(atOnce: Int) async throws {
    let folder = try TestFolder()
    let clock = TestClock(Self.day)
    try await folder.withStore {
      $0.clock = clock.read
      $0.requestsSweptAtOnce = atOnce
    } _: { (store: Store) async throws in
      for number in Int64(0)..<5 { try await store.put(zone(number, "old"), id: "old\(number)") }
      clock.set(2 * Self.day)
      for number in Int64(5)..<8 { try await store.put(zone(number, "new"), id: "new\(number)") }
      clock.set(31 * Self.day)
      try await store.forgetOldRequests()
      #expect(try await store.put(zone(0, "old"), id: "old0").replayed)
      clock.set(31 * Self.day + 1)
      try await store.forgetOldRequests()
      for number in Int64(0)..<5 { #expect(try await !store.put(zone(number, "again"), id: "old\(number)").replayed) }
      for number in Int64(5)..<8 { #expect(try await store.put(zone(number, "new"), id: "new\(number)").replayed) }
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }
}
