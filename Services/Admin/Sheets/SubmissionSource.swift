import Domain
import RPC
import Wire
import WireTupo

/// Asks the indicators service for what a zone's submission says so far.
struct SubmissionSource: Sendable {
  let programme: String
  let form: String
  let zone: String
  /// The state to read; nil for the present one.
  var read: CommonV1.ReadPoint?

  /// The draft as a form to fill in.
  func draft(from remote: Remote) async throws -> FormDraft {
    let parent = ResourceName.programme(programme)
    let zoneName = ResourceName.zone(programme, zone)
    let name = "\(zoneName)/submissions/\(form)"
    return try await remote.call { channel, options in
      let catalogue = IndicatorsV1.CatalogueServiceClient(channel)
      let submission = try await IndicatorsV1.SubmissionServiceClient(channel).getSubmission(
        .with {
          $0.name = name
          $0.read = read
        }, options: options)
      let asked = try await IndicatorsV1.FormServiceClient(channel).getForm(
        .with {
          $0.name = submission.form
          $0.read = read
        }, options: options)
      let own = try await catalogue.getZone(
        .with {
          $0.name = zoneName
          $0.read = read
        }, options: options)
      let margins = try await catalogue.getProgramme(
        .with {
          $0.name = parent
          $0.read = read
        }, options: options
      ).margins
      let units = try await CellUnits(of: name, channel, options, read: read)
      let month = Month(asked.month)
      return FormDraft(
        programme: programme, form: form, title: Language.zh.text(asked.title),
        zone: .init(id: zone, name: own.formTitle(in: month)), month: month, zones: [],
        lines: submission.cells.filter { $0.state != .notDue }.compactMap { cell in
          units[cell.indicator]?.line(of: cell)
        },
        rules: try await CheckRule.inForce(parent, channel, options, read: read),
        baseMargin: margins?.baseRevisionBasisPoints ?? 0, isDemonstration: asked.demonstration)
    }
  }
}

extension IndicatorsV1.Indicator {
  /// A line with what stands in a submission's cell.
  fileprivate func line(of cell: IndicatorsV1.SubmissionCell) -> FormDraft.Line {
    var line = formLine
    line.lastMonth = cell.lastMonth?.cumulative.map { Amount($0) }
    line.samePeriod = cell.samePeriod?.cumulative.map { Amount($0) }
    line.own = FormDraft.Own(
      cumulative: cell.reported?.cumulative.map { Amount($0) }, base: cell.reported?.base.map { Amount($0) },
      growth: cell.reported?.growthBasisPoints, note: cell.explanation,
      expectedNextMonth: cell.expectedNextMonth.map { Amount($0) },
      expectedYearEnd: cell.expectedYearEnd.map { Amount($0) },
      remark: cell.remarks.filter(\.answer.isEmpty).map(\.text).joined(separator: "；"))
    return line
  }
}
