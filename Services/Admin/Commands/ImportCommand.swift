import ArgumentParser
import Domain
import Foundation
import Synchronization
import WireTupo

/// `tupo indicators import`.
struct ImportCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Imports files of figures, each whole or not at all. 导入报表。",
    discussion: """
      XLSX or CSV (UTF-8, GB18030, UTF-16), as your office draws it: with titles, headings of several rows, 万元 or 亿元 \
      over the table, totals and notes; one figure in a row (单位,指标,月份,计量单位,累计,上年同期,同比增速%,报送日期,备注) or zones \
      by indicators. Forms of tupo indicators template are known by themselves. xls, et and ods are converted where \
      LibreOffice is installed. All faults are told at once, by sheet, row and column. \
      照常用的表直接导入；所有错误一次列出，注明表、行、列和改法。
      """)

  @Argument(help: "The files. 文件。", completion: .file(extensions: ["xlsx", "csv"]))
  var files: [String]
  @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
  var dryRun = false
  @Option(help: "Where the figures come from. 数据来源。")
  var source = ""
  @Option(help: "Why figures that a bulletin has told are changed. 已通报数的修订原因。")
  var reason = ""
  @Flag(help: "The figures are made for a demonstration. 演示数据。")
  var demonstration = false
  @OptionGroup var drawn: DrawnOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var requestID: RequestIDOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws {
    if files.count > 1 && requestID.requestID != nil {
      throw ValidationError("--request-id is for one file. 请求编号只能用于一个文件。")
    }
  }

  func run() async throws {
    let console = console
    var read: [FigureFile] = []
    for path in files { read.append(try await FigureFile.read(path)) }
    for file in read { try file.requireImportable(into: programme.id) }
    let aliases = try drawn.aliases(environment: ProcessInfo.processInfo.environment)
    let told = FigureImport.Told(aliases: aliases, month: drawn.month?.text ?? "", unit: drawn.unit ?? "")
    let sheets = read
    let faults = try await withRemotes { remotes in
      var faults: [CommonV1.Fault] = []
      for file in sheets {
        let work = FigureImport(
          parent: programme.name, file: file, source: source, demonstration: demonstration, told: told, reason: reason,
          requestID: requestID.value)
        let answer = try await send(work, to: remotes[.indicators], console)
        faults += answer.faults
        tell(answer, file, console)
        if !dryRun && answer.hasHardFault { break }
      }
      return faults
    }
    if !faults.isEmpty || console.format != .table { console.show(FaultsView.table(faults, console.language)) }
    let hard = faults.count { $0.severity != .soft }
    if hard > 0 {
      console.note(
        console.text("共\(hard)处错误，有错误的文件未导入任何数据。", "\(hard) faults; nothing of a file with faults was kept."))
      throw Outcome(status: .faulty)
    }
  }

  /// Imports; a refused file is sent once more to learn all of its faults.
  private func send(
    _ work: FigureImport, to remote: Remote, _ console: Console
  ) async throws -> IndicatorsV1.ImportFiguresResponse {
    let bar = Mutex(ProgressBar(work.file.name, total: work.file.rows.count, on: console.err))
    defer { bar.withLock { $0.finish() } }
    let progress: @Sendable (Int) -> Void = { sent in bar.withLock { $0.update(sent) } }
    guard !dryRun else { return try await work.run(on: remote, validateOnly: true, progress) }
    do {
      return try await work.run(on: remote, validateOnly: false, progress)
    } catch let refusal as Complaint where refusal.status == .refused {
      let check = try await work.run(on: remote, validateOnly: true, progress)
      guard check.hasHardFault else { throw refusal }
      return check
    }
  }

  private func tell(_ answer: IndicatorsV1.ImportFiguresResponse, _ file: FigureFile, _ console: Console) {
    let (name, rows, changed) = (file.name, answer.rows, answer.changed)
    if answer.hasHardFault {
      console.note(console.text("\(name)：\(rows)行，未导入。", "\(name): \(rows) rows, not imported."))
    } else if dryRun {
      console.note(
        console.text(
          "\(name)：\(rows)行，可导入，将新增或修改\(changed)个数。", "\(name): \(rows) rows, fit; \(changed) figures would change."))
    } else {
      console.note(
        console.text(
          "\(name)：\(rows)行已导入，新增或修改\(changed)个数（数据版本\(answer.version.text)）。",
          "\(name): \(rows) rows imported, \(changed) figures new or changed (version \(answer.version.text))."))
    }
    if answer.faultCount > answer.faults.count {
      let (told, all) = (answer.faults.count, answer.faultCount)
      console.note(
        console.text("\(name)：共\(all)处问题，只列出\(told)处。", "\(name): \(all) findings in all, of which \(told) are told."))
    }
  }
}

extension IndicatorsV1.ImportFiguresResponse {
  /// Whether the file is refused.
  var hasHardFault: Bool { faults.contains { $0.severity != .soft } }
}
