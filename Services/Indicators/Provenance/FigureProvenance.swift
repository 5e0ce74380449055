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
  /// There are older ones beyond those.
  let hasMore: Bool
  /// What the checks find in what stands.
  let findings: [Finding]

  /// Nil when the figure was never there.
  init?(_ programme: String, _ key: FigureKey, in transaction: some Transaction) throws {
    guard let catalogue = try CatalogueStore.find(programme, in: transaction) else { return nil }
    let kept = try FigureStore.history(programme, key, limit: Self.mostRevisions + 1, in: transaction)
    guard let newest = kept.first else { return nil }
    self.catalogue = catalogue
    self.key = key
    revisions = Array(kept.prefix(Self.mostRevisions))
    hasMore = kept.count > Self.mostRevisions
    guard newest.endedIn == nil else {
      findings = []
      return
    }
    let checks = catalogue.checks
    let reach = checks.reach(of: [key.indicator])
    let known = try FigureStore.book(
      programme, indicators: reach.indicators.map(\.rawValue), until: key.month, in: transaction)
    findings = try checks.findings(for: [newest.record.figure], known: known)
  }
}
