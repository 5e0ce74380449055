import Domain

/// Composes a bulletin's document from what the services answered. Pure: the same input gives the same document.
struct BulletinComposer {
  let input: BulletinInput

  init(_ input: BulletinInput) { self.input = input }

  /// The document without number and check code, which are known only when it is signed.
  var document: Document {
    Document(
      title: input.series.title(for: input.month), issuer: input.series.issuer,
      addressee: input.series.addressee.trimmingColon, signed: input.signedOn.chineseText,
      banner: input.series.banner.isEmpty ? nil : input.series.banner, blocks: body, notes: notes,
      attachments: attachments,
      colophon: Document.Colophon(dataVersions: input.versions, explainCommand: "tupo indicators explain"))
  }

  /// The bulletin in short.
  var headlines: Headlines {
    Headlines(
      headlines: input.boards.map { IndicatorParagraph(board: $0, input: input).headline.plainText },
      late: late, thresholds: ThresholdSection(input: input).sentences, tracks: TrackSection(input: input).sentences)
  }

  /// What enters supervision when the bulletin is published.
  var asked: [AskedOfUnit] { Requirements(input: input).asked }

  private var body: [Block] {
    let sections = [
      Situation(input: input).section, HalfYear(input: input).section, ThresholdSection(input: input).section,
      TrackSection(input: input).section, PromotionSection(input: input).section, Problems(input: input).section,
      SupervisionSection(input: input).section, Requirements(input: input).section,
    ]
    return [.paragraph(Opening(input: input).paragraph.inlines)] + sections.compactMap { $0 }.flatMap(\.allBlocks)
  }

  private var notes: [[Inline]] {
    guard input.boards.contains(where: \.hasTargets) else { return [] }
    return [[.text("完成率与序时进度先减后约；常年进度为本单位往年同期占全年比重的平均值。")]]
  }

  private var attachments: [Document.Attachment] {
    guard !input.boards.isEmpty else { return [] }
    let first = input.boards.firstIndex { !$0.growthRule.isEmpty && $0.hasFloor }
    let boards = input.boards.enumerated().map { index, board in
      Block.table(BoardTable(board: board, input: input, printsRules: index == first).table)
    }
    let charts = input.boards.map { Block.chart(GrowthChart(board: $0, input: input).chart) }
    return [
      Document.Attachment(title: "主要经济指标完成情况表", blocks: boards),
      Document.Attachment(title: "主要经济指标增速图", blocks: charts),
    ]
  }

  private var late: [String] {
    let reports = input.reports
    var lines = reports.late.map { entry in
      let day = entry.receivedOn.map { "（\($0.chineseShortText)报送）" } ?? ""
      return "\(entry.title)迟报，迟\(entry.workingDaysLate)个工作日\(day)。"
    }
    lines += reports.unreviewed.map { "\($0.title)已报未审，暂不计入。" }
    lines += reports.returned.map { "\($0.title)所报数据已退回，待重报。" }
    lines += reports.missing.map { "\($0.title)未报\($0.receivedOn == nil ? "" : Wording.list($0.missing))。" }
    return lines
  }
}

extension String {
  /// Without the colon at its end: renderers print it.
  var trimmingColon: String { hasSuffix("：") || hasSuffix(":") ? String(dropLast()) : self }
}
