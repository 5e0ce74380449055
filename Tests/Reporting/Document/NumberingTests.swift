import Testing

@testable import Reporting

@Suite("Headings")
struct NumberingTests {
  @Test("are counted after GB/T 9704, deeper levels from one again")
  func chinese() {
    var numbering = Numbering(.chinese)
    let levels: [Heading.Level] = [.first, .second, .second, .third, .fourth, .first, .second]
    #expect(levels.map { numbering.next($0) } == ["一、", "（一）", "（二）", "1.", "（1）", "二、", "（一）"])
  }

  @Test("are counted in decimals in English")
  func english() {
    var numbering = Numbering(.english)
    let levels: [Heading.Level] = [.first, .second, .third, .first, .second]
    #expect(levels.map { numbering.next($0) } == ["1. ", "1.1 ", "1.1.1 ", "2. ", "2.1 "])
  }

  @Test("go on beyond ten")
  func beyondTen() {
    var numbering = Numbering(.chinese)
    let last = (1...21).map { _ in numbering.next(.first) }.suffix(2)
    #expect(last == ["二十、", "二十一、"])
  }
}
