import Testing

@testable import Storage

@Suite("Hash algorithms")
struct HashTests {
  /// GB/T 32905-2016, annex A, and the empty message; SHA-256 of FIPS 180-4.
  static let vectors: [(HashAlgorithm, message: String, hash: String)] = [
    (.sm3, "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (
      .sm3, String(repeating: "abcd", count: 16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    ),
    (.sm3, "", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
    (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ]

  @Test("give the standards' own examples", arguments: vectors)
  func examples(algorithm: HashAlgorithm, message: String, hash: String) {
    #expect("\(algorithm.hash(Array(message.utf8)))" == hash)
  }

  @Test("do not depend on where the message was cut", arguments: HashAlgorithm.allCases)
  func cuts(algorithm: HashAlgorithm) {
    let message = (0..<200).map { UInt8($0) }
    for cut in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 199, 200] {
      #expect(algorithm.hash(Array(message[..<cut]), Array(message[cut...])) == algorithm.hash(message))
    }
  }

  @Test(
    "are the log's own from its beginning: one that was asked for at first stays", arguments: HashAlgorithm.allCases)
  func ofALog(algorithm: HashAlgorithm) async throws {
    let folder = try TestFolder()
    for asked in [algorithm, nil, algorithm] {
      try await folder.withStore {
        $0.hashAlgorithm = asked
      } _: { (store: Store) async throws in
        try await store.stage(batch: "b\(try await store.version())", sequence: 0, bytes: [1, 2])
        let batch = "b\(try await store.version())"
        _ = try await store.write(request()) { .keep(try $0.adopt(batch).flatMap(\.bytes)) }
        try await store.put(zone(1, "z\(try await store.version())"))
        let head = try await store.head()
        #expect(head.algorithm == algorithm)
        #expect(try await store.verify(against: [head]) == .intact(head))
        #expect(try await store.check(rebuilding: true).isSound)
        let proven = try await store.inclusionProof(of: 1)
        #expect(proven.entry.algorithm == algorithm)
        #expect(proven.proof.proves(leaf: proven.entry.leafHash, in: head.root, algorithm: algorithm))
      }
    }
  }

  @Test("are not mixed: a log that was begun with one is not opened with another", arguments: HashAlgorithm.allCases)
  func mixing(kept: HashAlgorithm) async throws {
    let folder = try TestFolder()
    let other = kept == .sm3 ? HashAlgorithm.sha256 : .sm3
    try await folder.withStore {
      $0.hashAlgorithm = kept
    } _: { (store: Store) async throws in
      try await store.put(zone(1, "kept"))
    }
    await #expect(throws: StorageError.hashDiffers(kept: kept, asked: other)) {
      _ = try await folder.open { $0.hashAlgorithm = other }
    }
    try await folder.withStore { (store: Store) async throws in
      #expect(try await store.names() == ["kept"])
      #expect(try await store.head().algorithm == kept)
    }
  }

  @Test("go with a log that is restored in another place")
  func restored() async throws {
    let (old, folder) = (try Installation(), try BackupPlace())
    for service in old.services {
      var options = StoreOptions()
      options.hashAlgorithm = .sm3
      await (try Store.open(old.place, name: service, migrations: Installation.migrations, options: options)).close()
    }
    try await old.fill()
    let backup = try await Backup.make(of: old.place, services: old.services, into: folder.path, program: "1")
    #expect(backup.manifest.services.allSatisfy { $0.head.algorithm == .sm3 })
    let new = try old.twin()
    _ = try await Backup.open(folder.path).restore(to: new.place, at: 0)
    try await new.with { store in
      try await store.put(zone(1, "after"))
      #expect(try await store.head().algorithm == .sm3)
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }
}
