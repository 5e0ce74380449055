import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

extension AnalysisHandler {
  func getContributions(
    _ request: IndicatorsV1.GetContributionsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Contributions {
    let (analysis, record, version) = try await analysis(
      of: request.indicator, request.month, request.on, request.read, group: request.zoneGroup, call)
    return try analysis.contributions(record, version: version)
  }

  func getOutlook(
    _ request: IndicatorsV1.GetOutlookRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Outlook {
    let (analysis, record, version) = try await analysis(
      of: request.indicator, request.month, request.on, request.read, group: request.zoneGroup, call)
    return try analysis.outlook(record, version: version)
  }

  func listLightTurns(
    _ request: IndicatorsV1.ListLightTurnsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListLightTurnsResponse {
    var faults = FieldFaults()
    let query = ListQuery(
      request, bound: [request.parent, request.month, request.on, request.zoneGroup, request.indicatorSet],
      LightTurnLists.fields, default: 1_000, max: 10_000, &faults)
    let masked = ReadMask(request.readMask, LightTurnLists.mask, &faults)
    let found = try await analysis(
      request.parent, request.month, request.on, query.point(request.read), group: request.zoneGroup,
      set: request.indicatorSet, besides: faults, call)
    let page = query.page(
      of: try found.value.lightTurns(), LightTurnLists.columns(found.value), at: DataVersion(found.version))
    return .with {
      $0.turns = page.items.map { masked(found.value.wire($0)) }
      $0.nextPageToken = page.nextToken
      $0.provisionalRule = found.value.standingCounts().rule
      $0.demonstration = found.value.isDemonstration
      $0.version = found.version
    }
  }

  func getTimeSeries(
    _ request: IndicatorsV1.GetTimeSeriesRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.TimeSeries {
    let asked = try SeriesRequest(request)
    let snapshot = try await snapshot(of: asked.programme, request.read)
    let found = try await store.read(at: request.read, call: call) {
      var analysis = try Analysis(
        asked.programme, indicators: [asked.indicator], month: asked.months.upperBound, years: asked.years,
        evening: asked.evening, from: snapshot, catalogues, in: $0)
      try analysis.look(at: asked.group, in: $0)
      try analysis.readStandings(of: [IndicatorKey(asked.indicator)], months: asked.months, in: $0)
      try analysis.readPublications(of: [IndicatorKey(asked.indicator)], months: asked.months, in: $0)
      return analysis
    }
    guard let record = found.value.catalogue.indicator(asked.indicator) else {
      throw Failure.notFound(request.indicator)
    }
    return try found.value.series(asked, record, version: found.version)
  }
}
