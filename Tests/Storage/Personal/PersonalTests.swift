import Testing

@testable import Storage

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Personal data")
struct PersonalTests {
  static let migrations = zoneMigrations + [PersonalRecords.migration]

  @Test("is kept beside the log, which has its commitment only")
  func besideTheLog() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) { store in
      try await store.keep("13805370001", of: "persons/a")
      #expect(try await store.found("persons/a") == "13805370001")
      let entry = try #require(try await store.entry(1))
      let pieces = try await store.pieces(at: LogCursor(before: 1), last: 1).pieces
      #expect(!"\(pieces)".contains("13805370001") && !entry.request.bytes.holds("13805370001"))
      let state = try await store.read { try PersonalRecords.state(of: "persons/a", in: $0) }.value
      let commitment = state?.commitment
      #expect(commitment?.algorithm == .sha256 && commitment?.value.bytes.count == 32)
    }
  }

  @Test("is committed to by the algorithm of the log", arguments: HashAlgorithm.allCases)
  func algorithms(algorithm: HashAlgorithm) async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) {
      $0.hashAlgorithm = algorithm
    } _: { store in
      try await store.keep("first", of: "persons/a")
    }
    try await folder.withStore(migrations: Self.migrations) { store in
      try await store.keep("second", of: "persons/b")
      let kept = try await store.read { try PersonalRecords.state(of: "persons/b", in: $0) }.value
      #expect(kept?.commitment.algorithm == algorithm)
      let report = try await store.check(rebuilding: true)
      #expect(report.isSound && report.personal == PersonalReport(records: 2))
    }
  }

  @Test("has a commitment that no other salt, resource or text leads to")
  func commitments() {
    let salt = [UInt8](repeating: 7, count: 32)
    let kept = SealedRecord(Array("1".utf8), of: "a", salt: salt, .sha256).commitment
    #expect(kept == SealedRecord(Array("1".utf8), of: "a", salt: salt, .sha256).commitment)
    #expect(kept != SealedRecord(Array("2".utf8), of: "a", salt: salt, .sha256).commitment)
    #expect(kept != SealedRecord(Array("1".utf8), of: "b", salt: salt, .sha256).commitment)
    #expect(kept != SealedRecord(Array("1".utf8), of: "a", salt: salt, .sm3).commitment)
    let fresh = (0..<64).map { _ in SealedRecord(Array("1".utf8), of: "a", .sha256) }
    #expect(Set(fresh.map(\.commitment)).count == 64 && fresh.allSatisfy { $0.salt.count == 32 })
  }

  @Test("is found at the versions of its newest record only: a replaced one is erased at once")
  func replaced() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) { store in
      try await store.keep("old", of: "persons/a")
      try await store.put(zone(1, "z"))
      try await store.keep("new", of: "persons/a")
      try await store.put(zone(2, "z"))
      var found: [String?] = []
      for sequence in Int64(0)...4 {
        found.append(try await store.found("persons/a", at: .version(.init(epoch: 1, sequence: sequence))))
      }
      #expect(found == [nil, nil, nil, "new", "new"])
      for (sequence, isKept) in [(Int64(0), nil), (1, false), (2, false), (3, true)] as [(Int64, Bool?)] {
        let point = ReadPoint.version(.init(epoch: 1, sequence: sequence))
        let states = try await store.read(at: point) {
          try PersonalRecords.states(of: ["persons/a", "persons/b"], in: $0)
        }.value
        #expect(states["persons/a"]?.isKept == isKept && states.count == (isKept == nil ? 0 : 1))
      }
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("that was erased is gone at every version, and all proofs still hold")
  func erased() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) { store in
      try await store.keep("13805370001", of: "persons/a")
      try await store.keep("13805370002", of: "persons/b")
      let head = try await store.head()
      #expect(try await store.erase("persons/a"))
      #expect(try await !store.erase("persons/a"))
      #expect(try await store.head().size == 3)
      #expect(try await store.found("persons/a", at: .version(head.version)) == nil)
      #expect(try await store.found("persons/b") == "13805370002")
      let report = try await store.check(rebuilding: true, against: [head])
      #expect(report.isSound && report.personal == PersonalReport(records: 1))
    }
  }

  @Test(
    "that was erased is in no byte of the files, however many records came and went", .enabled(if: TestEngine.isSQLite))
  func filesForget() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) { store in
      for number in 0..<150 { try await store.keep(Self.secret(number), of: "persons/\(number * 37 % 150)") }
      for number in 0..<150 where number % 3 != 0 {
        if number % 2 == 0 {
          try await store.keep(Self.secret(number + 1_000), of: "persons/\(number)")
        } else {
          try await store.erase("persons/\(number)")
        }
      }
      try await store.put(zone(1, "z"))  // The files are tidied up between one batch and the next.
      let left = Set(try await store.all().map { String($0.prefix(11)) })
      let found = try folder.secrets()
      #expect(left.count == 100 && found.isSuperset(of: left) && found.count == left.count)
    }
    #expect(try folder.secrets().count == 100)
  }

  @Test("is overwritten after a reader has gone that kept it in the write-ahead log", .enabled(if: TestEngine.isSQLite))
  func readerKeepsIt() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) { store in
      try await store.keep(Self.secret(1), of: "persons/a")
      let reader = try folder.url.reader(beside: folder.name)
      try reader.begin(writing: false)
      _ = try Log(reader).head()
      try await store.erase("persons/a")
      #expect(try folder.secrets() == [String(Self.secret(1).prefix(11))])
      reader.rollback()
      reader.close()
      for number in Int64(1)...2 { try await store.put(zone(number, "z")) }
      #expect(try folder.secrets().isEmpty)
    }
  }

  /// What somebody with the database could do to records, and what must be found.
  static let edits: [(sql: [String], kind: PersonalFault.Kind)] = [
    (["UPDATE personal_record SET bytes = salt WHERE resource = 'persons/b'"], .differs),
    (["UPDATE personal_record SET salt = bytes WHERE resource = 'persons/b'"], .differs),
    (["UPDATE personal_record SET version = 1 WHERE resource = 'persons/b'"], .differs),
    (["DELETE FROM personal_record WHERE resource = 'persons/b'"], .missing),
    (["DELETE FROM personal_commitment WHERE resource = 'persons/b'"], .unexpected),
    (
      [
        "UPDATE personal_commitment SET since = 1 WHERE resource = 'persons/b'",
        "UPDATE personal_record SET version = 1 WHERE resource = 'persons/b'",
      ], .unexpected
    ),
  ]

  @Test("that somebody changed is found and named", arguments: edits.indices)
  func edited(edit: Int) async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) { store in
      for name in ["a", "b", "c"] { try await store.keep("secret", of: "persons/\(name)") }
      for sql in Self.edits[edit].sql { try folder.edit(sql) }
      let report = try await store.check(rebuilding: false)
      #expect(!report.isSound)
      #expect(report.personal?.faults == [PersonalFault(resource: "persons/b", kind: Self.edits[edit].kind)])
    }
  }

  @Test("that was put beside a forged commitment is found, since the log does not have it")
  func forged() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) { store in
      for name in ["a", "b"] { try await store.keep("secret", of: "persons/\(name)") }
      let forged = SealedRecord(Array("other".utf8), of: "persons/b", .sha256)
      try folder.edit(
        "UPDATE personal_record SET salt = ?1, bytes = ?2 WHERE resource = 'persons/b'",
        [.blob(forged.salt), .blob(forged.bytes)])
      try folder.edit(
        "UPDATE personal_commitment SET commitment = ?1 WHERE resource = 'persons/b'",
        [.blob(forged.commitment.value.bytes)])
      let report = try await store.check(rebuilding: false)
      #expect(report.personal?.faults == [PersonalFault(resource: "persons/b", kind: .differs)])
    }
  }

  @Test("is compared page by page, all of it")
  func many() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) { store in
      let sealed = (0..<1_234).map { store.seal([1], of: "persons/\($0)") }
      _ = try await store.write(request()) { transaction in
        for record in sealed { try PersonalRecords.put(record, in: transaction) }
        return .keep([])
      }
      #expect(try await store.check(rebuilding: true).personal == PersonalReport(records: 1_234))
      try folder.edit("UPDATE personal_record SET bytes = salt")
      let report = try #require(try await store.check(rebuilding: false).personal)
      #expect(report.faultCount == 1_234 && report.faults.count == PersonalReport.faultsMax)
    }
  }

  @Test("is given out with an entry that says so, and not at all once it is erased")
  func disclosed() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: Self.migrations) { store in
      try await store.keep("one", of: "persons/a")
      try await store.keep("two", of: "persons/b")
      let asked = ["persons/a", "persons/b", "persons/none"]
      let version = try await store.version()
      let found = try await store.disclose(asked, at: version, request("read", principal: "users/wang"))
      #expect(found == ["persons/a": Array("one".utf8), "persons/b": Array("two".utf8)])
      #expect(try await store.entry(3)?.request.principal == "users/wang")
      _ = try await store.erase("persons/a")
      #expect(try await store.disclose(asked, at: version, request("read")).keys.sorted() == ["persons/b"])
      _ = try await store.erase("persons/b")
      #expect(try await store.disclose(asked, at: version, request("read")).isEmpty)
      #expect(try await store.head().size == 6)
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("goes with a backup, which says so, and is compared after a restore", arguments: BackupTests.ways)
  func backedUp(from: DatabaseURL?, to: DatabaseURL?) async throws {
    let (old, backups) = (try TestFolder(from), try BackupPlace())
    try await old.withStore(migrations: Self.migrations) { store in
      for name in ["a", "b", "c"] { try await store.keep("number of \(name)", of: "persons/\(name)") }
      _ = try await store.erase("persons/b")
    }
    let backup = try await Backup.make(of: old.url, services: [old.name], into: backups.path, program: "1") {
      try await Backup.enter(request("copy"), of: $0.service, in: old.url)
    }
    #expect(backup.manifest.personalRecords == 2)
    #expect(try await Backup.open(backups.path).manifest == backup.manifest)
    let new = try TestFolder(to)
    if new.url == old.url { try old.edit("DROP SCHEMA tupo_\(old.name) CASCADE") }
    _ = try await backup.restore(to: new.url)
    try await Store.open(new.url, name: old.name, migrations: Self.migrations).using { store in
      #expect(try await store.found("persons/c") == "number of c")
      #expect(try await store.found("persons/b") == nil)
      let report = try await store.check(rebuilding: true)
      #expect(report.isSound && report.personal == PersonalReport(records: 2))
    }
  }

  @Test("is not told of by a manifest of the form before")
  func olderManifest() throws {
    let part = BackupPart(
      service: "x", head: LogHead(epoch: 1, size: 0, root: HashAlgorithm.sha256.emptyTree, time: 0), migrations: 1,
      tables: 1, rows: 2, personalRecords: 0, bytes: 3, sha256: [UInt8](repeating: 1, count: 32))
    let manifest = BackupManifest(program: "1", madeAt: 0, services: [part])
    var lines = manifest.text.split(separator: "\n").dropLast().map(String.init)
    lines[0] = "tupo.backup/1"
    lines[3] = lines[3].replacing(" personal 0", with: "")
    let above = lines.joined(separator: "\n") + "\n"
    #expect(BackupManifest(text: above + "sha256 \(HashAlgorithm.sha256.hash(Array(above.utf8)))\n") == manifest)
  }

  private static func secret(_ number: Int) -> String {
    let digits = String(number)
    return "SECRET" + String(repeating: "0", count: 5 - digits.count) + digits
      + String(repeating: "x", count: number * 7919 % 90)
  }
}

extension Store {
  /// Keeps a record as a service would: the request has its commitment.
  @discardableResult
  func keep(_ text: String, of resource: String) async throws -> Written {
    let sealed = seal(Array(text.utf8), of: resource)
    return try await write(request("\(sealed.commitment.value)")) { transaction in
      try PersonalRecords.put(sealed, in: transaction)
      return .keep([])
    }
  }

  @discardableResult
  fileprivate func erase(_ resource: String) async throws -> Bool {
    try await write(request("erase")) { transaction in
      try PersonalRecords.erase(resource, in: transaction) ? .keep([1]) : .unchanged([])
    }.answer == [1]
  }

  func found(_ resource: String, at point: ReadPoint = .latest) async throws -> String? {
    try await read(at: point) { try PersonalRecords.find(resource, in: $0) }.value
      .map { String(decoding: $0, as: UTF8.self) }
  }

  fileprivate func all() async throws -> [String] {
    try await read { transaction in
      try transaction.rows("SELECT bytes FROM personal_record").map {
        String(decoding: try $0.blob("bytes"), as: UTF8.self)
      }
    }.value
  }
}

extension [UInt8] {
  fileprivate func holds(_ text: String) -> Bool { String(decoding: self, as: UTF8.self).contains(text) }
}

extension TestFolder {
  /// What each text of the form `SECRET00000xxx` begins with, in any byte of the database's files, as `strings` would find it.
  fileprivate func secrets() throws -> Set<String> {
    var found: Set<String> = []
    for name in entries where name.hasPrefix("test.sqlite") {
      let file = try #require(fopen("\(path)/\(name)", "r"))
      defer { fclose(file) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
      let mark = Array("SECRET".utf8)
      for start in bytes.indices where bytes[start] == mark[0] && bytes[start...].starts(with: mark) {
        let digits = bytes[(start + 6)...].prefix { (0x30...0x39).contains($0) }
        found.insert(String(decoding: bytes[start..<digits.endIndex], as: UTF8.self))
      }
    }
    return found
  }
}
