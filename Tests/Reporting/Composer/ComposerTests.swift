import Domain
import Testing

@testable import Reporting

/// The document as a whole.
@Suite struct ComposerTests {
  private func headings(_ document: Document) -> [String] {
    document.blocks.compactMap { block in
      if case .heading(let heading) = block, heading.level == .first { heading.title } else { nil }
    }
  }

  @Test("sections without content are left out")
  func sections() {
    #expect(headings(BulletinComposer(SampleInput.input()).document) == ["总体情况", "问题", "要求"])
    let quiet = SampleInput.input(
      boards: [SampleInput.watched], reports: Reports(entries: [OpeningTests.received], hasDeadline: false))
    #expect(headings(BulletinComposer(quiet).document) == ["总体情况"])
  }

  @Test("the same input gives the same document")
  func determinism() {
    let input = SampleInput.input(tracks: TrackBoard(due: [TrackSectionTests.done, TrackSectionTests.open]))
    #expect(BulletinComposer(input).document == BulletinComposer(input).document)
    #expect(BulletinComposer(input).headlines == BulletinComposer(input).headlines)
  }

  @Test("head and foot come from the series")
  func head() {
    let document = BulletinComposer(SampleInput.input()).document
    #expect(document.title == "关于2013年1—6月份全市开发区主要经济指标完成情况的通报")
    #expect(document.banner == "演示数据 · 非公文")
    #expect(document.number.isEmpty)
    #expect(document.addressee == "各管委会")
    #expect(document.signed == "2013年7月19日")
    #expect(document.attachments.map(\.title) == ["主要经济指标完成情况表", "主要经济指标增速图"])
  }

  @Test("the note says what the usual progress is: the mean of past years, not last year's alone")
  func usual() {
    var board = SampleInput.investment
    board.rows[0].annualTarget = Amount(1)
    let notes = BulletinComposer(SampleInput.input(boards: [board])).document.notes
    #expect(notes.map(\.plainText) == ["完成率与序时进度先减后约；常年进度为本单位往年同期占全年比重的平均值。"])
  }

  @Test("the summary has a sentence for each indicator and for who is late or missing")
  func summary() {
    let headlines = BulletinComposer(SampleInput.input()).headlines
    #expect(headlines.headlines.count == 2)
    #expect(headlines.late == ["乙区迟报，迟2个工作日（7月12日报送）。", "丁区未报。"])
  }

  @Test("without a period in its pattern a title stands as it is")
  func title() {
    var series = SampleInput.series
    series.titlePattern = "每月通报"
    #expect(series.title(for: SampleInput.june) == "每月通报")
  }
}
