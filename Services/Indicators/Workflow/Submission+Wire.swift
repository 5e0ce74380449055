import Chassis
import Domain
import Wire
import WireStandard
import WireTupo

extension ResourcePattern {
  static let form = ResourcePattern("programmes/{programme}/forms/{form}")
  static let submission = ResourcePattern("programmes/{programme}/zones/{zone}/submissions/{form}")
  static let county = ResourcePattern("programmes/{programme}/counties/{county}")
  static let bulletin = ResourcePattern("programmes/{programme}/bulletins/{bulletin}")
}

extension IndicatorsV1.SubmissionState {
  init(_ state: SubmissionState) {
    self =
      switch state {
      case .draft: .draft
      case .submitted: .submitted
      case .countyReviewed: .countyReviewed
      case .countersigned: .countersigned
      case .approved: .approved
      case .published: .published
      case .returned: .returned
      }
  }
}

extension SubmissionState {
  /// Nil for a value that this release does not know.
  init?(_ wire: IndicatorsV1.SubmissionState) {
    guard let state = Self.allCases.first(where: { IndicatorsV1.SubmissionState($0) == wire }) else { return nil }
    self = state
  }
}

extension IndicatorsV1.SubmissionStep.Kind {
  fileprivate init(_ kind: SubmissionRecord.Step.Kind) {
    self =
      switch kind {
      case .fill: .fill
      case .submit: .submit
      case .withdraw: .withdraw
      case .review: .review
      case .countersign: .countersign
      case .approve: .approve
      case .giveBack: .return
      case .verify: .verify
      case .accept: .accept
      case .revise: .revise
      case .publish: .publish
      }
  }
}

extension SubmissionRecord.Values {
  init(_ wire: IndicatorsV1.SubmissionCell.Values?) {
    self.init(
      cumulative: wire?.cumulative.map { Amount($0) }, base: wire?.base.map { Amount($0) },
      growth: wire?.growthBasisPoints)
  }

  fileprivate init(_ figure: Figure) {
    self.init(cumulative: figure.cumulative, base: figure.reportedBase, growth: figure.reportedGrowth)
  }

  var wire: IndicatorsV1.SubmissionCell.Values {
    .with {
      $0.cumulative = cumulative?.units
      $0.base = base?.units
      $0.growthBasisPoints = growth
    }
  }
}

extension SubmissionCase {
  /// As the contract has it.
  func wire(epoch: Int64) -> IndicatorsV1.Submission {
    .with {
      $0.name = name
      $0.form = ResourcePattern.form.name(form.programme, form.id)
      $0.state = IndicatorsV1.SubmissionState(record.workflow.state)
      $0.revision = Int32(clamping: record.workflow.revision)
      $0.cells = record.cells.map(cell)
      $0.findings = record.findings.map(finding)
      $0.countersignatures = record.workflow.route.bureaux.map(countersignature)
      $0.receipts = record.receipts.map { receipt($0, epoch: epoch) }
      $0.steps = record.steps.map(step)
      $0.locks = lock.map { [wire($0)] } ?? []
      $0.demonstration = form.isDemonstration
      $0.recordedIn = CommonV1.DataVersion(epoch: epoch, sequence: record.revision)
      $0.etag = record.etag
      $0.answerBy = record.workflow.answerBy.map { "\($0)" } ?? ""
      $0.revisedIndicators = (record.workflow.revised ?? []).sorted().map(indicator)
      $0.workingDaysLate = workingDaysLate.map { Int32(clamping: $0) }
      $0.scans = record.scans.map(wire)
    }
  }

  /// The receipt as the contract has it.
  func receipt(_ own: SubmissionRecord.Receipt, epoch: Int64) -> IndicatorsV1.Receipt {
    .with {
      $0.number = "\(ReceiptNumber(month: form.month, ordinal: own.ordinal))"
      $0.receivedAt = .init(micros: own.receivedAt)
      $0.contentSha256 = own.digest
      $0.version = .with {
        $0.epoch = epoch
        $0.sequence = own.version
      }
    }
  }

  /// Working days by which it first came in after the form's last day in time.
  var workingDaysLate: Int? {
    record.receivedOn.flatMap { form.window?.workingDaysLate(on: $0, catalogue.programme.calendar) }
  }

  private func indicator(_ key: IndicatorKey) -> String { ResourcePattern.indicator.name(form.programme, key.rawValue) }

  private func cell(_ own: SubmissionRecord.Cell) -> IndicatorsV1.SubmissionCell {
    .with {
      $0.indicator = indicator(own.indicator)
      $0.state = own.reported.hasContent ? .reported : isDue(own.indicator) ? .missing : .notDue
      $0.reported = own.reported.wire
      $0.verification = own.verification.map { own in
        .with {
          $0.values = own.values.wire
          $0.reason = own.reason
          $0.evidence = own.evidence
          $0.verifiedBy = own.by.wire
        }
      }
      $0.lastMonth = lastMonth(own.indicator).map { SubmissionRecord.Values($0).wire }
      $0.samePeriod = samePeriod(own.indicator).map { SubmissionRecord.Values($0).wire }
      $0.lastSubmitted = own.lastSubmitted?.wire
      $0.submittedBefore = own.submittedBefore?.wire
      $0.expectations = expectations.entries(route.zone, own.indicator).map { expectation($0, own.standing.cumulative) }
      $0.explanation = own.explanation
      $0.expectedNextMonth = own.expectedNextMonth
      $0.expectedYearEnd = own.expectedYearEnd
      $0.remarks = record.remarks.filter { $0.indicator == own.indicator }.map { remark in
        .with {
          $0.text = remark.text
          $0.madeBy = remark.by.wire
          $0.answer = remark.answer
        }
      }
      $0.publications = record.publications.filter { $0.indicator == own.indicator }.map { publication in
        .with {
          $0.revision = Int32(clamping: publication.revision)
          $0.values = publication.values.wire
          $0.bulletin = publication.bulletin
        }
      }
    }
  }

  private func expectation(
    _ entry: Expectations.Entry, _ value: Amount?
  ) -> IndicatorsV1.SubmissionCell.Expectation {
    .with {
      $0.submission = ResourcePattern.submission.name(form.programme, route.zone.rawValue, entry.form)
      $0.month = "\(entry.month)"
      $0.expected = entry.expectation.expected.units
      $0.ofYear = entry.isOfYear
      guard let value else { return }
      // What does not fit is not told: the values stand beside it.
      $0.difference = try? entry.expectation.difference(to: value).units
      $0.errorBasisPoints = (try? entry.expectation.error(to: value)) ?? nil
    }
  }

  private func finding(_ own: SubmissionRecord.CheckFinding) -> IndicatorsV1.Finding {
    .with {
      $0.id = own.id
      $0.fault = .with {
        $0.reason = own.reason
        $0.text = CommonV1.LocalizedText(own.text)
        $0.severity = own.isHard ? .hard : .soft
      }
      $0.indicators = [indicator(own.indicator)]
      $0.rule = own.rule
      $0.suggestion = own.suggestion?.units
      $0.state = own.acceptedBy != nil ? .accepted : record.isExplained(own) ? .explained : .open
      $0.explanation = record.cell(own.indicator)?.explanation ?? ""
      $0.acceptedBy = own.acceptedBy?.wire
      $0.needsBureau = own.needsBureau
    }
  }

  private func countersignature(_ bureau: OfficeKey) -> IndicatorsV1.Countersignature {
    let given = record.countersignatures.last { $0.bureau == bureau }
    let isAgreed = record.workflow.agreed.contains(bureau)
    return .with {
      $0.bureau = name(of: .bureau(bureau))
      $0.indicators = record.workflow.route.indicators(of: bureau).map(indicator)
      $0.decision = isAgreed ? .agreed : .pending
      $0.decidedBy = isAgreed ? given?.by.wire : nil
      $0.remark = isAgreed ? given?.remark ?? "" : ""
    }
  }

  private func step(_ own: SubmissionRecord.Step) -> IndicatorsV1.SubmissionStep {
    .with {
      $0.fromState = IndicatorsV1.SubmissionState(own.from)
      $0.toState = IndicatorsV1.SubmissionState(own.to)
      $0.by = own.by.wire
      $0.kind = IndicatorsV1.SubmissionStep.Kind(own.kind)
      $0.reason = own.reason
      $0.indicators = own.cells.map(indicator)
    }
  }
}

extension FieldFaults {
  /// The numbers of a cell, each of a size that can be.
  mutating func sizes(_ field: String, _ values: IndicatorsV1.SubmissionCell.Values?) {
    sizes(
      field, cumulative: values?.cumulative, base: ("base", values?.base), growth: values?.growthBasisPoints)
  }
}
