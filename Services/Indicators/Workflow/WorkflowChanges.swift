public import Chassis
public import WireTupo

// What changes one form or submission.
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
  /// The submission's.
  public var name: String { submission?.name ?? "" }
  /// The submission's.
  public var etag: String { submission?.etag ?? "" }
}
