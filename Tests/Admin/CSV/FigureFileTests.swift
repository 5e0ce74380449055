import Testing

@testable import Admin

@Suite("A file of figures")
struct FigureFileTests {
  private func read(_ text: String) throws -> FigureFile { try FigureFile(name: "a.csv", bytes: Array(text.utf8)) }

  @Test(
    "keeps cells as they are and rows with their numbers in the file",
    arguments: [
      "单位,累计\n甲区,1\n\n乙区,\"2,5\"\n", "单位,累计\r\n甲区,1\r\n\r\n乙区,\"2,5\"", "\u{FEFF}单位,累计\n甲区,1\n,\n乙区,\"2,5\"\n",
    ])
  func rows(_ text: String) throws {
    let file = try read(text)
    #expect(file.columns == ["单位", "累计"])
    #expect(file.rows == [.init(number: 2, cells: ["甲区", "1"]), .init(number: 4, cells: ["乙区", "2,5"])])
  }

  @Test("finds its headings below blank lines")
  func heading() throws {
    let file = try read("\n,\n单位,累计\n甲,1\n")
    #expect(file.headingRow == 3)
    #expect(file.rows.map(\.number) == [4])
  }

  @Test("keeps quotes, line breaks and blanks of a cell")
  func quotes() throws {
    #expect(try read("a,b\n\"x \"\"y\"\"\nz\", 1 \n").rows.first?.cells == ["x \"y\"\nz", " 1 "])
  }

  @Test(
    "is refused when a quote never ends, when it is empty, or when it is no text",
    arguments: [
      (Array("a,b\n\"x,1\n".utf8), "第2行的引号"), (Array("\n \n".utf8), "空的"),
      ([0x50, 0x4B, 0x03, 0x04, 0xFF], "工作簿"),
      (Array("a\nb\n".utf8) + [0xB5, 0xA5, 0xCE, 0xBB], "第3行不是UTF-8"),  // 单位 in GB18030.
    ])
  func refusals(_ bytes: [UInt8], _ words: String) throws {
    let complaint = try #require(throws: Complaint.self) { try FigureFile(name: "a.csv", bytes: bytes) }
    #expect(complaint.what.zh.contains(words))
    #expect(complaint.status == .faulty)
  }
}
