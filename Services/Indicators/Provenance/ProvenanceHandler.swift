import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.ProvenanceService`.
struct ProvenanceHandler: IndicatorsV1.ProvenanceService {
  let store: Store
  /// Programmes as they are kept in memory.
  var catalogues = KeptCatalogues()

  func explainFigure(
    _ request: IndicatorsV1.ExplainFigureRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Provenance {
    var faults = FieldFaults()
    let asked = faults.figureName("name", request.name)
    let named = try faults.checked(asked)
    let found = try await store.read(at: request.read, call: call) {
      try FigureProvenance(named.programme, named.key, from: catalogues, in: $0)
    }
    guard let provenance = found.value else { throw Failure.notFound(request.name) }
    let head = try await store.head(at: found.version.sequence)
    var answer = provenance.wire(version: found.version)
    answer.head = CommonV1.LogHead(head)
    for revision in provenance.revisions {
      let proven = try await store.inclusionProof(of: revision.record.since, size: head.size)
      answer.revisions.append(
        .with {
          $0.figure = revision.record.wire(programme: named.programme, epoch: proven.entry.version.epoch)
          $0.entry = CommonV1.LogEntry(proven.entry, withBytes: false)
          $0.path = proven.proof.path.map(\.bytes)
          $0.reason = provenance.reasons[revision.record.since] ?? ""
          $0.endedIn = revision.endedIn.map { sequence in
            .with {
              $0.epoch = found.version.epoch
              $0.sequence = sequence
            }
          }
        })
    }
    return answer
  }
}

extension FigureProvenance {
  /// Without the revisions, which need proofs of the log.
  fileprivate func wire(version: CommonV1.DataVersion) -> IndicatorsV1.Provenance {
    let zone = catalogue.zone(key.zone.rawValue)?.zone.attributes(on: key.month.lastDay)
    let indicator = catalogue.indicator(key.indicator.rawValue)
    let note = revisions.first?.record.figure.note ?? ""
    return .with {
      $0.name = key.name(in: catalogue.programme.id)
      $0.zoneTitle = zone.map { CommonV1.LocalizedText(Bilingual(zh: $0.nameChinese, en: $0.nameEnglish)) }
      $0.indicatorTitle = indicator.map { CommonV1.LocalizedText($0.title) }
      $0.displayUnit = indicator?.displayUnit ?? ""
      $0.displayScale = indicator?.displayScale ?? 1
      $0.moreRevisions = hasMore
      $0.findings = findings.map { CommonV1.Fault($0, of: catalogue.programme.id, note: note, file: "", row: 0) }
      $0.version = version
      $0.submission = submission.map { own($0.wire(epoch: version.epoch)) }
      $0.standing = standing?.wire ?? .unspecified
      $0.inputs = inputs.map { $0.name(in: catalogue.programme.id) }
    }
  }

  /// What a submission says of this figure.
  private func own(_ submission: IndicatorsV1.Submission) -> IndicatorsV1.Submission {
    let indicator = ResourcePattern.indicator.name(catalogue.programme.id, key.indicator.rawValue)
    var own = submission
    own.cells = submission.cells.filter { $0.indicator == indicator }
    own.findings = submission.findings.filter { $0.indicators.contains(indicator) }
    own.steps = submission.steps.filter { $0.indicators.isEmpty || $0.indicators.contains(indicator) }
    own.countersignatures = submission.countersignatures.filter { $0.indicators.contains(indicator) }
    return own
  }
}
