import Chassis
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("A drawn file")
struct DrawnImportTests {
  private typealias Request = IndicatorsV1.ImportFiguresRequest

  private func file(
    _ sheets: [(name: String, rows: [[String]])], dryRun: Bool = false,
    _ change: (inout IndicatorsV1.ImportFiguresRequest.Heading) -> Void = { _ in }
  ) -> RequestStream<IndicatorsV1.ImportFiguresRequest> {
    var heading = Request.Heading()
    heading.parent = SmallProgramme.parent
    heading.file = "f.xlsx"
    heading.layout = .drawn
    heading.validateOnly = dryRun
    change(&heading)
    let rows = sheets.flatMap { sheet in
      sheet.rows.enumerated().filter { !$0.element.isEmpty }.map { index, cells in
        Request.Row.with {
          $0.number = Int32(index + 1)
          $0.cells = cells
          $0.sheet = sheet.name
        }
      }
    }
    let first = heading
    return RequestStream([.with { $0.part = .heading(first) }, .with { $0.part = .slice(.with { $0.rows = rows }) }])
  }

  private static let june = (
    name: "6月", rows: [["2013年1—6月", "单位：亿元"], [], ["单位", "投资"], ["a区", "1.5"], ["b区", "2"], ["合计", "3.5"]]
  )

  @Test("lands whole, each figure with the sheet and row that it is from", arguments: [1, 1_000])
  func lands(layAheadFrom: Int) async throws {
    try await withProgramme { handlers in
      var handlers = handlers
      handlers.figures.layAheadFrom = layAheadFrom
      let answer = try await handlers.figures.importFigures(file([Self.june]), anyCall())
      #expect(answer.rows == 2 && answer.changed == 2 && answer.faults.isEmpty)
      let kept = try await handlers.figures.listFigures(.with { $0.parent = SmallProgramme.parent }, anyCall())
      let figures = kept.figures
      #expect(figures.map(\.cumulative) == [150_000_000, 200_000_000])
      #expect(figures.map(\.origin) == ["f.xlsx[6月]:4", "f.xlsx[6月]:5"])
    }
  }

  @Test("has its faults told by sheet, row and column, and keeps nothing")
  func faults() async throws {
    try await withProgramme { handlers in
      let bad = (name: "5月", rows: [["2013年5月", "单位：亿元"], ["", "单位", "投资"], ["", "d区", "多"], ["", "合计", "9"]])
      let error = await refusal { _ = try await handlers.figures.importFigures(file([Self.june, bad]), anyCall()) }
      #expect(error?.fields == ["f.xlsx[5月]:3:单位", "f.xlsx[5月]:3:投资"])
      let told = try await handlers.figures.importFigures(file([Self.june, bad], dryRun: true), anyCall())
      #expect(told.faults.map(\.sheet) == ["5月", "5月"] && told.faults.map(\.columnNumber) == [2, 3])
      #expect(told.faults.map(\.cell) == ["d区", "多"] && told.rows == 3)
      let kept = try await handlers.figures.listFigures(.with { $0.parent = SmallProgramme.parent }, anyCall())
      #expect(kept.figures.isEmpty)
    }
  }

  @Test("is read with what its sender tells beside it")
  func told() async throws {
    try await withProgramme { handlers in
      let rows = [["报送单位", "完成投资额", "位"], ["a区", "15000", "1"]]
      let answer = try await handlers.figures.importFigures(
        file([(name: "", rows: rows)]) { heading in
          (heading.month, heading.unit) = ("2013-06", "万元")
          heading.aliases = [("报送单位", "单位"), ("完成投资额", "投资"), ("位", "忽略")].map { alias in
            .with { ($0.heading, $0.meaning) = alias }
          }
        }, anyCall())
      #expect(answer.faults.isEmpty && answer.changed == 1)
      let kept = try await handlers.figures.listFigures(.with { $0.parent = SmallProgramme.parent }, anyCall())
      #expect(kept.figures.map(\.cumulative) == [150_000_000] && kept.figures.map(\.origin) == ["f.xlsx:2"])
    }
  }

  @Test("is refused by the field that is wrong")
  func refused() async throws {
    try await withProgramme { handlers in
      let wrong: [(String, (inout IndicatorsV1.ImportFiguresRequest.Heading) -> Void)] = [
        ("heading.columns", { $0.columns = ["单位"] }), ("heading.month", { $0.month = "2013-13" }),
        ("heading.aliases", { $0.aliases = [.init()] }), ("heading.columns", { $0.layout = .unspecified }),
      ]
      for (field, change) in wrong {
        let error = await refusal { _ = try await handlers.figures.importFigures(file([Self.june], change), anyCall()) }
        #expect(error?.fields == [field])
      }
      let long = (name: "", rows: Array(repeating: ["x"], count: 3) + [Array(repeating: "", count: 1_001)])
      let error = await refusal { _ = try await handlers.figures.importFigures(file([long]), anyCall()) }
      #expect(error?.reason == "TOO_MANY_ROWS" && error?.code == .invalidArgument)
    }
  }
  @Test("with a zone that is not its sender's is refused by the row", arguments: [false, true])
  func foreignZone(dryRun: Bool) async throws {
    try await withProgramme { handlers in
      let call = anyCall()
      call.identify(ReporterOfOneZone(zone: "\(SmallProgramme.parent)/zones/a"))
      let error = await refusal {
        _ = try await handlers.figures.importFigures(file([Self.june], dryRun: dryRun), call)
      }
      #expect(error?.code == .permissionDenied && error?.reason == "OUT_OF_SCOPE")
      #expect(error?.message.contains("f.xlsx[6月]:5:单位") ?? false)
      #expect(error?.message.contains("\(SmallProgramme.parent)/zones/b") ?? false)
    }
  }
}

/// Somebody who answers for one zone.
private final class ReporterOfOneZone: CallPrincipal {
  let name = "people/reporter"
  private let zone: String

  init(zone: String) { self.zone = zone }

  func permit(_ access: MethodAccess, _ resources: [String]) throws {
    guard let foreign = resources.first(where: { $0 != zone }) else { return }
    throw Failure(.permissionDenied, "OUT_OF_SCOPE", zh: foreign, en: foreign)
  }
}
