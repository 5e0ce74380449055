import Domain

/// The form of one zone for one month: its cells, and what was done with it.
struct SubmissionRecord: Sendable, Hashable {
  /// The numbers of a cell; an absent one is unknown, which is not zero.
  struct Values: Sendable, Hashable {
    var cumulative: Amount?
    var base: Amount?
    /// In basis points.
    var growth: Int64?

    /// Whether it says anything: a value or, which is legal, a rate alone.
    var hasContent: Bool { cumulative != nil || growth != nil }
  }

  /// A figure that was set beside the reported one (核定数).
  struct Verification: Sendable, Hashable {
    var values: Values
    var reason: String
    var evidence: String
    var by: Signature
  }

  /// One indicator. What the zone reported is never overwritten by anybody else.
  struct Cell: Sendable, Hashable {
    var indicator: IndicatorKey
    var reported = Values()
    var verification: Verification?
    /// What it held when the form was last sent in.
    var lastSubmitted: Values?
    /// What it held when the form was sent in the time before; nil: it was not.
    var submittedBefore: Values?
    var explanation = ""
    var expectedNextMonth: Int64?
    var expectedYearEnd: Int64?

    /// What is sent in now is what will have been sent in last.
    mutating func noteSubmission() { (submittedBefore, lastSubmitted) = (lastSubmitted, reported) }

    /// The figures that stand: the verified ones, and what was reported of those that were not verified.
    var standing: Values {
      let verified = verification?.values
      return Values(
        cumulative: verified?.cumulative ?? reported.cumulative, base: verified?.base ?? reported.base,
        growth: verified?.growth ?? reported.growth)
    }
  }

  /// What was remarked on a cell when the form went back.
  struct Remark: Sendable, Hashable {
    var indicator: IndicatorKey
    var text: String
    var by: Signature
    /// What the zone answered; empty: not yet.
    var answer = ""
  }

  /// What a check found in a cell.
  struct CheckFinding: Sendable, Hashable {
    /// Its key within the submission.
    var id: String
    var reason: String
    /// The rule, with its version where it is the programme's own.
    var rule: String
    var indicator: IndicatorKey
    var isHard: Bool
    /// Whether an explanation releases it; what is hard and has no release keeps the form from coming in.
    var isExplainable: Bool
    var text: Bilingual
    /// The corrected value, where it is plain.
    var suggestion: Amount?
    /// Who accepted its explanation.
    var acceptedBy: Signature?

    /// Only the owner bureau accepts another base than last year's published figure (基数调整).
    var needsBureau: Bool { reason == Finding.Reason.baseAdjusted.rawValue }
  }

  /// A bureau's yes on its indicators.
  struct Countersignature: Sendable, Hashable {
    var bureau: OfficeKey
    var remark: String
    var by: Signature
  }

  /// What the zone gets for a form sent in (回执).
  struct Receipt: Sendable, Hashable {
    /// Counted from 1 without gaps in the form.
    var ordinal: Int
    /// In microseconds UTC.
    var receivedAt: Int64
    /// The SHA-256 of the cells as received.
    var digest: [UInt8]
    /// The version that holds it.
    var version: Int64
  }

  /// A step of its history.
  struct Step: Sendable, Hashable {
    /// What was done. Kept under these words.
    enum Kind: String, Sendable, Hashable, CaseIterable {
      case fill, submit, withdraw, review, countersign, approve, giveBack, verify, accept, revise, publish
    }

    var kind: Kind
    var from: SubmissionState
    var to: SubmissionState
    var reason: String
    var by: Signature
    /// The cells that it was about; empty: all, or nobody noted them.
    var cells: [IndicatorKey] = []
  }

  /// What a bulletin said of a cell.
  struct Publication: Sendable, Hashable {
    var indicator: IndicatorKey
    var revision: Int
    var values: Values
    var bulletin: String
  }

  var programme: String
  var form: String
  var zone: ZoneKey
  var workflow: SubmissionWorkflow
  /// In the form's order.
  var cells: [Cell]
  var remarks: [Remark] = []
  var findings: [CheckFinding] = []
  var countersignatures: [Countersignature] = []
  /// Oldest first.
  var receipts: [Receipt] = []
  /// Oldest first.
  var steps: [Step] = []
  /// Oldest first.
  var publications: [Publication] = []
  /// Oldest first.
  var scans: [ScanRecord] = []
  /// The version of its last change; 0 for a draft that nobody has touched.
  var revision: Int64 = 0
}

extension SubmissionRecord {
  var etag: String { "\(revision)" }

  func cell(_ indicator: IndicatorKey) -> Cell? { cells.first { $0.indicator == indicator } }

  /// Whether a cell's figure was ever sent in, whatever became of it.
  func wasSentIn(_ indicator: IndicatorKey) -> Bool { cell(indicator)?.lastSubmitted?.hasContent ?? false }

  /// Whether the zone has explained what the checks found in a cell.
  func isExplained(_ finding: CheckFinding) -> Bool {
    finding.isExplainable && !(cell(finding.indicator)?.explanation.isEmpty ?? true)
  }

  /// The day on which it first came in; nil: not yet.
  var receivedOn: Day? { receipts.first.map { Day(inChinaAt: $0.receivedAt) } }
}
