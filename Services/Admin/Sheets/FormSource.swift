import Domain
import RPC
import Wire
import WireTupo

/// Asks the indicators service for what a form says.
struct FormSource: Sendable {
  let programme: String
  let zone: String?
  let month: Month?
  /// The state to read; nil for the present one.
  var read: CommonV1.ReadPoint?

  private var parent: String { ResourceName.programme(programme) }

  /// The form's contents. Throws a complaint when the programme has no such zone.
  func draft(from remote: Remote) async throws -> FormDraft {
    try await remote.call { channel, options in
      let catalogue = IndicatorsV1.CatalogueServiceClient(channel)
      let asked = try await catalogue.getProgramme(
        .with {
          $0.name = parent
          $0.read = read
        }, options: options)
      let zones = try await Pages.all { token in
        let page = try await catalogue.listZones(
          .with {
            $0.parent = parent
            $0.pageToken = token
            $0.read = read
          }, options: options)
        return (page.zones, page.nextPageToken)
      }
      let indicators = try await catalogue.listIndicators(
        .with {
          $0.parent = parent
          $0.read = read
        }, options: options
      ).indicators
      let figures = try await figures(channel, options)
      var draft = try draft(asked, zones, indicators, figures)
      draft.rules = try await CheckRule.inForce(parent, channel, options, read: read)
      return draft
    }
  }

  /// The zone's figures of the month before and of the same period, on the territory of the month.
  private func figures(_ channel: RPCChannel, _ options: CallOptions) async throws -> Known {
    guard let zone, let month else { return Known() }
    let listed = try await IndicatorsV1.CatalogueServiceClient(channel).listSuccessions(
      .with {
        $0.parent = parent
        $0.read = read
      }, options: options
    ).successions
    let territories = Territories(listed.compactMap(\.succession))
    var known = Known()
    for past in [month.adding(-1), month.samePeriodLastYear] {
      for origin in territories.origins(of: ZoneKey(zone), in: past, at: month) {
        let all = try await Pages.all { token in
          let page = try await IndicatorsV1.FigureServiceClient(channel).listFigures(
            .with {
              $0.parent = ResourceName.zone(programme, origin.rawValue)
              ($0.fromMonth, $0.toMonth) = ("\(past)", "\(past)")
              $0.pageToken = token
              $0.read = read
            }, options: options)
          return (page.figures, page.nextPageToken)
        }
        for figure in all { known.add(figure, of: origin, past) }
      }
    }
    known.figures = try territories.restated(known.figures, at: month)
    return known
  }

  private func draft(
    _ asked: IndicatorsV1.Programme, _ zones: [IndicatorsV1.Zone], _ indicators: [IndicatorsV1.Indicator],
    _ known: Known
  ) throws(Complaint) -> FormDraft {
    let names = zones.map { FormDraft.Zone(id: ResourceName.id($0.name), name: $0.formTitle(in: month)) }
    let own = names.first { $0.id == zone }
    if let zone, own == nil {
      throw Complaint(
        zh: "方案\(programme)没有单位\(zone)。", en: "The programme \(programme) has no zone \(zone).", field: "--zone",
        hint: Bilingual(
          "可用：\(names.map(\.id).joined(separator: "、"))", "One of: \(names.map(\.id).joined(separator: ", "))"),
        status: .usage)
    }
    func value(_ indicator: IndicatorsV1.Indicator, _ other: Month?) -> Amount? {
      guard let zone, let other else { return nil }
      return known.figures.cumulative(ZoneKey(zone), IndicatorKey(ResourceName.id(indicator.name)), other)
    }
    let period = month.map { "\($0.year)年\($0.month == 1 ? "" : "1—")\($0.month)月" } ?? ""
    return FormDraft(
      programme: programme, title: "\(period)主要经济指标月报表", zone: own, month: month, zones: names,
      lines: indicators.filter { $0.isReported(in: month) }.map { indicator in
        var line = indicator.formLine
        line.lastMonth = value(indicator, month.flatMap { $0.month == 1 ? nil : $0.adding(-1) })
        line.samePeriod = value(indicator, month?.samePeriodLastYear)
        return line
      }, baseMargin: asked.margins?.baseRevisionBasisPoints ?? 0, isDemonstration: known.isDemonstration)
  }
}

/// What is known of a zone's past.
private struct Known: Sendable {
  var figures = FigureBook()
  var isDemonstration = false

  mutating func add(_ figure: IndicatorsV1.Figure, of zone: ZoneKey, _ month: Month) {
    let parts = figure.name.split(separator: "/")
    guard let at = parts.firstIndex(of: "indicators"), at + 1 < parts.count else { return }
    let key = FigureKey(zone: zone, indicator: IndicatorKey(String(parts[at + 1])), month: month)
    figures[key] = Figure(key: key, cumulative: figure.cumulative.map { Amount($0) })
    isDemonstration = isDemonstration || figure.demonstration
  }
}

extension IndicatorsV1.Succession {
  /// As the arithmetic has it; nil without a day.
  fileprivate var succession: Succession? {
    Day(validFrom).map { day in
      Succession(
        id: ResourceName.id(name), day: day, predecessors: predecessors.map { ZoneKey(ResourceName.id($0)) },
        successors: successors.map { ZoneKey(ResourceName.id($0)) })
    }
  }
}

extension IndicatorsV1.Zone {
  /// Its name in a form: the short one that holds in the month, else the last.
  func formTitle(in month: Month?) -> String {
    let day = month.map { "\($0.lastDay)" } ?? ""
    let held = attributes.last { own in
      (own.validFrom.isEmpty || own.validFrom <= day) && (own.validTo.isEmpty || day <= own.validTo)
    }
    let own = held ?? attributes.last
    let short = Language.zh.text(own?.shortTitle)
    return short.isEmpty ? Language.zh.text(own?.title) : short
  }
}

extension IndicatorsV1.Indicator {
  /// Whether it is reported for a month, of any where none is named: some begin the year with February, and what is
  /// computed is not reported.
  func isReported(in month: Month?) -> Bool {
    guard let month else { return definitions.isEmpty || definitions.contains(where: \.formula.isEmpty) }
    let day = "\(month.lastDay)"
    let held = definitions.last { $0.validFrom <= day } ?? definitions.first
    return (firstReport != .february || month.month != 1) && held?.formula.isEmpty ?? true
  }
}
