import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// What single enterprises give to figures.
extension EnterpriseHandler {
  func submitEnterpriseFigures(
    _ request: IndicatorsV1.SubmitEnterpriseFiguresRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.SubmitEnterpriseFiguresResponse {
    var faults = FieldFaults()
    let named = faults.name("parent", request.parent, .zone)
    if !(1...10_000).contains(request.figures.count) {
      faults.add("figures", "COUNT_INVALID", zh: "应为1至10000个。", en: "must be 1 to 10,000.")
    }
    let ids = try faults.checked(named)
    let method = Methods.submitEnterpriseFigures
    try await catalogues.prepare(ids[0], from: store, deadline: call.deadline?.instant)
    return try await store.write(request, method, resource: request.parent, requestID: request.requestId, call: call) {
      transaction in
      guard let catalogue = try catalogues.find(ids[0], in: transaction), catalogue.zone(ids[1]) != nil else {
        throw Failure.notFound(request.parent)
      }
      let figures = try SubmittedFigure.read(request.figures, catalogue, zone: ids[1], in: transaction)
      var changed = 0
      for figure in figures where try figure.keep(ids[0], in: transaction) { changed += 1 }
      let findings = try findings(in: figures, of: ZoneKey(ids[1]), catalogue, call, in: transaction)
      try findings.refuseIfHard()
      return transaction.reply(changed: changed > 0, validateOnly: request.validateOnly) { version in
        .with {
          $0.findings = findings
          $0.changed = Int32(clamping: changed)
          $0.version = version
        }
      }
    }
  }

  func listEnterpriseFigures(
    _ request: IndicatorsV1.ListEnterpriseFiguresRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListEnterpriseFiguresResponse {
    var faults = FieldFaults()
    let zone = ResourcePattern.zone.match(request.parent)
    let owner = zone?.first ?? faults.name("parent", request.parent, .programme)?.first
    let query = ListQuery(
      request, bound: [request.parent], EnterpriseLists.figures, default: 1_000, max: 10_000, &faults)
    let masked = ReadMask(request.readMask, EnterpriseLists.figureMask, &faults)
    let programme = try faults.checked(owner)
    let found = try await store.read(at: query.point(request.read), call: call) {
      try EnterpriseFigureStore.page(programme, zone: zone?.last, query, in: $0)
    }
    return .with {
      $0.figures = found.value.items.map { masked($0.wire(programme: programme, epoch: found.version.epoch)) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func getEnterpriseTable(
    _ request: IndicatorsV1.GetEnterpriseTableRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.EnterpriseTable {
    var faults = FieldFaults()
    let named = faults.name("indicator", request.indicator, .indicator)
    let asked = faults.month("month", request.month)
    let (ids, month) = (try faults.checked(named), try faults.checked(asked))
    let isWhole = call.holds(.cityOffice, .auditor, of: "")
    let found = try await store.read(at: request.read, call: call) {
      try EnterpriseSums(ids[0], ids[1], month, from: catalogues, in: $0)
    }
    guard let sums = found.value else { throw Failure.notFound(request.indicator) }
    return try sums.wire(isWhole: isWhole, version: found.version)
  }

  /// What the checks find in the enterprises that a zone reports now.
  private func findings(
    in figures: [SubmittedFigure], of zone: ZoneKey, _ catalogue: Catalogue, _ call: CallContext,
    in transaction: WriteTransaction
  ) throws -> [CommonV1.Fault] {
    let places = Dictionary(
      figures.enumerated().map { ($1.place, $0) }, uniquingKeysWith: { first, _ in first })
    return try Set(figures.map(\.figure.month)).sorted().flatMap { month in
      let reports = try EnterpriseFigureStore.reports(
        catalogue.programme.id, month, zone: zone.rawValue, in: transaction)
      let isSeen = call.seesEnterprises(in: catalogue.programme.id)
      return catalogue.checks.findings(in: reports, of: zone, seeing: isSeen).compactMap { found -> CommonV1.Fault? in
        let place = SubmittedFigure.Place(enterprise: found.share.enterprise, figure: found.share.figure)
        guard let index = places[place] else { return nil }
        var fault = CommonV1.Fault(
          found.finding, of: catalogue.programme.id, note: found.share.note, file: "", row: 0)
        fault.column = "figures[\(index)].value"
        return fault
      }
    }
  }
}

/// A figure of one enterprise as a zone sends it.
private struct SubmittedFigure {
  struct Place: Hashable {
    var enterprise: String
    var figure: FigureKey
  }

  let enterprise: String
  let figure: FigureKey
  /// Nil: what was reported is taken back.
  let record: EnterpriseFigureRecord?

  var place: Place { Place(enterprise: enterprise, figure: figure) }

  /// Converts all; throws every fault by its path, and NOT_FOUND for an enterprise that the register has not.
  static func read(
    _ wires: [IndicatorsV1.EnterpriseFigure], _ catalogue: Catalogue, zone: String, in transaction: WriteTransaction
  ) throws -> [Self] {
    var faults = FieldFaults()
    let figures = wires.enumerated().compactMap { Self($1, catalogue, zone: zone, "figures[\($0)]", &faults) }
    faults.distinct(figures.map { "\($0.figure) \($0.enterprise)" }) { "figures[\($0)]" }
    try faults.check()
    let programme = catalogue.programme.id
    let known = try EnterpriseStore.list(programme, Set(figures.map(\.enterprise)), in: transaction)
    if let unknown = figures.first(where: { known[$0.enterprise] == nil }) {
      throw Failure.notFound(ResourcePattern.enterprise.name(programme, unknown.enterprise))
    }
    return figures
  }

  private init?(
    _ wire: IndicatorsV1.EnterpriseFigure, _ catalogue: Catalogue, zone: String, _ field: String,
    _ faults: inout FieldFaults
  ) {
    let programme = catalogue.programme.id
    let own = ResourcePattern.zone.name(programme, zone)
    if !wire.zone.isEmpty, wire.zone != own {
      faults.add("\(field).zone", "NAME_INVALID", zh: "应为\(own)或空。", en: "must be \(own), or empty.")
    }
    let enterprise = faults.name("\(field).enterprise", wire.enterprise, .enterprise, of: programme)
    let indicator = faults.name("\(field).indicator", wire.indicator, .indicator, of: programme)
    let month = faults.month("\(field).month", wire.month)
    faults.length("\(field).note", wire.note)
    if let value = wire.value { faults.size("\(field).value", value) }
    guard let enterprise, let indicator, let month else { return nil }
    guard let record = catalogue.indicator(indicator), record.kind != .ratio else {
      faults.add(
        "\(field).indicator", "UNKNOWN_INDICATOR", zh: "“\(indicator)”不是可由企业数相加的指标。",
        en: "\"\(indicator)\" is no indicator that enterprises' values add up to.")
      return nil
    }
    if wire.value != nil {
      faults.outOfTime("\(field).indicator", record.indicator.outOfTime(in: month))
      faults.outOfTime("\(field).month", catalogue.zone(zone)?.zone.outOfTime(in: month))
    }
    self.enterprise = enterprise
    figure = FigureKey(zone: ZoneKey(zone), indicator: IndicatorKey(indicator), month: month)
    let place = figure
    self.record = wire.value.map {
      EnterpriseFigureRecord(
        share: .init(enterprise: enterprise, figure: place, amount: Amount($0), note: wire.note),
        isDemonstration: wire.demonstration)
    }
  }

  /// Keeps it, or takes it back; answers whether that is news.
  func keep(_ programme: String, in transaction: WriteTransaction) throws -> Bool {
    if let record { return try EnterpriseFigureStore.put(record, programme, in: transaction) }
    return try EnterpriseFigureStore.remove(enterprise, figure, of: programme, in: transaction)
  }
}
