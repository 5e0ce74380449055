import Chassis
import Domain
import RPC
import Storage

/// Figures of months that bulletins have told and no form asks for: another value takes the place of one that is there with
/// a reason and by the city's office only, or a system that it entrusts. What was told is kept beside the reason.
struct RevisionGuard: Sendable {
  private let catalogue: Catalogue
  private let published: [Month: RevisionStore.Publication]
  private let reason: String
  private let call: CallContext

  init(
    _ catalogue: Catalogue, reason: String, _ call: CallContext, in transaction: some Transaction
  ) throws {
    (self.catalogue, self.reason, self.call) = (catalogue, reason, call)
    published = try RevisionStore.published(catalogue.programme.id, in: transaction)
  }

  /// Notes the revisions among some figures that are about to be written. Throws FAILED_PRECONDITION, FIGURE_PUBLISHED, for
  /// the first that has no reason.
  func note(
    _ figures: some Sequence<(field: String, figure: Figure)>, in transaction: WriteTransaction
  ) throws {
    guard !published.isEmpty else { return }
    let programme = catalogue.programme.id
    let concerned = figures.filter { published[$0.figure.key.month] != nil }
    guard !concerned.isEmpty else { return }
    let kept = try FigureStore.records(programme, Set(concerned.map { $0.figure.key }), in: transaction)
    for (field, figure) in concerned {
      guard let publication = published[figure.key.month], let before = kept[figure.key],
        !before.figure.hasNumbers(of: figure)
      else { continue }
      guard !reason.isEmpty, call.holds(.cityOffice, .system, of: "") else {
        throw refusal(field, figure.key, publication)
      }
      let told =
        before.since <= publication.version
        ? before.figure : try FigureStore.figure(programme, figure.key, at: publication.version, in: transaction)
      try RevisionStore.put(
        figure.key, published: told?.cumulative, reason: reason,
        by: Signature(ofCity: call, at: transaction.time), programme, in: transaction)
    }
  }

  private func refusal(_ field: String, _ key: FigureKey, _ publication: RevisionStore.Publication) -> Failure {
    let zone = catalogue.zone(key.zone.rawValue)?.shortTitle(on: key.month.lastDay) ?? Bilingual(zh: key.zone.rawValue)
    let indicator = catalogue.indicator(key.indicator.rawValue)?.title ?? Bilingual(zh: key.indicator.rawValue)
    let name = key.name(in: catalogue.programme.id)
    return Failure(
      .failedPrecondition, "FIGURE_PUBLISHED",
      zh: "\(field)：\(zone.zh)\(key.month.year)年\(key.month.month)月\(indicator.zh)已通报，修订须由市推进办办理并写明原因"
        + "（reason，命令为--reason）；原数与新数都保留，以后作基数时注明基数修订。",
      en:
        "\(field): \(indicator.english) of \(zone.english) in \(key.month) is out in a bulletin: the city's office revises it "
        + "with a reason (`reason`, --reason); both values are kept, and bases are marked as revised.",
      values: ["field": field, "resource": name, "bulletin": publication.bulletin],
      details: [
        .preconditionFailure([.init(type: "FIGURE_PUBLISHED", subject: name, description: publication.bulletin)])
      ])
  }
}

extension Figure {
  /// Whether it says the same numbers as another, whatever stands beside them.
  fileprivate func hasNumbers(of other: Figure) -> Bool {
    (cumulative, reportedBase, reportedGrowth) == (other.cumulative, other.reportedBase, other.reportedGrowth)
  }
}

extension Bilingual {
  fileprivate var english: String { en.isEmpty ? zh : en }
}
