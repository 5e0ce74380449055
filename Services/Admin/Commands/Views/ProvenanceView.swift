import Chassis
import Domain
import Storage
import WireTupo

/// Where a figure comes from: one line for each value that it had, newest first; above them what was sent in and does not
/// stand.
enum ProvenanceView {
  static func table(
    _ provenance: IndicatorsV1.Provenance, _ proofs: [RevisionProof], _ names: CatalogueNames, _ language: Language
  ) -> Table {
    var table = Table(
      columns(unit: provenance.displayUnit),
      caption: [provenance.zoneTitle, provenance.indicatorTitle].map { language.text($0) }.joined(separator: " ") + " "
        + ResourceName.id(provenance.name))
    table.facts = [
      ("name", .string(provenance.name)), ("data_version", .string(provenance.version.text)),
      ("head", .string(provenance.head.map { "\(TreeHash(bytes: $0.root))" } ?? "")),
      ("findings", .array(findings(provenance).map { .string($0.reason) })),
      ("submission", provenance.submission.map { .string($0.name) } ?? .null),
      ("inputs", .array(provenance.inputs.map { .string($0) })),
    ]
    table.rows =
      (pending(provenance, language).map { [$0] } ?? [])
      + zip(provenance.revisions, proofs).map { row($0, $1, scale: provenance.displayScale, language) }
    table.notes =
      notes(provenance, proofs, names, language) + Words.demonstration(isDemonstration(provenance), language)
    return table
  }

  private static func columns(unit: String) -> [Table.Column] {
    [
      .text("recorded_at", "时间", "time"), .number("cumulative", "累计（\(unit)）", "cumulative (\(unit))"),
      .number("reported_base", "上年同期", "same period"), .number("growth", "增速%", "growth %"),
      .text("principal", "操作人", "principal"), .text("on_behalf_of", "代表", "on behalf of", spare: 1),
      .text("method", "方法", "method"), .text("origin", "文件与行", "file and row", spare: 2),
      .text("note", "说明", "note", spare: 1), .number("entry", "日志序号", "entry"),
      .text("standing", "状态", "standing"), .hidden("leaf_hash"), .hidden("proof_holds"), .hidden("source"),
    ]
  }

  private static func row(
    _ revision: IndicatorsV1.FigureRevision, _ proof: RevisionProof, scale: Int64, _ language: Language
  ) -> [Table.Cell] {
    let figure = revision.figure ?? .init()
    let entry = revision.entry ?? .init()
    return [
      EntriesView.time(entry.keptAtMicros), .exact(figure.cumulative, scale: scale),
      .exact(figure.reportedBase, scale: scale), .growth(figure.growthBasisPoints), .text(entry.principal),
      .text(entry.onBehalfOf ?? ""), EntriesView.method(entry.method), .text(figure.origin), .text(figure.note),
      .number(entry.recordedIn?.sequence ?? 0), standing(revision, language),
      .text(proof.leaf.map { "\($0)" } ?? ""), Table.Cell(shown: "", value: .bool(proof.holds)), .text(figure.source),
    ]
  }

  private static func standing(_ revision: IndicatorsV1.FigureRevision, _ language: Language) -> Table.Cell {
    guard let ended = revision.endedIn else { return .word(Bilingual("现行", "stands").text(language), "stands", .good) }
    return .word(
      Bilingual("至第\(ended.sequence)条", "until entry \(ended.sequence)").text(language), "ended", .muted)
  }

  private static func notes(
    _ provenance: IndicatorsV1.Provenance, _ proofs: [RevisionProof], _ names: CatalogueNames, _ language: Language
  ) -> [String] {
    var notes = findings(provenance).map { language.text($0.text) }
    if !provenance.inputs.isEmpty {
      let inputs = provenance.inputs.map { $0.split(separator: "/").dropFirst(2).joined(separator: "/") }
      notes.append(Bilingual("由以下各数得出：", "It follows from: ").text(language) + inputs.joined(separator: "; "))
    }
    notes += provenance.revisions.filter { !$0.reason.isEmpty }.map { revision in
      let entry = revision.entry?.recordedIn?.sequence ?? 0
      return Bilingual("第\(entry)条修订原因：\(revision.reason)", "Entry \(entry) revised it: \(revision.reason)").text(
        language)
    }
    notes += provenance.submission.flatMap(\.cells.first).flatMap { verified($0, provenance, language) } ?? []
    notes += provenance.submission.map { steps($0, names, language) } ?? []
    if provenance.moreRevisions {
      notes.append(Bilingual("更早的取值未列出。", "Older values are not listed.").text(language))
    }
    if provenance.revisions.isEmpty { return notes }
    let entries = zip(provenance.revisions, proofs).filter { !$1.holds }.map { revision, _ in
      "\(revision.entry?.recordedIn?.sequence ?? 0)"
    }
    let size = provenance.head?.reached?.sequence ?? 0
    notes.append(
      (entries.isEmpty
        ? Bilingual("以上各条均在日志中，依据：第\(size)条时的摘要。", "All of these entries are in the log, by its head at entry \(size).")
        : Bilingual(
          "证明不成立：第\(entries.joined(separator: "、"))条。", "The proof fails: entry \(entries.joined(separator: ", "))."))
        .text(language))
    return notes
  }

  /// What was found in what stands; where nothing stands, in what was sent in.
  private static func findings(_ provenance: IndicatorsV1.Provenance) -> [CommonV1.Fault] {
    let stands = provenance.revisions.contains { $0.endedIn == nil }
    return stands ? provenance.findings : provenance.submission?.findings.compactMap(\.fault) ?? []
  }

  /// What the zone reported beside the verified figure that stands, and why that was set; nil: none is.
  private static func verified(
    _ cell: IndicatorsV1.SubmissionCell, _ provenance: IndicatorsV1.Provenance, _ language: Language
  ) -> [String]? {
    guard let own = cell.verification, let verified = own.values?.cumulative else { return nil }
    let text = { (value: Int64?) in
      value.map { Table.Cell.exact($0, scale: provenance.displayScale).shown + provenance.displayUnit } ?? "—"
    }
    let who = own.verifiedBy.map { WorkflowWords.who($0, language) } ?? ""
    return [
      Bilingual(
        "上报数\(text(cell.reported?.cumulative))，核定数\(text(verified))：\(own.reason)（\(who)）",
        "reported \(text(cell.reported?.cumulative)), verified as \(text(verified)): \(own.reason) (\(who))"
      ).text(language)
    ]
  }

  /// Who took which step with the submission that reports it, oldest first.
  private static func steps(
    _ submission: IndicatorsV1.Submission, _ names: CatalogueNames, _ language: Language
  ) -> [String] {
    let state = WorkflowWords.state(submission.state).text.text(language)
    return ["\(submission.name): \(state)"]
      + submission.steps.compactMap { WorkflowWords.line($0, of: submission, names, language) }
  }

  /// Whether a value that it had was made for a demonstration, or the form that asks for it was.
  private static func isDemonstration(_ provenance: IndicatorsV1.Provenance) -> Bool {
    provenance.submission?.demonstration == true
      || provenance.revisions.contains { $0.figure?.demonstration == true }
  }
}
