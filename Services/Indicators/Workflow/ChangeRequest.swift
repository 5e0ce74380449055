import Wire
import WireTupo

/// What every request says that changes one form or submission.
protocol ChangeRequest: WireMessage {
  /// The resource.
  var name: String { get }
  /// As the caller last read it; empty: whatever it is.
  var etag: String { get }
  /// Whether only to check.
  var validateOnly: Bool { get }
  /// By which a repeated request is known again.
  var requestId: String { get }
}

extension IndicatorsV1.ExtendFormRequest: ChangeRequest {}
extension IndicatorsV1.FreezeFormRequest: ChangeRequest {}
extension IndicatorsV1.UnfreezeFormRequest: ChangeRequest {}
extension IndicatorsV1.ReleaseIndicatorsRequest: ChangeRequest {}

extension IndicatorsV1.SubmitSubmissionRequest: ChangeRequest {}
extension IndicatorsV1.WithdrawSubmissionRequest: ChangeRequest {}
extension IndicatorsV1.ReviewSubmissionRequest: ChangeRequest {}
extension IndicatorsV1.CountersignSubmissionRequest: ChangeRequest {}
extension IndicatorsV1.ReturnSubmissionRequest: ChangeRequest {}
extension IndicatorsV1.VerifyCellRequest: ChangeRequest {}
extension IndicatorsV1.AcceptFindingRequest: ChangeRequest {}
extension IndicatorsV1.ReviseSubmissionRequest: ChangeRequest {}

extension IndicatorsV1.UpdateSubmissionRequest: ChangeRequest {
  var name: String { submission?.name ?? "" }
  var etag: String { submission?.etag ?? "" }
}
