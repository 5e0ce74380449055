import Testing

@testable import Storage

#if canImport(Glibc)
  import Glibc
#endif

@Suite("A backup")
struct BackupTests {
  /// To and from a folder, and the test's server where there is one.
  static let ways: [(from: DatabaseURL?, to: DatabaseURL?)] =
    TestEngine.isSQLite
    ? [(nil, nil)]
    : [(nil, nil), (nil, TestEngine.server), (TestEngine.server, nil), (TestEngine.server, TestEngine.server)]

  @Test("holds every row of every table, and is restored on either engine", arguments: ways)
  func roundTrip(from: DatabaseURL?, to: DatabaseURL?) async throws {
    let (old, folder) = (try Installation(from), try BackupPlace())
    try await old.fill()
    let backup = try await Backup.make(of: old.place, services: old.services, into: folder.path, program: "1")
    #expect(backup.manifest.services.map(\.service) == old.services)
    let new = try old.twin(to)
    let restored = try await Backup.open(folder.path).restore(to: new.place, at: 0)
    for (index, part) in restored.enumerated() {
      let rows = try old.rows(index)
      #expect(try new.rows(index) == rows)
      #expect(rows.keys.count == 10 && (rows["zone"] ?? []).count > 2_000 && rows["log_effect"]?.isEmpty == false)
      #expect(part.version == DataVersion(epoch: 2, sequence: 22))
      guard case .intact(let head) = part.log else { throw StorageError.failed("\(part.log)") }
      #expect(head.root == part.part.head.root && head.epoch == 2)
    }
  }

  @Test("is gone on from in a new epoch: older versions end, first answers and history stay")
  func goesOn() async throws {
    let (old, folder) = (try Installation(), try BackupPlace())
    try await old.fill()
    let before = try await old.with { store in
      (try await store.head(), try await store.names(at: .version(.init(epoch: 1, sequence: 9))))
    }
    let backup = try await Backup.make(of: old.place, services: old.services, into: folder.path, program: "1")
    let new = try old.twin()
    _ = try await backup.restore(to: new.place, after: [old.services[0]: 7], at: 0)
    try await new.with { store in
      #expect(try await store.version() == DataVersion(epoch: 8, sequence: 22))
      let ended = StorageError.epochEnded(asked: before.0.version, latest: try await store.version())
      await #expect(throws: ended) { _ = try await store.names(at: .version(before.0.version)) }
      await #expect(throws: ended) { _ = try await store.changes(after: before.0.version, limit: 1) }
      #expect(try await store.names(at: .version(.init(epoch: 8, sequence: 9))) == before.1)
      #expect(try await store.put(zone(5, "other"), id: "r20").replayed)
      #expect(try await store.put(zone(5, "next")).version == DataVersion(epoch: 8, sequence: 23))
      #expect(try await store.check(rebuilding: true, against: [before.0]).isSound)
    }
  }

  @Test("that is restored twice begins two epochs, and neither takes the other's versions for its own")
  func twice() async throws {
    let (old, folder) = (try Installation(), try BackupPlace())
    try await old.fill()
    let backup = try await Backup.make(of: old.place, services: old.services, into: folder.path, program: "1")
    let (one, two) = (try old.twin(), try old.twin())
    let first = try await backup.restore(to: one.place, at: 1_371_000_000_000_000)
    let second = try await backup.restore(to: two.place, at: 1_371_000_000_001_000)
    #expect(first.map(\.version.epoch) == [1_371_000_000_000, 1_371_000_000_000])
    #expect(second.map(\.version.epoch) == [1_371_000_000_001, 1_371_000_000_001])
    let lost = try await one.with { try await $0.put(zone(5, "lost")).version }
    try await two.with { store in
      _ = try await store.put(zone(5, "kept"))
      await #expect(throws: StorageError.self) { _ = try await store.names(at: .version(lost)) }
    }
  }

  @Test("of running services is each at one version, with what was answered before it began")
  func running() async throws {
    let (old, folder) = (try Installation(), try BackupPlace())
    try await old.fill()
    let made = try await old.with { store in
      try await withThrowingTaskGroup(of: Void.self) { group in
        let counted = Latch()
        for caller in Int64(0)..<4 {
          group.addTask {
            for number in Int64(0)..<200 {
              try await store.put(zone(10_000 + caller * 1_000 + number, "w"))
              if number == 20 { counted.open() }
            }
          }
        }
        await counted.wait()
        let least = try await store.head()
        let backup = try await Backup.make(of: old.place, services: old.services, into: folder.path, program: "1")
        try await group.waitForAll()
        return (least, backup, try await store.head())
      }
    }
    let head = try #require(made.1.manifest.services.first?.head)
    #expect(head.size >= made.0.size && head.size <= made.2.size)
    let new = try old.twin()
    _ = try await made.1.restore(to: new.place)
    try await new.with { store in
      #expect(try await store.check(rebuilding: true, against: [made.0, head]).isSound)
      let names = try await store.read { try zones.count(where: "number >= 10000", in: $0) }.value
      #expect(names == head.size - 22)
    }
  }

  static let damages: [(name: String, damage: @Sendable (String) throws -> Void)] = [
    ("a byte", { path in try edit(path) { $0[$0.count / 2] ^= 1 } }),
    ("its end", { path in try edit(path) { $0.removeLast(9) } }),
    ("more", { path in try edit(path) { $0.append(0) } }),
    ("all", { path in try edit(path) { $0 = [] } }),
    ("the file", { path in unlink(path) }),
  ]

  @Test(
    "that is damaged, cut or incomplete is refused with the file's name, and nothing is restored",
    arguments: damages.indices, [0, 1, 2])
  func damaged(damage: Int, file: Int) async throws {
    let (old, folder) = (try Installation(), try BackupPlace())
    for service in [0, 1] { try await old.with(service) { _ = try await $0.put(zone(1, "a")) } }
    _ = try await Backup.make(of: old.place, services: old.services, into: folder.path, program: "1")
    let path = "\(folder.path)/\((old.services.map { "\($0).rows" } + ["MANIFEST"])[file])"
    try Self.damages[damage].damage(path)
    let fault = await #expect(throws: StorageError.self) { _ = try await Backup.open(folder.path) }
    guard case .backupBroken(path, _)? = fault else { throw fault ?? .closed }
  }

  @Test("whose content makes no sense leaves nothing behind, also of the services before it")
  func nonsense() async throws {
    let (old, folder) = (try Installation(), try BackupPlace())
    for service in [0, 1] { try await old.with(service) { _ = try await $0.put(zone(1, "a")) } }
    var manifest = try await Backup.make(of: old.place, services: old.services, into: folder.path, program: "1")
      .manifest
    try Self.edit("\(folder.path)/\(old.services[1]).rows") { $0.removeLast(10) }
    (manifest.services[1].bytes, manifest.services[1].sha256) = try BackupReader.digest(
      of: "\(folder.path)/\(old.services[1]).rows")
    try DurableFile.replace("\(folder.path)/MANIFEST", Array(manifest.text.utf8), mode: 0o600)
    let new = try old.twin()
    let backup = try await Backup.open(folder.path)
    await #expect(throws: StorageError.self) { _ = try await backup.restore(to: new.place) }
    #expect(try new.isEmpty())
  }

  @Test("is made only in an empty folder, and restored only to an empty place")
  func empty() async throws {
    let (old, folder) = (try Installation(nil), try BackupPlace())
    for service in [0, 1] { try await old.with(service) { _ = try await $0.put(zone(1, "a")) } }
    let backup = try await Backup.make(of: old.place, services: old.services, into: folder.path, program: "1")
    await #expect(throws: StorageError.notEmpty(folder.path)) {
      _ = try await Backup.make(of: old.place, services: old.services, into: folder.path, program: "1")
    }
    let new = try old.twin()
    try await new.with(1) { _ = try await $0.put(zone(2, "b")) }
    let before = try new.rows(1)
    await #expect(throws: StorageError.notEmpty(old.services[1])) { _ = try await backup.restore(to: new.place) }
    #expect(try new.rows(1) == before)
    #expect(try await Backup.open(folder.path).manifest == backup.manifest)
  }

  @Test("whose restore was ended in between is served by nobody, and restored again")
  func unfinished() async throws {
    let (old, folder) = (try Installation(), try BackupPlace())
    try await old.fill()
    let backup = try await Backup.make(of: old.place, services: old.services, into: folder.path, program: "1")
    let new = try old.twin()
    let database = try new.place.database(name: new.services[0])
    try await WorkerThread.work {
      let begun = try Restore(backup.manifest.services[0], in: folder.path, to: database, epoch: 2)
      _ = try begun.run()  // And no `finish`: the process ends here.
    }
    await database.release(cleanly: false)
    await #expect(throws: StorageError.restoreUnfinished) { try await new.with { _ in } }
    _ = try await backup.restore(to: new.place)
    #expect(try await new.with { try await $0.check(rebuilding: true) }.isSound)
  }

  static func edit(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
    var bytes = try #require(try DurableFile.read(path)).bytes
    change(&bytes)
    try DurableFile.replace(path, bytes, mode: 0o600)
  }
}

@Suite("A move")
struct MoveTests {
  /// There is no personal data.
  private let never: @Sendable (PendingCopy) throws -> LogRequest = { throw StorageError.failed($0.service) }

  @Test("takes an installation to the other engine and back, and loses nothing")
  func thereAndBack() async throws {
    let old = try Installation(nil)
    try await old.fill()
    let between = try old.twin()
    let folder = try BackupPlace()
    let moved = try await Backup.move(
      from: old.place, to: between.place, services: old.services, by: folder.path, program: "1", entering: never)
    #expect(moved.map(\.version.epoch) == [2, 2])
    let wrote = try await between.with { try await $0.put(zone(1, "moved")).version }
    #expect(wrote == DataVersion(epoch: 2, sequence: 23))
    Backup.remove(folder.path)
    let back = try old.twin(nil)
    _ = try await Backup.move(
      from: between.place, to: back.place, services: old.services, by: folder.path, program: "1",
      entering: never)
    for service in [0, 1] { #expect(try back.rows(service) == between.rows(service)) }
    #expect(try back.rows(1) == old.rows(1))
    let (version, check) = try await back.with { store in
      (try await store.version(), try await store.check(rebuilding: true))
    }
    #expect(version.epoch == 3 && check.isSound)
  }

  @Test("is refused while a service runs")
  func inUse() async throws {
    let (old, folder) = (try Installation(), try BackupPlace())
    try await old.fill()
    let new = try old.twin(nil)
    try await old.with(1) { _ in
      let fault = await #expect(throws: StorageError.self) {
        _ = try await Backup.move(
          from: old.place, to: new.place, services: old.services, by: folder.path, program: "1",
          entering: never)
      }
      guard case .inUse? = fault else { throw fault ?? .closed }
    }
    #expect(try new.isEmpty())
  }
}
