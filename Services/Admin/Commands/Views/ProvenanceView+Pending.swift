import Chassis
import RPC
import Wire
import WireTupo

extension ProvenanceView {
  /// The line of what was sent in and does not stand: it waits for the city's yes, or it went back to the zone. Nil: what
  /// was sent in stands, or nothing was.
  static func pending(_ provenance: IndicatorsV1.Provenance, _ language: Language) -> [Table.Cell]? {
    guard let own = provenance.submission, let standing = word(of: own, language),
      let cell = own.cells.first, let sent = cell.lastSubmitted,
      sent.cumulative != nil || sent.growthBasisPoints != nil,
      own.revisedIndicators.isEmpty || own.revisedIndicators.contains(cell.indicator)
    else { return nil }
    let (step, receipt) = (own.steps.last { $0.kind == .submit }, own.receipts.last)
    let time: Table.Cell = receipt?.receivedAt.map { EntriesView.time($0.micros) } ?? .missing
    let entry: Table.Cell = receipt?.version.map { .number($0.sequence) } ?? .missing
    let scale = provenance.displayScale
    return [
      time, .exact(sent.cumulative, scale: scale),
      .exact(sent.base, scale: scale), .growth(sent.growthBasisPoints), .text(step?.by?.principal ?? ""),
      .text(step?.by?.onBehalfOf ?? ""),
      EntriesView.method(IndicatorsV1.SubmissionServiceMethods.submitSubmission.path),
      .text(own.name), .text(cell.explanation), entry, standing,
      .missing, .missing, .missing,
    ]
  }

  /// What is said of it; nil of a submission that does not hold it back.
  private static func word(of own: IndicatorsV1.Submission, _ language: Language) -> Table.Cell? {
    switch own.state {
    case .submitted, .countyReviewed, .countersigned:
      .word(Bilingual("待审", "not approved yet").text(language), "unreviewed", .near)
    case .returned: .word(Bilingual("退回", "returned").text(language), "returned", .bad)
    default: nil
    }
  }
}
