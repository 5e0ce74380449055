public import Chassis
public import WireTupo

// What changes one enterprise.
extension IndicatorsV1.MoveEnterpriseRequest: ChangeRequest {}
extension IndicatorsV1.CloseEnterpriseRequest: ChangeRequest {}

extension IndicatorsV1.UpdateEnterpriseRequest: ChangeRequest {
  /// The enterprise's.
  public var name: String { enterprise?.name ?? "" }
  /// The enterprise's.
  public var etag: String { enterprise?.etag ?? "" }
}
