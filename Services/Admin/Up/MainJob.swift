import Wire
import WireTupo

/// What `up` does once the services serve: apply, import, publish, show. Every step is idempotent.
struct MainJob: Sendable {
  let programme: Programme
  let month: String
  let data: String
  let once: Bool
  let console: Console

  /// Runs all steps and prints the month in the order of the model bulletin.
  func run(on remotes: Remotes) async throws {
    let changes = try await ProgrammeApply(programme, on: remotes).run(validateOnly: false).count
    console.note(
      changes == 0
        ? console.text("方案\(programme.id)：没有变化。", "Programme \(programme.id): nothing changed.")
        : console.text("方案\(programme.id)：已应用\(changes)处变化。", "Programme \(programme.id): \(changes) changes applied."))
    try await importFigures(remotes[.indicators])
    guard programme.series != nil else {
      return console.note(
        console.text("方案没有文号系列，不发布通报。", "The programme has no document series: no bulletin is published."))
    }
    let request = ReportingV1.PublishBulletinRequest.with {
      $0.parent = programme.name
      $0.month = month
      $0.requestId = RequestID.fresh()
    }
    let bulletin = try await remotes[.reporting].publish(request)
    try await MonthReport(programme: programme, bulletin: bulletin, data: data, once: once, console: console).show(
      remotes)
  }

  /// Imports the programme's files. Ids follow from the contents: a second run gets the first answers.
  private func importFigures(_ remote: Remote) async throws {
    var bar = ProgressBar(console.text("导入数据", "figures"), total: programme.figures.count, on: console.err)
    var (rows, changed) = (0, 0)
    for (index, source) in programme.figures.enumerated() {
      bar.update(index)
      let answer = try await work(for: source).run(on: remote, validateOnly: false)
      rows += Int(answer.rows)
      changed += Int(answer.changed)
    }
    bar.finish()
    let count = programme.figures.count
    console.note(console.text("数据：\(count)个文件，\(rows)行。", "Figures: \(count) files, \(rows) rows."))
  }

  /// The import of one of the programme's files.
  func work(for source: FigureSource) throws(Complaint) -> FigureImport {
    let file = try FigureFile(path: programme.folder + "/" + source.file)
    let id = RequestID.derived(from: [
      Array("import".utf8), Array(programme.name.utf8), Array(source.file.utf8), Array(source.source.utf8),
      [source.demonstration ? 1 : 0], file.bytes,
    ])
    return FigureImport(
      parent: programme.name, file: file, source: source.source, demonstration: source.demonstration, requestID: id)
  }
}
