import Chassis
import RPC
import Storage
import Testing
import Wire
import WireTupo

@testable import Reporting

/// Reading what was published.
@Suite struct ReadingTests {
  private func name(_ id: String) -> String { "\(Desk.parent)/bulletins/\(id)" }

  @Test("a bulletin is found by its edition, and by its month for the last one")
  func find() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      let first = try await desk.publish()
      desk.source.value = 13_240_000_000
      let second = try await desk.publish(correcting: 1)
      for (id, expected) in [("2013-06-1", first), ("2013-06-2", second), ("2013-06", second)] {
        #expect(try await desk.handler.getBulletin(.with { $0.name = name(id) }, desk.call) == expected)
      }
      #expect(
        try await reason { try await desk.handler.getBulletin(.with { $0.name = name("2013-07") }, desk.call) }
          == "NOT_FOUND")
    }
  }

  @Test("lists go by month and edition, in pages, without documents")
  func list() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      for month in ["2013-12", "2013-05", "2013-06"] { _ = try await desk.publish(month) }
      var (months, token): ([String], String) = ([], "")
      repeat {
        let page = try await desk.handler.listBulletins(
          .with {
            $0.parent = Desk.parent
            $0.pageSize = 1
            $0.pageToken = token
          }, desk.call)
        #expect(page.bulletins.allSatisfy { $0.document == nil })
        months += page.bulletins.map(\.month)
        token = page.nextPageToken
      } while !token.isEmpty
      #expect(months == ["2013-05", "2013-06", "2013-12"])
    }
  }

  @Test(
    "the same document gives the same bytes, whatever the figures say since",
    arguments: [.text, .html] as [ReportingV1.Format])
  func sameBytes(format: ReportingV1.Format) async throws {
    try await Desk.with { desk in
      try await desk.apply()
      _ = try await desk.publish()
      let before = try await desk.draw("2013-06", format)
      desk.source.value = 1
      try await desk.apply { $0.series?.issuer = "另一单位" }
      #expect(try await desk.draw("2013-06", format) == before)
    }
  }

  @Test("a drawing comes in pieces that fit together, and goes on from anywhere")
  func pieces() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      _ = try await desk.publish()
      let pieces = try await desk.draw("2013-06-1", .html)
      let bytes = pieces.flatMap(\.chunk)
      #expect(pieces.allSatisfy { $0.chunk.count <= 64 << 10 })
      #expect(pieces.first?.size == Int64(bytes.count))
      #expect(pieces.first?.sha256 == CheckCode.sha256(bytes))
      #expect(pieces.first?.mediaType == "text/html; charset=utf-8")
      #expect(pieces.first?.fileName == "made-2013-06-1.html")
      let rest = try await desk.draw("2013-06-1", .html, from: 100)
      #expect(rest.flatMap(\.chunk) == Array(bytes[100...]))
      #expect(try await desk.draw("2013-06-1", .html, from: Int64(bytes.count)).flatMap(\.chunk) == [])
      let beyond = try await reason { try await desk.draw("2013-06-1", .html, from: Int64(bytes.count) + 1) }
      #expect(beyond == "OFFSET_BEYOND_END")
    }
  }

  @Test("a demonstration says so in every drawing", arguments: [.text, .html] as [ReportingV1.Format])
  func banner(format: ReportingV1.Format) async throws {
    try await Desk.with { desk in
      try await desk.apply()
      _ = try await desk.publish()
      let text = String(decoding: try await desk.draw("2013-06", format).flatMap(\.chunk), as: UTF8.self)
      #expect(text.contains("演示数据 · 非公文"))
      #expect(text.contains("开调通〔2013〕1号（演示）"))
    }
  }

  @Test(
    "a drawing for whoever did not say who it is says so on every page, and leaves what was published as it is",
    arguments: [.text, .html] as [ReportingV1.Format])
  func unauthenticated(format: ReportingV1.Format) async throws {
    try await Desk.with { desk in
      try await desk.apply()
      let published = try await desk.publish()
      let before = try await desk.draw("2013-06", format).flatMap(\.chunk)
      let open = CallContext(path: "/test")
      open.identify(try await OpenGate().admit(open, to: MethodOptions()))
      let drawn = try await desk.draw("2013-06", format, for: open).flatMap(\.chunk)
      #expect(String(decoding: drawn, as: UTF8.self).contains("演示数据 · 非公文 · 未启用身份认证"))
      #expect(!String(decoding: before, as: UTF8.self).contains("未启用身份认证"))
      #expect(try await desk.handler.getBulletin(.with { $0.name = name("2013-06") }, open) == published)
      #expect(try await desk.draw("2013-06", format).flatMap(\.chunk) == before)
    }
  }

  @Test(
    "the last part of a name is an edition or a month",
    arguments: [
      ("2013-06-1", 1), ("2013-06", nil), ("2013-06-0", -1), ("2013-6-1", -1), ("2013-06-01", -1), ("201306", -1),
      ("", -1),
      ("2013-13", -1), ("2013-06-1-2", -1),
    ] as [(String, Int?)])
  func names(id: String, edition: Int?) {
    let choice = EditionChoice(id)
    #expect(edition == -1 ? choice == nil : choice?.number == edition && choice != nil)
  }
}
