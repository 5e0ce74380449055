import Chassis
import Domain
import WireTupo

extension StampedForm {
  /// Of a submission: what was sent in where it was, else what stands in the draft.
  init(
    _ submission: IndicatorsV1.Submission, form: IndicatorsV1.Form, zone: IndicatorsV1.Zone?, units: CellUnits,
    signatures: Signatures
  ) {
    let receipt = submission.receipts.last
    let attributes = zone?.attributes.last
    let full = Language.zh.text(attributes?.title)
    self.init(
      title: Language.zh.text(form.title), number: ResourceName.id(form.name),
      unit: full.isEmpty ? Language.zh.text(attributes?.shortTitle) : full,
      month: Month(form.month) ?? Month(index: 0), receipt: receipt?.number,
      sentOn: receipt?.receivedAt.map { Day(inChinaAt: $0.micros) },
      check: receipt.map { hexadecimal($0.contentSha256.prefix(16)) } ?? "",
      lines: submission.cells.filter { $0.state != .notDue }.map { cell in
        Line(
          cell, receipt == nil ? cell.reported : cell.lastSubmitted, units[cell.indicator])
      }, signatures: signatures, isDemonstration: submission.demonstration)
  }
}

extension StampedForm.Line {
  fileprivate init(
    _ cell: IndicatorsV1.SubmissionCell, _ values: IndicatorsV1.SubmissionCell.Values?, _ own: IndicatorsV1.Indicator?
  ) {
    // Every digit that was sent in: what is stamped is not rounded.
    let unit = own?.formUnit ?? MeasureUnit("", factor: 1)
    let amount = { (value: Int64?) in value.flatMap { Ratio($0, over: unit.factor)?.shortText() } ?? "" }
    let growth = values?.growthBasisPoints.flatMap { Ratio($0, over: 100)?.text(decimals: 2) }
    self.init(
      title: own.map { Language.zh.text($0.title) } ?? ResourceName.id(cell.indicator), unit: unit.name,
      cumulative: amount(values?.cumulative), base: amount(values?.base), growth: growth ?? "",
      explanation: [cell.explanation, cell.answers(.zh)].filter { !$0.isEmpty }.joined(separator: "；"))
  }
}

extension StampedForm.Signatures {
  /// From the posts that are held in a zone on a day, as far as the caller may see who holds them.
  init(_ persons: [IndicatorsV1.Person], unit: String, on day: String) {
    func contact(_ role: IndicatorsV1.Person.Role) -> IndicatorsV1.Person.Contact? {
      persons.first { person in
        person.posts.contains {
          $0.unit == unit && $0.role == role && $0.validFrom <= day && ($0.validTo.isEmpty || day <= $0.validTo)
        }
      }?.contact
    }
    let clerk = contact(.clerk)
    self.init(
      unitHead: contact(.unitHead)?.displayName ?? "", statisticsHead: contact(.statisticsHead)?.displayName ?? "",
      clerk: clerk?.displayName ?? "", telephone: clerk?.telephone ?? "")
  }
}
