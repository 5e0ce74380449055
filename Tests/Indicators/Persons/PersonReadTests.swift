import Chassis
import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Indicators

@Suite("Reads of persons")
struct PersonReadTests {
  @Test("that give a contact out are in the log: who, whose and why")
  func logged() async throws {
    try await withPersons { persons, store in
      _ = try await persons.createPerson(Persons.create(), anyCall())
      _ = try await persons.getPerson(Persons.get(purpose: "核对联系方式"), anyCall())
      let entry = try #require(try await store.entry(3))
      #expect(entry.request.principal == "local" && entry.request.resource == Persons.name("p1"))
      #expect(entry.request.method.hasSuffix("tupo.indicators.v1.PersonService/GetPerson"))
      let read = try CommonV1.PersonalRead(decoding: entry.request.bytes)
      #expect(entry.request.schema == CommonV1.PersonalRead.fullName && read.purpose == "核对联系方式")
      #expect(read.resources == [Persons.name("p1")] && read.version?.sequence == 2)
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("that give none are not", arguments: [["posts"], ["etag", "contact_commitment"]])
  func notLogged(mask: [String]) async throws {
    try await withPersons { persons, store in
      _ = try await persons.createPerson(Persons.create(), anyCall())
      _ = try await persons.createPerson(Persons.create("p2", nil), anyCall())
      let masked = try await persons.getPerson(Persons.get(mask: mask), anyCall())
      #expect(masked.contact == nil && masked.name == Persons.name("p1"))
      #expect(try await persons.getPerson(Persons.get("p2"), anyCall()).contact == nil)
      _ = try await persons.listPersons(
        .with {
          $0.parent = Persons.parent
          $0.readMask = .with { $0.paths = mask }
        }, anyCall())
      #expect(try await store.head().size == 3)
    }
  }

  @Test("of a list are one entry for a page, which names those whose contacts it gave")
  func page() async throws {
    try await withPersons { persons, store in
      try await Self.fill(persons)
      let listed = try await persons.listPersons(.with { $0.parent = Persons.parent }, anyCall())
      #expect(listed.persons.map(\.name) == ["p1", "p2", "p3", "p4"].map(Persons.name))
      #expect(listed.persons.map { $0.contact?.telephone } == ["0537-1111", "0537-2222", nil, nil])
      #expect(listed.persons.map(\.erased) == [false, false, false, true])
      let size = try await store.head().size
      let entry = try #require(try await store.entry(size))
      let read = try CommonV1.PersonalRead(decoding: entry.request.bytes)
      #expect(read.resources == ["p1", "p2"].map(Persons.name) && entry.request.resource == Persons.parent)
      #expect(listed.version?.sequence == size - 1)
    }
  }

  @Test("go page by page at the version of the first, though each page writes an entry")
  func pages() async throws {
    try await withPersons { persons, store in
      try await Self.fill(persons)
      var request = IndicatorsV1.ListPersonsRequest()
      request.parent = Persons.parent
      request.pageSize = 1
      var (names, versions): ([String], Set<Int64>) = ([], [])
      repeat {
        let page = try await persons.listPersons(request, anyCall())
        names += page.persons.map(\.name)
        versions.insert(page.version?.sequence ?? 0)
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty
      #expect(names == ["p1", "p2", "p3", "p4"].map(Persons.name) && versions.count == 1)
    }
  }

  static let narrowed: [(IndicatorsV1.ListPersonsRequest, [String])] = [
    (.with { $0.unit = "\(Persons.parent)/zones/b" }, ["p2", "p3"]),
    (.with { $0.on = "2013-06-30" }, ["p1", "p2", "p4"]),
    (
      .with {
        $0.unit = "\(Persons.parent)/zones/b"
        $0.on = "2014-06-30"
      }, ["p3"]
    ),
    (.with { $0.filter = "units:zones/b roles:ROLE_LEADER" }, ["p3"]), (.with { $0.filter = "erased=true" }, ["p4"]),
    (
      .with {
        $0.orderBy = "erased desc, name desc"
        $0.filter = "NOT name=p2"
      }, ["p4", "p3", "p1"]
    ),
  ]

  @Test("narrow and order a list", arguments: narrowed.indices)
  func narrowing(index: Int) async throws {
    try await withPersons { persons, _ in
      try await Self.fill(persons)
      var (request, expected) = Self.narrowed[index]
      request.parent = Persons.parent
      #expect(try await persons.listPersons(request, anyCall()).persons.map(\.name) == expected.map(Persons.name))
    }
  }

  @Test("are refused for a unit, day, filter or purpose that cannot be")
  func refused() async throws {
    try await withPersons { persons, _ in
      let error = await refusal {
        _ = try await persons.listPersons(
          .with {
            $0.parent = Persons.parent
            $0.unit = "programmes/q/zones/a"
            $0.on = "2013-02-30"
            $0.filter = "telephone=1"
            $0.orderBy = "contact"
            $0.readMask = .with { $0.paths = ["telephone"] }
            $0.purpose = String(repeating: "x", count: 201)
          }, anyCall())
      }
      #expect(Set(error?.fields ?? []) == ["unit", "on", "filter", "order_by", "read_mask", "purpose"])
    }
  }

  @Test("of a copy are entered where there is personal data")
  func copies() async throws {
    try await withPersons { persons, store in
      let maintenance = MaintenanceHandler(store: store)
      let request = CommonV1.RecordCopyRequest.with { $0.purpose = "月度备份" }
      let before = try await maintenance.recordCopy(request, anyCall())
      #expect(before.personalRecords == 0 && before.version?.sequence == 1)
      _ = try await persons.createPerson(Persons.create(), anyCall())
      let after = try await maintenance.recordCopy(request, anyCall())
      #expect(after.personalRecords == 1 && after.version?.sequence == 3)
      #expect(try await store.entry(3)?.request.method.hasSuffix("MaintenanceService/RecordCopy") == true)
    }
  }

  /// p1 at a until 2013, p2 at b until 2013, p3 at b from 2014 on and without a contact, p4 at a and erased.
  private static func fill(_ persons: PersonHandler) async throws {
    let b = "\(Persons.parent)/zones/b"
    let all = [
      Persons.create("p1", Persons.contact("一", "0537-1111")),
      Persons.create("p2", Persons.contact("二", "0537-2222"), posts: [Persons.post(b)]),
      Persons.create("p3", nil, posts: [Persons.post(b, role: .leader, from: "2014-01-01", to: "")]),
      Persons.create("p4", Persons.contact("四", "0537-4444")),
    ]
    for request in all { _ = try await persons.createPerson(request, anyCall()) }
    _ = try await persons.erasePerson(Persons.erase("p4"), anyCall())
  }
}
