import Chassis
import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Indicators

@Suite("Persons")
struct PersonTests {
  @Test("are created with contact and posts, and read again; the log has neither name nor telephone")
  func created() async throws {
    try await withPersons { persons, store in
      let posts = [Persons.post(from: "2013-01-01"), Persons.post(role: .unitHead, from: "2012-01-01")]
      let made = try await persons.createPerson(Persons.create(posts: posts), anyCall())
      #expect(made.contact == Persons.contact() && made.posts == posts.reversed() && !made.erased)
      #expect(made.recordedIn?.sequence == 2 && made.etag == "2" && made.contactCommitment?.value.count == 32)
      #expect(try await persons.getPerson(Persons.get(), anyCall()) == made)
      for text in ["王小明", "0537-2967018"] { #expect(try await !store.logHolds(text)) }
      #expect(try await store.logHolds("科员"))
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test("are told in the feed without their contacts")
  func feed() async throws {
    try await withPersons { persons, store in
      let made = try await persons.createPerson(Persons.create(), anyCall())
      let state = try await store.read { transaction in
        try PersonStore.find("p", "p1", named: made.name, in: transaction)?.wire(epoch: 1)
      }.value
      #expect(state?.contact == nil && state?.contactCommitment == made.contactCommitment)
    }
  }

  @Test("have all their faults told at once, by field, and nothing is kept")
  func faults() async throws {
    try await withPersons { persons, store in
      var request = Persons.create(
        "P 1", Persons.contact("王\u{7}", "12a45"),
        posts: [
          Persons.post("\(Persons.parent)/zones/nowhere", from: "2013-02-29"),
          Persons.post("programmes/q/zones/a", role: .unspecified), Persons.post("a"),
          Persons.post(from: "2013-02-01", to: "2013-01-01"),
        ])
      request.person?.posts[3].title = nil
      let error = await refusal { _ = try await persons.createPerson(request, anyCall()) }
      #expect(error?.code == .invalidArgument)
      #expect(
        Set(error?.fields ?? []) == [
          "person_id", "person.contact.display_name", "person.contact.telephone", "person.posts[0].valid_from",
          "person.posts[1].unit", "person.posts[1].role", "person.posts[2].unit", "person.posts[3].valid_to",
          "person.posts[3].title.zh",
        ])
      request.personId = "p1"
      let all = await refusal { _ = try await persons.createPerson(request, anyCall()) }
      #expect(all?.fields.contains("person.posts[0].unit") == true && all?.fields.count == 9)
      let size = try await store.head().size
      #expect(size == 1)
    }
  }

  @Test(
    "cannot hold a post twice on one day, but one after the other",
    arguments: [
      ("2013-12-31", false), ("2014-01-01", true),
    ])
  func posts(from: String, isGood: Bool) async throws {
    try await withPersons { persons, _ in
      let posts = [Persons.post(), Persons.post(from: from, to: "")]
      let error = await refusal { _ = try await persons.createPerson(Persons.create(posts: posts), anyCall()) }
      #expect((error == nil) == isGood && (isGood || error?.fields == ["person.posts[1]"]))
    }
  }

  @Test("have an office's post without the office being known here")
  func office() async throws {
    try await withPersons { persons, _ in
      let post = Persons.post("\(Persons.parent)/offices/bureau")
      let made = try await persons.createPerson(Persons.create(posts: [post]), anyCall())
      #expect(made.posts == [post])
    }
  }

  @Test("are refused by reason: programme unknown, id taken, person unknown")
  func refusals() async throws {
    try await withPersons { persons, _ in
      let elsewhere = IndicatorsV1.CreatePersonRequest.with {
        $0.parent = "programmes/none"
        $0.personId = "p1"
        $0.person = .init()
      }
      #expect(await refusal { _ = try await persons.createPerson(elsewhere, anyCall()) }?.code == .notFound)
      _ = try await persons.createPerson(Persons.create(), anyCall())
      let again = await refusal { _ = try await persons.createPerson(Persons.create(), anyCall()) }
      #expect(again?.code == .alreadyExists)
      let update = Persons.update("x", contact: Persons.contact())
      let unknown = [
        await refusal { _ = try await persons.getPerson(Persons.get("x"), anyCall()) },
        await refusal { _ = try await persons.updatePerson(update, anyCall()) },
        await refusal { _ = try await persons.erasePerson(Persons.erase("x"), anyCall()) },
      ]
      #expect(unknown.map { $0?.code } == [.notFound, .notFound, .notFound])
    }
  }

  @Test("are checked without being kept")
  func dryRun() async throws {
    try await withPersons { persons, store in
      let checked = try await persons.createPerson(Persons.create(dryRun: true), anyCall())
      #expect(checked.contact == Persons.contact() && checked.contactCommitment == nil)
      #expect(try await store.head().size == 1)
      _ = try await persons.createPerson(Persons.create(), anyCall())
      _ = try await persons.erasePerson(Persons.erase(dryRun: true), anyCall())
      #expect(try await persons.getPerson(Persons.get(), anyCall()).contact == Persons.contact())
    }
  }

  @Test("change contact or posts, by mask or by what is set; a contact that is replaced is gone")
  func updated() async throws {
    try await withPersons { persons, store in
      _ = try await persons.createPerson(Persons.create(), anyCall())
      let other = Persons.contact("李四", "13805370000")
      let changed = try await persons.updatePerson(Persons.update(contact: other, etag: "2"), anyCall())
      #expect(changed.contact == other && changed.posts == [Persons.post()] && changed.etag == "3")
      let moved = try await persons.updatePerson(
        Persons.update(posts: [Persons.post(role: .leader)], mask: ["posts"]), anyCall())
      #expect(moved.contact == nil && moved.posts.map(\.role) == [.leader])
      #expect(moved.contactCommitment == changed.contactCommitment)
      let same = try await persons.updatePerson(Persons.update(contact: other), anyCall())
      #expect(same.contact == other && same.etag == "4")
      #expect(try await store.head().size == 4)
      let stale = Persons.update(contact: other, etag: "3")
      #expect(await refusal { _ = try await persons.updatePerson(stale, anyCall()) }?.code == .aborted)
      let past = try await persons.getPerson(Persons.get(at: 2), anyCall())
      #expect(past.contact == nil && past.contactCommitment != nil && past.posts == [Persons.post()])
      #expect(try await persons.getPerson(Persons.get(at: 3), anyCall()).contact == other)
      #expect(try await store.check(rebuilding: true).isSound)
    }
  }

  @Test(
    "are not changed by a mask that names nothing of them", arguments: [["name"], ["contact"], ["contact.telephone"]])
  func masks(mask: [String]) async throws {
    try await withPersons { persons, _ in
      _ = try await persons.createPerson(Persons.create(), anyCall())
      for request in [Persons.update(mask: mask), Persons.update()] {
        let error = await refusal { _ = try await persons.updatePerson(request, anyCall()) }
        #expect(error?.code == .invalidArgument)
      }
    }
  }

  @Test("keep a post at a zone that has left the programme")
  func goneZone() async throws {
    try await withPersons { persons, store in
      _ = try await persons.createPerson(Persons.create(), anyCall())
      _ = try await CatalogueHandler(store: store).applyProgramme(SmallProgramme.request(zones: ["b"]), anyCall())
      let kept = Persons.update(posts: [Persons.post(to: "2013-06-30")])
      #expect(try await persons.updatePerson(kept, anyCall()).posts.first?.validTo == "2013-06-30")
      let new = Persons.update(posts: [Persons.post("\(Persons.parent)/zones/c")])
      #expect(await refusal { _ = try await persons.updatePerson(new, anyCall()) }?.fields == ["person.posts[0].unit"])
    }
  }

  @Test("are erased once their posts have ended; posts and proofs stay")
  func erased() async throws {
    try await withPersons { persons, store in
      for (id, end) in [("p1", "2013-12-31"), ("p2", ""), ("p3", "9999-01-01")] {
        _ = try await persons.createPerson(Persons.create(id, posts: [Persons.post(to: end)]), anyCall())
      }
      for id in ["p2", "p3"] {
        let error = await refusal { _ = try await persons.erasePerson(Persons.erase(id), anyCall()) }
        #expect(error?.code == .failedPrecondition && error?.reason == "POST_IN_FORCE")
      }
      let head = try await store.head()
      let stale = await refusal { _ = try await persons.erasePerson(Persons.erase(etag: "9"), anyCall()) }
      #expect(stale?.code == .aborted)
      let gone = try await persons.erasePerson(Persons.erase(etag: "2"), anyCall())
      #expect(gone.erased && gone.contact == nil && gone.contactCommitment == nil && gone.posts == [Persons.post()])
      let sequences = [Int64(2), head.size, try #require(gone.recordedIn?.sequence)]
      for sequence in sequences {
        #expect(try await persons.getPerson(Persons.get(at: sequence), anyCall()).contact == nil)
      }
      let update = Persons.update(contact: Persons.contact())
      for error in [
        await refusal { _ = try await persons.erasePerson(Persons.erase(), anyCall()) },
        await refusal { _ = try await persons.updatePerson(update, anyCall()) },
      ] { #expect(error?.code == .failedPrecondition && error?.reason == "ERASED") }
      let report = try await store.check(rebuilding: true, against: [head])
      #expect(report.isSound && report.personal?.records == 2)
    }
  }

  @Test("answer a repeated request with the contact while it is kept, and never after")
  func repeated() async throws {
    try await withPersons { persons, store in
      let request = Persons.create(requestID: "r1")
      let first = try await persons.createPerson(request, anyCall())
      #expect(try await persons.createPerson(request, anyCall()) == first)
      let other = Persons.create("p1", Persons.contact("王小明", "0537-2967019"), requestID: "r1")
      #expect(await refusal { _ = try await persons.createPerson(other, anyCall()) }?.reason == "REQUEST_ID_REUSED")
      let without = Persons.create("p1", nil, requestID: "r1")
      #expect(await refusal { _ = try await persons.createPerson(without, anyCall()) }?.reason == "REQUEST_ID_REUSED")
      _ = try await persons.erasePerson(Persons.erase(), anyCall())
      var expected = first
      expected.contact = nil
      #expect(try await persons.createPerson(request, anyCall()) == expected)
      #expect(try await store.head().size == 3)
      let answers = try await store.read { transaction in
        try transaction.rows("SELECT answer, request_hash FROM log_request").map { try $0.blob("answer") }
      }.value
      #expect(answers.count == 1 && answers.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("2967018") })
    }
  }
}

extension RPCError {
  /// The stable name of a refusal.
  var reason: String? {
    for case .errorInfo(let reason, _, _) in details { return reason }
    return nil
  }
}
