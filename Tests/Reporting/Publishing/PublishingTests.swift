import Chassis
import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Reporting

/// Publishing is a write: it allots a number once and pins the versions.
@Suite struct PublishingTests {
  @Test("the first bulletin of a year is number 1, and says everything that it was made from")
  func first() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      let bulletin = try await desk.publish()
      #expect(bulletin.name == "programmes/made/bulletins/2013-06-1")
      #expect(bulletin.number == "开调通〔2013〕1号（演示）")
      #expect(bulletin.document?.number == bulletin.number)
      #expect(bulletin.signedOn == "2013-07-19")
      #expect(bulletin.sources?.planning?.sequence == 7)
      #expect(bulletin.demonstration)
      #expect(bulletin.checkCode.utf8.count == 9)
      #expect(bulletin.document?.colophon.contains("校验码 \(bulletin.checkCode)") == true)
      #expect(bulletin.summary?.headlines == ["固定资产投资131.4亿元，同比增长31.4%。"])
    }
  }

  @Test("publishing again answers with the first edition, writes nothing and asks nobody")
  func again() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      let first = try await desk.publish()
      let version = try await desk.store.version()
      desk.source.isReachable = false
      #expect(try await desk.publish() == first)
      #expect(try await desk.store.version() == version)
    }
  }

  @Test("numbers follow each other in the year of signing, after those given before")
  func numbers() async throws {
    try await Desk.with { desk in
      try await desk.apply { $0.series?.openingNumbers = [.with { ($0.year, $0.lastNumber) = (2014, 41) }] }
      #expect(try await desk.publish("2013-05").number == "开调通〔2013〕1号（演示）")
      #expect(try await desk.publish("2013-06").number == "开调通〔2013〕2号（演示）")
      #expect(try await desk.publish("2013-12").number == "开调通〔2014〕42号（演示）")
    }
  }

  @Test("a draft has no number, says so, and nothing is kept")
  func draft() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      let version = try await desk.store.version()
      let draft = try await desk.publish { $0.validateOnly = true }
      #expect(draft.number.isEmpty)
      #expect(draft.document?.number == "草稿")
      #expect(try await desk.store.version() == version)
      #expect(try await desk.publish().number == "开调通〔2013〕1号（演示）")
    }
  }

  @Test("a month with forms comes out of the version that they fixed, and they come out with it")
  func forms() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      desk.source.forms.forms = ([("one", 4), ("two", 5)] as [(String, Int64)]).map { name, sequence in
        .with {
          ($0.name, $0.state) = ("programmes/made/forms/\(name)", .frozen)
          $0.frozenAt = .with { ($0.epoch, $0.sequence) = (1, sequence) }
        }
      }
      let first = try await desk.publish()
      #expect(desk.source.askedAt?.sequence == 5 && first.sources?.indicators?.sequence == 5)
      let out = ["one", "two"].map { "programmes/made/forms/\($0) \(first.name)" }
      #expect(desk.source.published == out)
      // Asked again, nothing is left to be done; a correction is made of what stands now.
      #expect(try await desk.publish() == first && desk.source.published == out)
      desk.source.value = 13_240_000_000
      let second = try await desk.publish(correcting: 1)
      #expect(desk.source.askedAt == nil)
      #expect(desk.source.published.suffix(2) == out.map { $0.replacing(first.name, with: second.name) })
      // Whatever came without a form is told to be out too, as often as it is asked.
      #expect(desk.source.told == [first, first, second].map { "made 2013-06 \($0.name)" })
    }
  }

  @Test("a form that may not come out keeps the bulletin in, a draft as well")
  func inside() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      desk.source.forms.forms = [.with { $0.name = "programmes/made/forms/one" }]
      desk.source.inside = "not frozen"
      for validateOnly in [true, false] {
        let refused = await refusal { _ = try await desk.publish { $0.validateOnly = validateOnly } }
        #expect(refused?.message == "not frozen")
      }
      desk.source.inside = nil
      #expect(try await desk.publish().number == "开调通〔2013〕1号（演示）")
    }
  }

  @Test("a failed publication gives no number away")
  func voidNumber() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      desk.source.isReachable = false
      await #expect(throws: RPCError.self) { try await desk.publish() }
      desk.source.isReachable = true
      #expect(try await desk.publish().number == "开调通〔2013〕1号（演示）")
    }
  }
}

/// What is refused, and by which reason.
@Suite struct PublishingRefusalTests {
  @Test("nothing is published of a month that nobody reported")
  func nothingReported() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      desk.source.value = nil
      #expect(try await reason { try await desk.publish() } == "NOTHING_REPORTED")
      // What comes after the day of signing is no report of that day, and is told.
      desk.source.cameLater = "2099-01-01"
      #expect(try await reason { try await desk.publish() } == "REPORTED_AFTER_SIGNING")
    }
  }

  @Test("a demonstration is never published under a series that does not say so", arguments: ["", "根据公布数据编制"])
  func banner(banner: String) async throws {
    try await Desk.with { desk in
      try await desk.apply { $0.series?.banner = banner }
      #expect(try await reason { try await desk.publish() } == "DEMONSTRATION_NEEDS_BANNER")
      desk.source.isDemonstration = false
      #expect(try await reason { try await desk.publish() } == nil)
    }
  }

  @Test("without a series or a day of signing nothing is published")
  func unready() async throws {
    try await Desk.with { desk in
      #expect(try await reason { try await desk.publish() } == "SERIES_MISSING")
      try await desk.apply()
      #expect(try await reason { try await desk.publish("2013-07") } == "SIGNING_DAY_MISSING")
      let bulletin = try await desk.publish("2013-07") { $0.signedOn = "2013-08-19" }
      #expect(bulletin.signedOn == "2013-08-19")
    }
  }

  @Test(
    "faults are told by their field",
    arguments: [
      ("month", "MONTH_INVALID", "programmes/made", "June", ""),
      ("parent", "NAME_INVALID", "made", "2013-06", ""),
      ("corrects", "NAME_INVALID", "programmes/made", "2013-06", "programmes/made/bulletins/2013-05-1"),
      ("corrects", "NAME_INVALID", "programmes/made", "2013-06", "programmes/made/bulletins/2013-06"),
    ])
  func faults(field: String, expected: String, parent: String, month: String, corrects: String) async throws {
    try await Desk.with { desk in
      let failure = await #expect(throws: Failure.self) {
        try await desk.publish(month) {
          $0.parent = parent
          $0.corrects = corrects
        }
      }
      #expect(failure?.reason == expected)
      #expect(failure?.values["field"] == field)
    }
  }

  @Test("nothing is signed before its month has ended")
  func early() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      #expect(try await reason { try await desk.publish { $0.signedOn = "2013-06-29" } } == "SIGNED_TOO_EARLY")
      #expect(try await reason { try await desk.publish { $0.signedOn = "2013-06-30" } } == nil)
    }
  }
}
