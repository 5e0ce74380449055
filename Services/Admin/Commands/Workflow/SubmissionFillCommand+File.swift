import Domain
import RPC
import Wire
import WireTupo

/// A form that was filled in as a workbook.
extension SubmissionFillCommand {
  /// Makes the file the draft of the submission that it names. Where a cell cannot be read, nothing is kept, and what the
  /// checks find in the others is told together with it.
  func fill(from path: String) async throws {
    let console = console
    let file = try await FigureFile.read(path)
    try file.requireProgramme(programme.id)
    let filled = try FilledForm(file)
    let (dryRun, requestID) = (dryRun, requestID.value)
    let (sheet, findings, changed) = try await withRemotes { remotes in
      let remote = remotes[.indicators]
      let (read, units) = try await remote.call { channel, options in
        let read = try await IndicatorsV1.SubmissionServiceClient(channel).getSubmission(
          .with { $0.name = filled.submission }, options: options)
        return (read, try await CellUnits(of: filled.submission, channel, options))
      }
      let sheet = filled.sheet(of: read, units)
      let cells = filled.changes(sheet, of: read, units)
      guard !cells.isEmpty else { return (sheet, read.findings, 0) }
      let request = IndicatorsV1.UpdateSubmissionRequest.with {
        $0.submission = .with {
          $0.name = read.name
          $0.etag = read.etag
          $0.cells = cells
        }
        $0.validateOnly = dryRun || sheet.isBroken
        $0.requestId = $0.validateOnly ? "" : requestID
      }
      do {
        let answer = try await remote.call { channel, options in
          try await IndicatorsV1.SubmissionServiceClient(channel).updateSubmission(request, options: options)
        }
        return (sheet, answer.findings, cells.count)
      } catch let refusal as Complaint where sheet.isBroken && refusal.status == .refused {
        return (sheet, [], cells.count)  // What cannot be read is told first.
      }
    }
    let faults = filled.faults(sheet, findings)
    if !faults.isEmpty || console.format != .table { console.show(FaultsView.table(faults, console.language)) }
    guard !sheet.isBroken else {
      console.note(
        console.text("\(filled.file)：有无法读取的内容，未保存。", "\(filled.file): not all can be read; nothing was kept."))
      throw Outcome(status: .faulty)
    }
    console.note(
      dryRun
        ? console.text("\(filled.file)：可填入，将改动\(changed)项。", "\(filled.file): fits; \(changed) cells would change.")
        : console.text(
          "\(filled.file)：已填入\(filled.place)，改动\(changed)项。核对后：tupo submission submit \(filled.place)",
          "\(filled.file): filled in to \(filled.place); \(changed) cells changed. Then: tupo submission submit \(filled.place)"
        ))
  }
}

extension SubmissionSheet {
  /// Whether a cell cannot be read.
  fileprivate var isBroken: Bool { faults.contains(where: \.isHard) }
}
