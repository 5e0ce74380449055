import ArgumentParser
import Domain
import RPC
import Wire
import WireTupo

/// `tupo indicators explain`: how the numbers of one line of a board came to be, and where the figure behind them is
/// from; or everything that is known of one figure.
struct ExplainCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Arithmetic and sources of a zone's numbers. 每个数字的算法和来源。",
    discussion: """
      With FIGURE every value that it had is told, who wrote it and when, what the checks find, and the proof that the \
      log holds it, checked here; also of one that waits for approval or went back to its zone. \
      给出FIGURE时，列出该数的每一次取值、经办人、时间、审核发现和日志证明；待审、退回的数也可查。
      """)

  @Argument(help: "A figure, as zones/ZONE/indicators/INDICATOR/figures/2013-06. 某一个数的名称。")
  var figure: String?
  @Option(help: "The zone's id; otherwise the total. 单位标识，缺省为合计。")
  var zone: String?
  @Option(help: "The indicator's id, for example fixed-asset-investment. 指标标识。")
  var indicator: String?
  @Option(help: "The month, as 2013-06. 月份。")
  var month: MonthArgument?
  @Option(help: "As it was on the evening of a day; otherwise today. 截至某日，默认今天。")
  var on: DayArgument?
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws {
    guard figure == nil, indicator == nil || month == nil else { return }
    throw ValidationError("Name FIGURE, or --indicator and --month. 请给出FIGURE，或--indicator和--month。")
  }

  func run() async throws {
    if let figure { return try await explain(figure) }
    guard let indicator, let month else { return }
    let request = IndicatorsV1.GetScoreboardRequest.with {
      $0.indicator = ResourceName.indicator(programme.id, indicator)
      $0.month = month.text
      $0.on = asOf.evening(on)
      $0.read = asOf.point
    }
    let name = zone.map { ResourceName.zone(programme.id, $0) }
    let (parent, console) = (programme.name, console)
    let (board, figure, names) = try await withRemotes { remotes in
      let (board, figure) = try await remotes[.indicators].call { channel, options in
        let board = try await IndicatorsV1.AnalysisServiceClient(channel).getScoreboard(request, options: options)
        return (board, try await Self.figure(of: name, request, at: board.version, channel, options))
      }
      let isEnglish = console.language == .en && console.format.isForPeople
      return (board, figure, isEnglish ? await remotes.names(of: parent, for: console.format) : nil)
    }
    let found = name == nil ? board.total : board.rows.first { $0.zone == name }
    guard let row = found else {
      throw Complaint(
        Bilingual("表中没有\(name ?? "")。", "The board has no \(name ?? "")."), field: "--zone",
        hint: Bilingual(
          "tupo indicators scoreboard --output csv 列出全部标识。", "See tupo indicators scoreboard --output csv."))
    }
    console.show(ExplanationView.table(row, of: board, figure, names, console.language))
  }

  /// The figure behind a line; nil for the total and for a month that was not reported.
  private static func figure(
    of zone: String?, _ request: IndicatorsV1.GetScoreboardRequest, at version: CommonV1.DataVersion?,
    _ channel: RPCChannel, _ options: CallOptions
  ) async throws -> IndicatorsV1.Figure? {
    guard let zone else { return nil }
    do {
      return try await IndicatorsV1.FigureServiceClient(channel).getFigure(
        .with {
          $0.name = "\(zone)/indicators/\(ResourceName.id(request.indicator))/figures/\(request.month)"
          $0.read = version.map { version in .with { $0.point = .version(version) } }
        }, options: options)
    } catch let error as RPCError where error.code == .notFound {
      return nil
    }
  }

  /// What is known of one figure.
  private func explain(_ figure: String) async throws {
    let request = IndicatorsV1.ExplainFigureRequest.with {
      $0.name = figure.hasPrefix("programmes/") ? figure : "\(programme.name)/\(figure)"
      $0.read = asOf.point
    }
    let console = console
    let (provenance, names) = try await withRemotes { remotes in
      let provenance = try await remotes[.indicators].call { channel, options in
        try await IndicatorsV1.ProvenanceServiceClient(channel).explainFigure(request, options: options)
      }
      guard provenance.submission != nil else { return (provenance, CatalogueNames()) }
      return (provenance, await remotes.names(of: request.name, for: console.format, offices: true))
    }
    let proofs = provenance.revisions.map { RevisionProof($0, head: provenance.head) }
    console.show(ProvenanceView.table(provenance, proofs, names, console.language))
    if !proofs.allSatisfy(\.holds) { throw Outcome(status: .broken) }
  }
}
