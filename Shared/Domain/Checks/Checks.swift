/// The checks of a programme, ready to be held against figures.
public struct Checks: Sendable {
  /// The rules that are applied, in their order.
  public let rules: [CheckRule]
  private let indicators: [IndicatorKey: Indicator]
  private let zones: [ZoneKey: Bilingual]
  private let margins: Margins
  let territories: Territories

  /// The standard rules with a programme's `own` laid over them. `zones` are the names by which neighbours are told; a
  /// figure is held against the past of its `territories`.
  public init(
    own: [CheckRule] = [], indicators: [Indicator], zones: [ZoneKey: Bilingual] = [:], margins: Margins = Margins(),
    territories: Territories = Territories()
  ) {
    rules = CheckRule.inForce(own).filter { !$0.isDisabled }
    self.indicators = Dictionary(indicators.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    self.zones = zones
    self.margins = margins
    self.territories = territories
  }

  /// Everything found in figures that come in. `known` holds what stands already, at least what ``Checks/needed(for:)``
  /// names; the figures themselves count as known, so that they are held against each other too.
  ///
  /// Throws only when a difference does not fit.
  public func findings(for figures: [Figure], known: FigureBook) throws(ArithmeticOverflow) -> [Finding] {
    try report(on: figures, known: known).findings
  }

  /// The same with what could not be judged. `wholeMonth`: `known` holds all zones' figures of the month, so that
  /// neighbours are compared.
  public func report(
    on figures: [Figure], known: FigureBook, wholeMonth: Bool = false
  ) throws(ArithmeticOverflow) -> CheckOutcome {
    var book = known
    book.add(figures)
    var report = CheckOutcome()
    // Only what holds a value against others asks which came in together.
    let submitted = Submitted(rules.contains { !$0.others.isEmpty } ? figures : [])
    var restated = RestatedBooks(book, territories)
    for figure in figures { try check(figure, restated.book(at: figure.key.month), submitted, &report) }
    let several = rules.filter { $0.kind == .copiedFromLastMonth || (wholeMonth && $0.kind == .copiedFromNeighbour) }
    if !several.isEmpty { checkTogether(figures, book, several, &report) }
    return report
  }

  /// What is found in what zones have reported of single enterprises, each as a finding of the zone's figure; only those
  /// of `zone` where one is named. `reports` holds all zones' shares of these enterprises, indicators and months. What zones
  /// have reported whose enterprises the reader may not see is not told.
  public func findings(
    in reports: EnterpriseReports, of zone: ZoneKey? = nil, seeing isSeen: (ZoneKey) -> Bool = { _ in true }
  ) -> [EnterpriseFinding] {
    let rules = rules.filter { $0.kind == .countedTwice }
    guard !rules.isEmpty else { return [] }
    let groups = Dictionary(grouping: reports.shares) { Counted($0) }
    let check = CountedTwice(zones: zones)
    return reports.shares.sorted { ($0.figure, $0.enterprise) < ($1.figure, $1.enterprise) }.flatMap { share in
      guard zone == nil || share.figure.zone == zone, let enterprise = reports.enterprises[share.enterprise],
        let indicator = indicators[share.figure.indicator],
        let found = check.check(share, among: groups[Counted(share)] ?? [], enterprise, of: indicator, seeing: isSeen)
      else { return [EnterpriseFinding]() }
      return rules.filter { $0.isFor(share.figure.indicator) }.flatMap { rule in
        rule.findings(.found([found]), in: share.figure).map { EnterpriseFinding(finding: $0, share: share) }
      }
    }
  }

  private struct Counted: Hashable {
    var enterprise: String
    var indicator: IndicatorKey
    var month: Month
    init(_ share: EnterpriseReports.Share) {
      (enterprise, indicator, month) = (share.enterprise, share.figure.indicator, share.figure.month)
    }
  }

  private func check(
    _ figure: Figure, _ book: FigureBook, _ submitted: Submitted, _ report: inout CheckOutcome
  ) throws(ArithmeticOverflow) {
    try naming(zone: figure.key.zone, indicator: figure.key.indicator) { () throws(ArithmeticOverflow) in
      let own = cell(figure, book)
      for rule in rules {
        let isOwn = rule.isFor(figure.key.indicator)
        guard let cell = isOwn ? own : whole(of: rule, for: figure, book, submitted) else { continue }
        let verdict = try rule.verdict(cell, margins: margins)
        if case .shortHistory = verdict { report.shortHistory[rule.id, default: 0] += 1 }
        report.findings += rule.findings(verdict, in: figure.key)
      }
    }
  }

  /// Where only a part came in, the cell of the whole that a rule is for.
  private func whole(
    of rule: CheckRule, for figure: Figure, _ book: FigureBook, _ submitted: Submitted
  ) -> CheckedFigure? {
    guard rule.others.contains(figure.key.indicator), let indicator = rule.indicators.first else { return nil }
    let whole = figure.key.with(indicator)
    let first = rule.others.first { submitted.contains(figure.key.with($0)) }
    guard first == figure.key.indicator, !submitted.contains(whole), let known = book[whole] else { return nil }
    return cell(known, book)
  }

  private func cell(_ figure: Figure, _ book: FigureBook) -> CheckedFigure? {
    indicators[figure.key.indicator].map {
      CheckedFigure(figure: figure, indicator: $0, known: book, indicators: indicators)
    }
  }

  /// Rules over several cells, for each zone and month.
  private func checkTogether(
    _ figures: [Figure], _ book: FigureBook, _ rules: [CheckRule], _ report: inout CheckOutcome
  ) {
    let groups = Dictionary(grouping: figures) { ZoneMonth(zone: $0.key.zone, month: $0.key.month) }
    for (_, figures) in groups.sorted(by: { $0.value[0].key < $1.value[0].key }) {
      for rule in rules {
        let cells = figures.filter { rule.isFor($0.key.indicator) }.compactMap { cell($0, book) }
        guard let first = cells.first else { continue }
        report.findings += rule.findings(rule.verdict(cells, zones: zones), in: first.figure.key)
      }
    }
  }

  private struct ZoneMonth: Hashable {
    var zone: ZoneKey
    var month: Month
  }
}

/// What checks found, and how much they could not judge.
public struct CheckOutcome: Sendable, Hashable {
  /// What was found: figure by figure, rule by rule.
  public var findings: [Finding] = []
  /// By rule, figures whose history is too short to judge (样本不足).
  public var shortHistory: [String: Int] = [:]
}

/// What was found in what a zone reported of one enterprise.
public struct EnterpriseFinding: Sendable, Hashable {
  /// What was found, as a finding of the zone's figure.
  public var finding: Finding
  /// The share that it is about.
  public var share: EnterpriseReports.Share
}

/// Which figures came in together.
private struct Submitted {
  private let keys: Set<FigureKey>
  init(_ figures: [Figure]) { keys = Set(figures.map(\.key)) }
  func contains(_ key: FigureKey) -> Bool { keys.contains(key) }
}
