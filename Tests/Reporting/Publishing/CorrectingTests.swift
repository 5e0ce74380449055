import Chassis
import Storage
import Testing
import Wire
import WireTupo

@testable import Reporting

/// A correction is a new edition under a new number.
@Suite struct CorrectingTests {
  @Test("it has the next number, names what it corrects, and opens with what changed")
  func correction() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      let first = try await desk.publish()
      desk.source.value = 13_240_000_000
      let second = try await desk.publish(correcting: 1)
      #expect(second.name == "programmes/made/bulletins/2013-06-2")
      #expect(second.number == "开调通〔2013〕2号（演示）")
      #expect(second.corrects == first.name)
      #expect(second.checkCode != first.checkCode)
      let document = Document(try #require(second.document))
      guard case .paragraph(let words) = document.blocks[0], case .table(let table) = document.blocks[1] else {
        Issue.record("the correction does not open with its notice")
        return
      }
      #expect(words.plainText.hasPrefix("更正：开调通〔2013〕1号（演示）有误，以本期为准。"))
      #expect(table.rows[0].cells.map(\.content.plainText) == ["合计", "固定资产投资", "累计", "131.4", "132.4"])
    }
  }

  @Test("where the data say the same there is nothing to correct, twice over")
  func nothing() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      _ = try await desk.publish()
      #expect(try await reason { try await desk.publish(correcting: 1) } == "NOTHING_TO_CORRECT")
      desk.source.value = 13_240_000_000
      _ = try await desk.publish(correcting: 1)
      #expect(try await reason { try await desk.publish(correcting: 2) } == "NOTHING_TO_CORRECT")
    }
  }

  @Test("only the last edition can be corrected")
  func last() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      #expect(try await reason { try await desk.publish(correcting: 1) } == "NOT_FOUND")
      _ = try await desk.publish()
      desk.source.value = 13_240_000_000
      _ = try await desk.publish(correcting: 1)
      #expect(try await reason { try await desk.publish(correcting: 1) } == "NOT_THE_LAST_EDITION")
      #expect(try await reason { try await desk.publish(correcting: 3) } == "NOT_FOUND")
    }
  }

  @Test("a repeated request gets the first answer, though it could not be made again")
  func repeated() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      _ = try await desk.publish()
      desk.source.value = 13_240_000_000
      let id = "01890a5d-ac96-774b-bcce-b302099a8057"
      let first = try await desk.publish(correcting: 1) { $0.requestId = id }
      desk.source.isReachable = false
      #expect(try await desk.publish(correcting: 1) { $0.requestId = id } == first)
    }
  }

  @Test("two corrections of the same edition at once give one edition and one number")
  func race() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      _ = try await desk.publish()
      desk.source.value = 13_240_000_000
      let reasons = try await withThrowingTaskGroup(of: String?.self) { group in
        for _ in 0..<4 { group.addTask { try await reason { try await desk.publish(correcting: 1) } } }
        return try await group.reduce(into: [String?]()) { $0.append($1) }
      }
      #expect(reasons.count { $0 == nil } == 1)
      #expect(reasons.count { $0 == "NOT_THE_LAST_EDITION" } == 3)
      let list = try await desk.handler.listBulletins(.with { $0.parent = Desk.parent }, desk.call)
      #expect(list.bulletins.map(\.number) == ["开调通〔2013〕1号（演示）", "开调通〔2013〕2号（演示）"])
    }
  }
}
