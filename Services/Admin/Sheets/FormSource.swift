import Domain
import RPC
import Wire
import WireTupo

/// Asks the indicators service for what a form says.
struct FormSource: Sendable {
  let programme: String
  let zone: String?
  let month: Month?

  private var parent: String { ResourceName.programme(programme) }

  /// The form's contents. Throws a complaint when the programme has no such zone.
  func draft(from remote: Remote) async throws -> FormDraft {
    try await remote.call { channel, options in
      let catalogue = IndicatorsV1.CatalogueServiceClient(channel)
      let asked = try await catalogue.getProgramme(.with { $0.name = parent }, options: options)
      let zones = try await Pages.all { token in
        let page = try await catalogue.listZones(
          .with {
            $0.parent = parent
            $0.pageToken = token
          }, options: options)
        return (page.zones, page.nextPageToken)
      }
      let indicators = try await catalogue.listIndicators(.with { $0.parent = parent }, options: options).indicators
      let figures = try await figures(channel, options)
      return try draft(asked, zones, indicators, figures)
    }
  }

  /// The zone's figures of the year up to the month, and of the year before.
  private func figures(_ channel: RPCChannel, _ options: CallOptions) async throws -> [IndicatorsV1.Figure] {
    guard let zone, let month else { return [] }
    return try await Pages.all { token in
      let page = try await IndicatorsV1.FigureServiceClient(channel).listFigures(
        .with {
          $0.parent = ResourceName.zone(programme, zone)
          $0.fromMonth = "\(month.samePeriodLastYear)"
          $0.toMonth = "\(month.adding(-1))"
          $0.pageToken = token
        }, options: options)
      return (page.figures, page.nextPageToken)
    }
  }

  private func draft(
    _ asked: IndicatorsV1.Programme, _ zones: [IndicatorsV1.Zone], _ indicators: [IndicatorsV1.Indicator],
    _ figures: [IndicatorsV1.Figure]
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
    let values = Dictionary(figures.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    func value(_ indicator: IndicatorsV1.Indicator, _ other: Month?) -> Amount? {
      guard let zone, let other else { return nil }
      let id = ResourceName.id(indicator.name)
      let name = ResourceName.zone(programme, zone) + "/indicators/\(id)/figures/\(other)"
      return values[name]?.cumulative.map { Amount($0) }
    }
    let period = month.map { "\($0.year)年\($0.month == 1 ? "" : "1—")\($0.month)月" } ?? ""
    return FormDraft(
      programme: programme, title: "\(period)主要经济指标月报表", zone: own, month: month, zones: names,
      lines: indicators.filter { $0.hasForm(month) }.map { indicator in
        FormDraft.Line(
          id: ResourceName.id(indicator.name), name: Language.zh.text(indicator.title), unit: indicator.formUnit,
          isComparable: indicator.growthBasis == .comparable, isFlow: indicator.kind == .flow,
          lastMonth: value(indicator, month.flatMap { $0.month == 1 ? nil : $0.adding(-1) }),
          samePeriod: value(indicator, month?.samePeriodLastYear))
      }, baseMargin: asked.margins?.baseRevisionBasisPoints ?? 0, isDemonstration: figures.contains { $0.demonstration }
    )
  }
}

extension IndicatorsV1.Zone {
  /// Its name in a form: the short one that holds in the month, else the last.
  fileprivate func formTitle(in month: Month?) -> String {
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
  /// Whether it is reported for a month: some begin the year with February.
  fileprivate func hasForm(_ month: Month?) -> Bool { firstReport != .february || month?.month != 1 }

  /// The unit in which a form is filled in: 万元 for money, else the one of its tables; both hold the smallest exactly.
  var formUnit: MeasureUnit {
    let scale = UnitScale(
      smallest: unit, display: displayUnit, displayFactor: displayScale, decimals: Int(displayDecimals))
    let wanted = [scale.unit(named: "万元"), scale.display].compactMap { $0 }
    return wanted.first { $0.decimals != nil } ?? MeasureUnit(unit, factor: 1)
  }
}
