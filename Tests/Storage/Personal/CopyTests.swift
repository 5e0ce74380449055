import Synchronization
import Testing

@testable import Storage

@Suite("A copy of personal data")
struct CopyTests {
  private let folder: TestFolder
  private let backups: BackupPlace

  init() throws { (folder, backups) = (try TestFolder(), try BackupPlace()) }

  private func fill() async throws {
    try await folder.withStore(migrations: PersonalTests.migrations) {
      _ = try await $0.keep("number", of: "persons/a")
    }
  }

  private func back(_ entering: @escaping PendingCopy.Entering) async throws -> Backup {
    try await Backup.make(
      of: folder.url, services: [folder.name], into: backups.path, program: "1", entering: entering)
  }

  @Test("has its entry in the log before it is made, and in the copied log too, though no service runs")
  func entered() async throws {
    try await fill()
    let asked = Mutex<[PendingCopy]>([])
    let backup = try await back { [folder, backups] copy in
      #expect(try DurableFile.names(in: backups.path).allSatisfy { $0.hasPrefix(".") })
      asked.withLock { $0.append(copy) }
      return try await Backup.enter(request("copy"), of: copy.service, in: folder.url)
    }
    #expect(asked.withLock { $0 }.map(\.personalRecords) == [1] && asked.withLock { $0 }[0].head.size == 1)
    #expect(backup.manifest.services.map(\.head.size) == [2])
    try await folder.withStore(migrations: PersonalTests.migrations) { (store: Store) async throws in
      #expect(try await store.entry(2)?.request == request("copy"))
      #expect(try await store.check(rebuilding: true, against: [backup.manifest.services[0].head]).isSound)
    }
  }

  @Test("is not made when its entry cannot be kept, or is not in what is read")
  func refused() async throws {
    try await fill()
    await #expect(throws: StorageError.diskFull) { _ = try await back { _ in throw StorageError.diskFull } }
    await #expect(throws: StorageError.self) { _ = try await back { _ in DataVersion(epoch: 1, sequence: 2) } }
    await #expect(throws: StorageError.self) { _ = try await back { _ in DataVersion(epoch: 2, sequence: 1) } }
    await #expect(throws: StorageError.self) { _ = try await back { _ in nil } }
    await #expect(throws: StorageError.self) { _ = try await back(PendingCopy.refusing) }
    #expect(try DurableFile.names(in: backups.path).isEmpty)
  }

  @Test("that came only after the first look is entered too, and data without any is copied without an entry")
  func lookedForInTheSnapshot() async throws {
    try await folder.withStore(migrations: PersonalTests.migrations) { _ = try await $0.put(zone(1, "a")) }
    #expect(try await back(PendingCopy.refusing).manifest.services.map(\.head.size) == [1])
    Backup.remove(backups.path)
    try await fill()
    let asked = Atomic(0)
    let backup = try await back { [folder] copy in
      guard asked.add(1, ordering: .relaxed).newValue > 1 else { return nil }
      return try await Backup.enter(request("copy"), of: copy.service, in: folder.url)
    }
    #expect(asked.load(ordering: .relaxed) == 2 && backup.manifest.services.map(\.head.size) == [3])
  }

  @Test("beside a running service is entered by the service in a folder, and on a server by whoever copies")
  func running() async throws {
    try await folder.withStore(migrations: PersonalTests.migrations) { (store: Store) async throws in
      try await store.keep("number", of: "persons/a")
      let entered = try? await Backup.enter(request("copy"), of: folder.name, in: folder.url)
      #expect((entered == nil) == TestEngine.isSQLite)
      let backup = try await back { [folder] copy in
        if let entered { return entered }
        await #expect(throws: StorageError.inUse(folder: folder.path)) {
          _ = try await Backup.enter(request("copy"), of: copy.service, in: folder.url)
        }
        return try await store.write(request("copy")) { _ in .keep([]) }.version
      }
      #expect(backup.manifest.services.map(\.head.size) == [2])
      #expect(try await store.put(zone(1, "after")).version.sequence == 3)
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("that a move makes is in the log of both places", arguments: BackupTests.ways)
  func moved(from: DatabaseURL?, to: DatabaseURL?) async throws {
    let old = try Installation(from, services: [TestEngine.newName()])
    let store = try await Store.open(old.place, name: old.services[0], migrations: PersonalTests.migrations)
    try await store.using { _ = try await $0.keep("number", of: "persons/a") }
    let new = try old.twin(to)
    let moved = try await Backup.move(
      from: old.place, to: new.place, services: old.services, by: backups.path, program: "1"
    ) { copy in request("copy of \(copy.personalRecords)") }
    #expect(moved.map(\.part.head.size) == [2])
    for place in [old.place, new.place] {
      try await Store.open(place, name: old.services[0], migrations: PersonalTests.migrations).using {
        (store: Store) async throws in
        #expect(try await store.entry(2)?.request == request("copy of 1"))
        #expect(try await store.found("persons/a") == "number")
      }
    }
    Backup.remove(backups.path)
    let empty = try old.twin(to)
    await #expect(throws: StorageError.diskFull) {
      _ = try await Backup.move(
        from: old.place, to: empty.place, services: old.services, by: backups.path, program: "1"
      ) { _ in throw StorageError.diskFull }
    }
    #expect(try empty.isEmpty())
  }
}
