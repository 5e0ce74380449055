import Domain
import Testing
import Wire
import WireTupo

@testable import Admin

@Suite("The form to be stamped")
struct StampedFormTests {
  private static func form(receipt: String? = "2013-06-0007", title: String = "6月份月报") -> StampedForm {
    StampedForm(
      title: title, number: "2013-06", unit: "微山经济开发区管委会", month: Month(year: 2013, month: 6) ?? Month(index: 0),
      receipt: receipt, sentOn: receipt == nil ? nil : Day(year: 2013, month: 7, day: 5), check: "0a1b",
      lines: [
        .init(title: "公共财政预算收入", unit: "万元", cumulative: "12500.00", base: "", growth: "8.30", explanation: "")
      ], signatures: .init(unitHead: "王一", statisticsHead: "", clerk: "李四", telephone: "0537-2967018"),
      isDemonstration: true)
  }

  @Test("has every line to be signed, the form's number and the receipt's")
  func fields() {
    let page = Self.form().html
    for words in [
      "单位负责人：<span class=\"line\">王一</span>", "统计负责人：<span class=\"line\"></span>",
      "填表人：<span class=\"line\">李四</span>", "联系电话：<span class=\"line\">0537-2967018</span>",
      "报出日期：<span class=\"line\">2013年7月5日</span>", "表号：2013-06", "回执：2013-06-0007", "（2013年1—6月）", "（盖章）",
      "演示数据 · 非公文", "<td class=\"unit\">万元</td>", "<td class=\"number\">—</td>", "校验码：0a1b",
    ] { #expect(page.contains(words), "\(words)") }
    #expect(!page.contains("不得盖章"))
  }

  @Test("says so when it was not sent in, and takes no markup from what people wrote")
  func draft() {
    let page = Self.form(receipt: nil, title: "<b>月报</b>").html
    #expect(page.contains("草稿：尚未上报，不得盖章") && page.contains("回执：（未上报）"))
    #expect(page.contains("&lt;b&gt;月报&lt;/b&gt;") && !page.contains("<b>月报"))
  }

  @Test(
    "takes what a scanner makes by how it begins",
    arguments: [
      (Array("%PDF-1.7".utf8), "application/pdf"), ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"), ([0x49, 0x49, 0x2A, 0], "image/tiff"),
      (Array("PK".utf8), nil), ([], nil),
    ] as [([UInt8], String?)])
  func kinds(_ head: [UInt8], _ expected: String?) {
    #expect(ScannedFile.mediaType(head) == expected)
  }

  @Test("finds the scan that a file is, and no other")
  func match() throws {
    let folder = try TemporaryFolder()
    let file = try ScannedFile(try folder.write("%PDF-1.7 abc", to: "a.pdf"))
    #expect(file.size == 12 && file.name == "a.pdf" && file.mediaType == "application/pdf")
    let scans = [file.digest, [UInt8](repeating: 0, count: 32)].map { digest in
      IndicatorsV1.Scan.with {
        $0.sha256 = digest
        $0.sizeBytes = 12
      }
    }
    #expect(file.match(in: scans) == scans[0] && file.match(in: [scans[1]]) == nil)
  }
}
