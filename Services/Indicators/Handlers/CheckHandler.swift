import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.CheckService`.
struct CheckHandler: IndicatorsV1.CheckService {
  let store: Store
  /// Programmes as they are kept in memory.
  var catalogues = KeptCatalogues()

  func listCheckRules(
    _ request: IndicatorsV1.ListCheckRulesRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListCheckRulesResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let query = ListQuery(
      request, bound: [request.parent], CheckRuleLists.fields, default: 1_000, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, CheckRuleLists.mask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) { transaction in
      let own = try CheckRuleStore.list(programme, in: transaction).map(\.rule)
      let catalogue = try CatalogueStore.findWithoutZones(programme, in: transaction)
      let rules = CheckRule.inForce(own + (catalogue?.precedence.rules(besides: own) ?? []))
      return query.page(of: rules, CheckRuleLists.columns, at: transaction.version)
    }
    return .with {
      $0.checkRules = found.value.items.map { masked($0.wire(programme: programme)) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func checkMonth(
    _ request: IndicatorsV1.CheckMonthRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.CheckMonthResponse {
    var faults = FieldFaults()
    let zone = ResourcePattern.zone.match(request.parent)
    let owner = zone?.first ?? faults.name("parent", request.parent, .programme)?.first
    let asked = faults.month("month", request.month)
    let (programme, month) = (try faults.checked(owner), try faults.checked(asked))
    let found = try await store.read(at: request.read, call: call) {
      try MonthCheck(
        programme, zone: zone?.last, month: month, for: call, from: catalogues, in: $0)
    }
    return try found.value.answer(version: found.version)
  }

  func getDigitPattern(
    _ request: IndicatorsV1.GetDigitPatternRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.DigitPattern {
    var faults = FieldFaults()
    let ids = faults.name("indicator", request.indicator, .indicator) ?? ["", ""]
    let zone = request.zone.isEmpty ? nil : faults.name("zone", request.zone, .zone, of: ids[0])
    let from = request.fromMonth.isEmpty ? nil : faults.month("from_month", request.fromMonth)
    let to = request.toMonth.isEmpty ? nil : faults.month("to_month", request.toMonth)
    try faults.check()
    let filter = FigureStore.Filter(zone: zone, indicator: ids[1], from: from, to: to)
    let found = try await store.read(at: request.read, call: call) { transaction in
      guard let indicator = try IndicatorStore.find(ids[0], ids[1], in: transaction)?.indicator else {
        throw Failure.notFound(request.indicator)
      }
      let city = try zone == nil ? catalogues.find(ids[0], in: transaction)?.city?.id : nil
      let listed = try FigureStore.list(ids[0], filter, in: transaction).map(\.figure)
      let figures = FigureBook(listed.filter { $0.key.zone.rawValue != city })
      return (try DigitPattern(figures, of: indicator), figures.all.contains(where: \.isDemonstration))
    }
    var wire = found.value.0.wire(version: found.version)
    wire.demonstration = found.value.1
    return wire
  }
}
