/// A step that somebody wants to take with a submission.
public enum SubmissionStep: Sendable, Hashable {
  /// The zone changes cells, and answers what was remarked on some.
  case fill([IndicatorKey], answering: [IndicatorKey] = [])
  /// The zone sends it in.
  case submit
  /// The zone takes it back before anybody looked at it.
  case withdraw
  /// The county's yes.
  case review
  /// A bureau's yes on its indicators.
  case countersign(OfficeKey)
  /// The city's yes.
  case approve
  /// Back to the zone with remarks on cells, to be answered by a day; nil: by the form's own last day.
  case giveBack([IndicatorKey], answerBy: Day? = nil)
  /// A verified figure beside the reported one, or its removal.
  case verify(IndicatorKey)
  /// Accepts the explanation of a finding on some cells.
  case accept([IndicatorKey], needsBureau: Bool = false)
  /// Opens a revision of some published cells.
  case revise([IndicatorKey])
  /// Its figures appear in a bulletin.
  case publish
}

/// Why a step is not taken. Nothing has changed then.
public enum SubmissionRefusal: Error, Hashable {
  /// The hand acts for none of those who may take the step.
  case notYours([Party])
  /// Something locks it.
  case locked(Lock)
  /// It does not stand where the step begins.
  case wrongState(SubmissionState)
  /// One of the hand's names has another duty in this run.
  case makerIsChecker(name: String, Duty)
  /// Cells hold what the month does not have by the programme as it is now.
  case untimely([UntimelyCell])
  /// Cells are due and empty.
  case cellsMissing([IndicatorKey])
  /// Findings that nobody has explained, or that nobody has accepted yet.
  case findingsOpen([String])
  /// Remarks that the zone has not answered.
  case remarksUnanswered([IndicatorKey])
  /// Indicators that another bureau owns, or none.
  case notTheOwner([IndicatorKey])
  /// Somebody above has looked at it: it can only be returned.
  case underReview
  /// Indicators that the form does not ask, or the revision does not open.
  case cellsClosed([IndicatorKey])
  /// The form takes no reports any more: a return names the last day for the answer, which lies ahead.
  case answerDayNeeded
}
