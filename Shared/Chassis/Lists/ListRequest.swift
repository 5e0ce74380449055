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
extension IndicatorsV1.ListZonesRequest: ProgrammeListRequest {}
extension IndicatorsV1.ListSuccessionsRequest: ProgrammeListRequest {}
extension IndicatorsV1.ListZoneGroupsRequest: ProgrammeListRequest {}
extension IndicatorsV1.ListIndicatorSetsRequest: ProgrammeListRequest {}
extension IndicatorsV1.ListIndicatorsRequest: ListRequest {}
extension IndicatorsV1.ListCheckRulesRequest: ListRequest {}
extension IndicatorsV1.ListTargetsRequest: ListRequest {}
extension IndicatorsV1.ListThresholdTargetsRequest: ProgrammeListRequest {}
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
extension PlanningV1.ListTracksRequest: ProgrammeListRequest {}
extension ReportingV1.ListBulletinsRequest: ProgrammeListRequest {}
extension ReportingV1.ListMeetingsRequest: ProgrammeListRequest {}
extension ReportingV1.ListOfficesRequest: ProgrammeListRequest {}
extension ReportingV1.ListSupervisedItemsRequest: ListRequest {}

/// A request of a list of what is a programme's, which nothing but its filter narrows.
public protocol ProgrammeListRequest: ListRequest {
  /// The programme's name.
  var parent: String { get }
  /// The state to read.
  var read: CommonV1.ReadPoint? { get }
}

/// What an answer with a page of a list has.
public protocol ListAnswer: WireMessage {
  /// Asks for the next page; empty on the last.
  var nextPageToken: String { get set }
  /// The version read.
  var version: CommonV1.DataVersion? { get set }
}

extension IndicatorsV1.ListZonesResponse: ListAnswer {}
extension IndicatorsV1.ListSuccessionsResponse: ListAnswer {}
extension IndicatorsV1.ListZoneGroupsResponse: ListAnswer {}
extension IndicatorsV1.ListIndicatorSetsResponse: ListAnswer {}
extension IndicatorsV1.ListThresholdTargetsResponse: ListAnswer {}
extension PlanningV1.ListTracksResponse: ListAnswer {}
extension ReportingV1.ListBulletinsResponse: ListAnswer {}
extension ReportingV1.ListMeetingsResponse: ListAnswer {}
extension ReportingV1.ListOfficesResponse: ListAnswer {}
