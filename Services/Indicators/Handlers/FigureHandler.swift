import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.FigureService`.
struct FigureHandler: IndicatorsV1.FigureService {
  let store: Store
  let cubes: FigureCubes
  let catalogues: KeptCatalogues
  /// An import of so many rows is laid ahead: it would hold up others' writes.
  var layAheadFrom = 1_000

  init(store: Store, cubes: FigureCubes? = nil, catalogues: KeptCatalogues = KeptCatalogues()) {
    self.store = store
    self.cubes = cubes ?? FigureCubes(store: store)
    self.catalogues = catalogues
  }

  func submitFigures(
    _ request: IndicatorsV1.SubmitFiguresRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.SubmitFiguresResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    if !(1...10_000).contains(request.figures.count) {
      faults.add("figures", "COUNT_INVALID", zh: "应为1至10000个。", en: "must be 1 to 10,000.")
    }
    faults.length("reason", request.reason)
    try faults.check()
    let method = IndicatorsV1.FigureServiceMethods.submitFigures
    try await catalogues.prepare(programme, from: store, deadline: call.deadline?.instant)
    return try await store.write(request, method, resource: request.parent, requestID: request.requestId, call: call) {
      transaction in
      let catalogue = try catalogue(programme, in: transaction)
      let figures = try figures(of: request, catalogue: catalogue, until: Day(inChinaAt: transaction.time).month)
      try FormGuard(programme, in: transaction).refuse(
        figures.enumerated().lazy.map { (field: "figures[\($0)]", key: $1.key) })
      try ReporterGuard(call, catalogue, on: Day(inChinaAt: transaction.time))?.refuse(
        figures.enumerated().lazy.map { (field: "figures[\($0)]", figure: $1) }, in: transaction)
      try RevisionGuard(catalogue, reason: request.reason, call, in: transaction).note(
        figures.enumerated().lazy.map { (field: "figures[\($0)]", figure: $1) }, in: transaction)
      let findings = try findings(figures, catalogue: catalogue, in: transaction)
      try findings.refuseIfHard()
      var changed = 0
      for figure in figures {
        if try FigureStore.put(figure, origin: "", programme: programme, in: transaction) { changed += 1 }
      }
      return transaction.reply(changed: changed > 0, validateOnly: request.validateOnly) { version in
        .with {
          $0.tell(findings)
          $0.changed = Int32(clamping: changed)
          $0.version = version
        }
      }
    }
  }

  func getFigure(_ request: IndicatorsV1.GetFigureRequest, _ call: CallContext) async throws -> IndicatorsV1.Figure {
    var faults = FieldFaults()
    let asked = faults.figureName("name", request.name)
    let named = try faults.checked(asked)
    let found = try await store.read(at: request.read, call: call) {
      try FigureStore.find(named.programme, named.key, in: $0)
    }
    guard let record = found.value else { throw Failure.notFound(request.name) }
    return record.wire(programme: named.programme, epoch: found.version.epoch)
  }

  func listFigures(
    _ request: IndicatorsV1.ListFiguresRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListFiguresResponse {
    var faults = FieldFaults()
    let zone = ResourcePattern.zone.match(request.parent)
    let owner = zone?.first ?? faults.name("parent", request.parent, .programme)?.first
    let filter = FigureStore.Filter(
      zone: zone?.last,
      indicator: request.indicator.isEmpty
        ? nil : faults.name("indicator", request.indicator, .indicator, of: owner),
      from: request.fromMonth.isEmpty ? nil : faults.month("from_month", request.fromMonth),
      to: request.toMonth.isEmpty ? nil : faults.month("to_month", request.toMonth))
    let query = ListQuery(
      request, bound: [request.parent, request.indicator, request.fromMonth, request.toMonth],
      FigureLists.fields, default: 1_000, max: 10_000, &faults)
    let masked = ReadMask(request.readMask, FigureLists.mask, &faults)
    let programme = try faults.checked(owner)
    let found = try await store.read(at: query.point(request.read), call: call) {
      try FigureStore.page(programme, filter, query, in: $0)
    }
    return .with {
      $0.figures = found.value.items.map { masked($0.wire(programme: programme, epoch: found.version.epoch)) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func catalogue(_ programme: String, in transaction: some Transaction) throws -> Catalogue {
    guard let catalogue = try catalogues.find(programme, in: transaction) else {
      throw Failure.notFound(ResourcePattern.programme.name(programme))
    }
    return catalogue
  }

  private func figures(
    of request: IndicatorsV1.SubmitFiguresRequest, catalogue: Catalogue, until latest: Month
  ) throws(Failure) -> [Figure] {
    var faults = FieldFaults()
    var seen: Set<FigureKey> = []
    var figures: [Figure] = []
    for (index, wire) in request.figures.enumerated() {
      guard let figure = Figure(wire, catalogue: catalogue, field: "figures[\(index)]", &faults) else { continue }
      let month = figure.key.month
      if month > latest {
        faults.add(
          "figures[\(index)].name", "MONTH_OUT_OF_RANGE", zh: "\(month)还没有到。", en: "\(month) has not begun.")
      }
      if !seen.insert(figure.key).inserted {
        faults.add("figures[\(index)].name", "DUPLICATE", zh: "与前面的重复。", en: "comes twice.")
      }
      figures.append(figure)
    }
    try faults.check()
    return figures
  }

  private func findings(
    _ figures: [Figure], catalogue: Catalogue, in transaction: WriteTransaction
  ) throws -> [CommonV1.Fault] {
    let checks = catalogue.checks
    let known = try FigureStore.book(catalogue.programme.id, checks.needed(for: figures), in: transaction)
    let places = Dictionary(figures.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    return try checks.findings(for: figures, known: known).compactMap { finding in
      guard let index = places[finding.figure] else { return nil }
      var fault = CommonV1.Fault(finding, of: catalogue.programme.id, note: figures[index].note, file: "", row: 0)
      fault.column = "figures[\(index)].\(finding.part.field)"
      return fault
    }
  }
}

extension Finding.Part {
  /// The field of a figure.
  fileprivate var field: String {
    switch self {
    case .cumulative: "cumulative"
    case .reportedBase: "reported_base"
    case .growth: "growth_basis_points"
    }
  }
}
