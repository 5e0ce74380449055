public import Wire
public import WireStandard
public import WireTupo

/// What every request of a list has: `Tests/Access/Lists` holds the contracts to it.
public protocol ListRequest: WireMessage {
  /// Which items (AIP-160).
  var filter: String { get set }
  /// In which order.
  var orderBy: String { get set }
  /// How many at most.
  var pageSize: Int32 { get set }
  /// Where the page begins.
  var pageToken: String { get set }
  /// Which fields of each (AIP-157).
  var readMask: GoogleProtobuf.FieldMask? { get set }
}

extension CommonV1.ListEntriesRequest: ListRequest {}
extension CommonV1.ListHeadsRequest: ListRequest {}
extension IndicatorsV1.ListProgrammesRequest: ListRequest {}
extension IndicatorsV1.ListZonesRequest: ListRequest {}
extension IndicatorsV1.ListSuccessionsRequest: ListRequest {}
extension IndicatorsV1.ListZoneGroupsRequest: ListRequest {}
extension IndicatorsV1.ListIndicatorSetsRequest: ListRequest {}
extension IndicatorsV1.ListIndicatorsRequest: ListRequest {}
extension IndicatorsV1.ListCheckRulesRequest: ListRequest {}
extension IndicatorsV1.ListTargetsRequest: ListRequest {}
extension IndicatorsV1.ListThresholdTargetsRequest: ListRequest {}
extension IndicatorsV1.ListFiguresRequest: ListRequest {}
extension IndicatorsV1.ListFormsRequest: ListRequest {}
extension IndicatorsV1.ListSubmissionsRequest: ListRequest {}
extension IndicatorsV1.ListRemindersRequest: ListRequest {}
extension IndicatorsV1.ListLightTurnsRequest: ListRequest {}
extension IndicatorsV1.ListBreakdownsRequest: ListRequest {}
extension IndicatorsV1.ListBreakdownVersionsRequest: ListRequest {}
extension IndicatorsV1.ListDeliverablesRequest: ListRequest {}
extension IndicatorsV1.ListDelegationsRequest: ListRequest {}
extension IndicatorsV1.ListEnterprisesRequest: ListRequest {}
extension IndicatorsV1.ListEnterpriseFiguresRequest: ListRequest {}
extension IndicatorsV1.ListGrantsRequest: ListRequest {}
extension IndicatorsV1.ListPersonsRequest: ListRequest {}
extension InvestmentV1.ListProjectsRequest: ListRequest {}
extension PlanningV1.ListTracksRequest: ListRequest {}
extension ReportingV1.ListBulletinsRequest: ListRequest {}
extension ReportingV1.ListMeetingsRequest: ListRequest {}
extension ReportingV1.ListOfficesRequest: ListRequest {}
extension ReportingV1.ListSupervisedItemsRequest: ListRequest {}
