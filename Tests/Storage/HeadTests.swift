import Synchronization
import Testing

@testable import Storage

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Signed heads")
struct HeadTests {
  static let head = LogHead(
    epoch: 2, size: 1_842, root: HashAlgorithm.sha256.hash([1]), time: 1_374_222_600_123_456, algorithm: .sha256)

  @Test("come back from their text with a signature that holds")
  func roundTrip() throws {
    let folder = try TestFolder()
    let key = try HeadKey(file: "\(folder.path)/key", origin: "tupo/test")
    let signed = try SignedHead(Self.head, key: key, at: 1_374_224_400_000_000)
    let read = try #require(SignedHead(text: signed.text))
    #expect(read == signed && read.head == Self.head && read.isSigned(by: key.publicKey))
    #expect(signed.text.hasPrefix("tupo/test\n1842\n"))
    #expect(signed.text.contains("\nlast-entry 2013-07-19T08:30:00.123456Z\nhash sha-256\nsignature ed25519\n"))
  }

  @Test("do not hold once anything in them was changed")
  func edited() throws {
    let folder = try TestFolder()
    let key = try HeadKey(file: "\(folder.path)/key", origin: "tupo/test")
    let text = try SignedHead(Self.head, key: key, at: 1_374_224_400_000_000).text
    let bytes = Array(text.utf8)
    for index in bytes.indices {
      var edited = bytes
      edited[index] ^= 1
      let head = String(validating: edited, as: UTF8.self).flatMap { SignedHead(text: $0) }
      #expect(head?.isSigned(by: key.publicKey) != true, "byte \(index)")
    }
    for length in bytes.indices.dropLast() {
      #expect(SignedHead(text: String(decoding: bytes[..<length], as: UTF8.self))?.isSigned(by: key.publicKey) != true)
    }
  }

  @Test("hold by their own key only")
  func otherKeys() throws {
    let folder = try TestFolder()
    let key = try HeadKey(file: "\(folder.path)/key", origin: "tupo/test")
    let others = [
      try HeadKey(file: "\(folder.path)/other", origin: "tupo/test").publicKey,
      PublicHeadKey(origin: "tupo/elsewhere", algorithm: .ed25519, bytes: key.publicKey.bytes),
    ]
    let signed = try SignedHead(Self.head, key: key, at: 0)
    #expect(others.allSatisfy { !signed.isSigned(by: $0) })
  }

  @Test("are signed with a key that only its owner may read, and that stays")
  func keyFile() throws {
    let folder = try TestFolder()
    let path = "\(folder.path)/key"
    let made = try HeadKey(file: path, origin: "tupo/test").publicKey
    #expect(try #require(try DurableFile.read(path)).mode & 0o777 == 0o600)
    #expect(try HeadKey(file: path, origin: "tupo/test").publicKey == made)
    #expect(PublicHeadKey(text: made.text) == made)
    chmod(path, 0o640)
    #expect(throws: StorageError.self) { _ = try HeadKey(file: path, origin: "tupo/test") }
    try DurableFile.replace(path, Array("tupo head key 1\ned25519\nAAAA\n".utf8), mode: 0o600)
    #expect(throws: StorageError.self) { _ = try HeadKey(file: path, origin: "tupo/test") }
  }

  @Test(
    "have keys whose line fits their id",
    arguments: ["", "tupo/test", "tupo/test+00000000+AQID", "tupo/test+zz+", "a+b+c+d"])
  func badKeyLines(text: String) { #expect(PublicHeadKey(text: text) == nil) }

  @Test("are written when the log has moved on, and never over an earlier one")
  func keeping() async throws {
    let folder = try TestFolder()
    let heads = HeadFolder(path: "\(folder.path)/heads")
    defer { heads.remove() }
    let clock = TestClock(1_374_224_400_000_000)
    try await folder.withStore { (store: Store) async throws in
      let signer = try HeadKey(file: "\(folder.path)/key", origin: "tupo/test")
      func keeper() -> HeadKeeper {
        HeadKeeper(store: store, name: "test", folder: heads, signer: signer, clock: clock.read)
      }
      let first = keeper()
      try await store.put(zone(1, "a"))
      #expect(try await first.keep()?.head == store.head())
      #expect(try await first.keep() == nil)
      try await store.put(zone(2, "b"))
      #expect(try await first.keep()?.head.size == 2)
      #expect(
        try heads.files(of: "test") == ["test-0001-000000000000000002.head", "test-0001-000000000000000001.head"])
      clock.set(1_374_999_999_000_000)
      _ = try await keeper().keep()  // As after a restart.
      let kept = try heads.files(of: "test").compactMap { try heads.head(in: $0) }
      #expect(kept.map(\.signedAt) == [1_374_224_400_000_000, 1_374_224_400_000_000])
      #expect(try heads.keys(of: "test") == [signer.publicKey])
      #expect(try await store.verify(against: kept.map(\.head)) == .intact(store.head()))
    }
    let other = try TestFolder()
    try await other.withStore { (store: Store) async throws in
      let signer = try HeadKey(file: "\(folder.path)/key", origin: "tupo/test")
      for name in ["x", "y"] { try await store.put(zone(1, name)) }
      let keeper = HeadKeeper(store: store, name: "test", folder: heads, signer: signer, clock: clock.read)
      await #expect(throws: StorageError.self) { try await keeper.keep() }  // Another tree of the same size.
    }
  }
}

extension HeadTests {
  @Test("are written at every tick, also after one that could not be written")
  func running() async throws {
    let folder = try TestFolder()
    let (heads, away) = (HeadFolder(path: "\(folder.path)/heads"), "\(folder.path)/away")
    defer { heads.remove() }
    let ticks = Atomic(Int64(0))
    let failures = Atomic(0)
    try await folder.withStore { (store: Store) async throws in
      let signer = try HeadKey(file: "\(folder.path)/key", origin: "tupo/test")
      let keeper = HeadKeeper(store: store, name: "test", folder: heads, signer: signer)
      try await store.put(zone(1, "z"))
      await #expect(throws: CancellationError.self) {
        try await keeper.run {
          let tick = ticks.add(1, ordering: .relaxed).newValue
          switch tick {
          case 2:  // A file lies where the folder was.
            rename(heads.path, away)
            try DurableFile.replace(heads.path, [], mode: 0o600)
          case 3:
            unlink(heads.path)
            rename(away, heads.path)
          case 5: throw CancellationError()
          default: break
          }
          try await store.put(zone(1, "z\(tick)"))
        } failed: { _ in
          failures.add(1, ordering: .relaxed)
        }
      }
      #expect(failures.load(ordering: .relaxed) == 1)
      let sizes = try heads.files(of: "test").compactMap { try heads.head(in: $0)?.head.size }
      #expect(sizes == [5, 4, 2, 1])
    }
  }
}

extension HeadFolder {
  fileprivate func remove() {
    for name in (try? DurableFile.names(in: path)) ?? [] { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
