import Foundation
import Wire
import WireTupo

/// A month on the terminal: headlines, who is late, boards, thresholds, tracks, the HTML, an invitation.
struct MonthReport: Sendable {
  let programme: Programme
  let bulletin: ReportingV1.Bulletin
  let data: String
  let once: Bool
  let console: Console

  /// Prints everything, in this order; the boards are read at the version that the bulletin was made from.
  func show(_ remotes: Remotes) async throws {
    let summary = bulletin.summary ?? ReportingV1.Summary()
    title()
    section(console.text("要点", "Headlines"), summary.headlines)
    section(console.text("报送情况", "Who is late"), summary.late)
    for indicator in programme.indicators.filter(\.main).sorted(by: { $0.order < $1.order }) {
      console.say()
      console.show(ScoreboardView.table(try await board(indicator.name, remotes[.indicators]), console.language))
    }
    section(console.text("突破目标", "Thresholds"), summary.thresholds)
    section(console.text("到期事项", "Tracks due"), summary.tracks)
    console.say()
    console.say(console.text("通报：", "Bulletin: ") + (try await html(remotes[.reporting])))
    invitation()
  }

  private func title() {
    let document = bulletin.document ?? ReportingV1.Document()
    console.heading(document.title)
    console.say([bulletin.number, bulletin.signedOn, document.banner].filter { !$0.isEmpty }.joined(separator: "  "))
  }

  private func section(_ name: String, _ sentences: [String]) {
    console.say()
    console.heading(name)
    for sentence in sentences.isEmpty ? [console.text("无。", "None.")] : sentences {
      console.say("  " + sentence.printable)
    }
  }

  private func board(_ indicator: String, _ remote: Remote) async throws -> IndicatorsV1.Scoreboard {
    let request = IndicatorsV1.GetScoreboardRequest.with {
      $0.indicator = indicator
      $0.month = bulletin.month
      $0.on = bulletin.signedOn
      if let version = bulletin.sources?.indicators { $0.read = .with { $0.point = .version(version) } }
    }
    return try await remote.call { channel, options in
      try await IndicatorsV1.AnalysisServiceClient(channel).getScoreboard(request, options: options)
    }
  }

  /// Writes the HTML below the data folder and tells its path.
  private func html(_ remote: Remote) async throws -> String {
    let file = try await Rendering.fetch(bulletin.name, format: .html, columns: 0, from: remote)
    let name = OutputFile.safeName(file.name, fallback: "\(ResourceName.id(bulletin.name)).html")
    let path = URL(fileURLWithPath: data).appendingPathComponent("bulletins/\(programme.id)/\(name)").path
    try OutputFile.write(file.bytes, to: path, makingFolder: true)
    return path
  }

  private func invitation() {
    guard let sample = Sample.path(near: programme.folder) else { return }
    let option = programme.id == "jining-2013" ? "" : " --programme \(programme.id)"
    let when =
      once ? console.text("（先运行 tupo up）", " (with tupo up running)") : console.text("（另开终端）", " (in another terminal)")
    console.say(
      console.text("试一试有错的报表\(when)：", "Try a broken report\(when): ")
        + "\(Executable.typed) indicators import \(sample) --dry-run\(option)")
  }
}

/// The report with mistakes that comes with the programmes.
enum Sample {
  private static let name = "有错的报表.csv"

  /// Its path: below the working folder where it is, else beside the programmes; nil when it is nowhere.
  static func path(near folder: String) -> String? {
    let beside = URL(fileURLWithPath: folder).appendingPathComponent("../../samples/\(name)").standardizedFileURL.path
    return ["deploy/samples/\(name)", beside].first { FileManager.default.fileExists(atPath: $0) }
  }
}
