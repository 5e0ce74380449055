import Chassis
import Domain
import Storage
import WireTupo

/// What the store knows of where a figure comes from, read in one transaction.
struct FigureProvenance: Sendable {
  /// How many values of a figure are told at most.
  static let mostRevisions = 100

  let catalogue: Catalogue
  let key: FigureKey
  /// Newest first.
  let revisions: [FigureStore.Revision]
  /// Why it was changed after a bulletin had told it, by the versions that did.
  let reasons: [Int64: String]
  /// There are older ones beyond those.
  let hasMore: Bool
  /// What the checks find in what stands.
  let findings: [Finding]
  /// The submission that reports it; nil where no form asks for it.
  let submission: SubmissionCase?
  /// The reported figures that it follows from; empty when it is reported itself.
  let inputs: [FigureKey]

  /// How firmly it stands; nil where no form asks for it, or nothing stands of it.
  var standing: FigureStanding? {
    guard let own = submission?.record, own.cell(key.indicator)?.standing.hasContent ?? false else { return nil }
    return own.workflow.standing(of: key.indicator)
  }

  /// Nil when the figure was never there, was never sent in and follows from no others.
  init?(
    _ programme: String, _ key: FigureKey, from catalogues: KeptCatalogues, in transaction: some Transaction
  ) throws {
    guard let catalogue = try catalogues.find(programme, in: transaction) else { return nil }
    let kept = try FigureStore.history(programme, key, limit: Self.mostRevisions + 1, in: transaction)
    let origins = FigureOrigins(
      derived: try catalogue.derived(in: key.month).needed(for: [key.indicator]), territories: catalogue.territories,
      month: key.month)
    let behind = origins.figures(behind: key)
    inputs = behind == [key] ? [] : behind
    submission = try FormStore.list(programme, in: transaction).first { $0.asks(for: key) }.flatMap {
      try SubmissionCase.find(programme, zone: key.zone.rawValue, form: $0.id, on: .today, in: transaction)?
        .withExpectations(in: transaction)
    }
    let wasSentIn = submission?.record.wasSentIn(key.indicator) ?? false
    if kept.isEmpty && inputs.isEmpty && !wasSentIn { return nil }
    self.catalogue = catalogue
    self.key = key
    revisions = Array(kept.prefix(Self.mostRevisions))
    hasMore = kept.count > Self.mostRevisions
    reasons = try RevisionStore.reasons(programme, key, in: transaction)
    guard let newest = kept.first, newest.endedIn == nil else {
      findings = []
      return
    }
    let checks = catalogue.checks
    let known = try checks.needed(for: key).compactMap {
      try FigureStore.find(programme, $0, in: transaction)?.figure
    }
    findings = try checks.findings(for: [newest.record.figure], known: FigureBook(known))
  }
}
