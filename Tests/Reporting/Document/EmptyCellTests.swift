import Testing

@testable import Reporting

@Suite("Empty cells")
struct EmptyCellTests {
  private let table = Table(
    caption: "", columns: [.init("单位", kind: .text), .init("目标"), .init("完成")],
    rows: [
      .init(.unit, [.init(["甲区"]), .empty(because: "未下达目标"), .empty(because: "未下达目标")]),
      .init(.unit, [.init(["乙区"]), .init(["0"]), .empty(because: "尚未报送")]),
      .init(.unit, [.init(["丙县"]), .empty(because: "未下达目标")]),
    ])

  @Test("are explained once for each reason, with the rows it is true of")
  func sentence() {
    #expect(EmptyCells(table).sentence(.chinese) == "“—”：未下达目标（甲区、丙县）；尚未报送（乙区）。")
  }

  @Test("print a dash, in which zero has no part")
  func dash() {
    let rows = TextRenderer(width: 60).render([.table(table)]).split(separator: "\n")
    #expect(rows.contains { $0.hasPrefix("乙区") && $0.contains("0") && $0.contains("—") })
    #expect(rows.contains { $0.hasPrefix("甲区") && !$0.contains("0") })
    #expect(rows.contains { $0.contains("尚未报送（乙区）") })
  }

  @Test("tell their reason to a reader who cannot see the dash")
  func reason() {
    let page = HTMLRenderer().render(Document(title: "", blocks: [.table(table)]))
    #expect(page.contains("aria-label=\"未下达目标\""))
    #expect(page.contains("未下达目标（甲区、丙县）；尚未报送（乙区）。"))
  }

  @Test("without a reason need no note")
  func noReason() {
    let table = Table(caption: "", columns: [.init("单位"), .init("目标")], rows: [.init(.unit, [.init(["甲区"])])])
    #expect(EmptyCells(table).sentence(.chinese) == nil)
  }
}
