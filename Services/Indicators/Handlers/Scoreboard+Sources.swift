import Chassis
import Domain
import Wire
import WireTupo

extension IndicatorsV1.Scoreboard {
  /// Tells what each source says of a figure that has several, the one that counts first, and says so under the board.
  mutating func tellSources(_ analysis: Analysis, _ record: IndicatorRecord) {
    let (precedence, indicator) = (analysis.catalogue.precedence, record.indicator.key)
    let sources = precedence.sources(of: indicator)
    guard sources.count > 1 else { return }
    for index in rows.indices {
      guard let zone = ResourcePattern.zone.match(rows[index].zone)?.last else { continue }
      let key = FigureKey(zone: ZoneKey(zone), indicator: indicator, month: analysis.month)
      let origin = precedence.origin(of: key, in: analysis.reported)
      let counting = analysis.reported[origin]
      rows[index].sources = ([origin.indicator] + sources.filter { $0 != origin.indicator }).map { source in
        let value = analysis.reported.figure(key.zone, source, key.month)?.cumulative
        return .with {
          $0.indicator = ResourcePattern.indicator.name(analysis.catalogue.programme.id, source.rawValue)
          $0.title = CommonV1.LocalizedText(analysis.catalogue.sourceTitle(source))
          $0.cumulative = value?.units
          $0.difference = value.flatMap { value in
            counting?.cumulative.flatMap { try? value.subtracting($0).units }
          }
          $0.prevails = source == origin.indicator && counting != nil
        }
      }
      if origin != key { rows[index].receivedOn = counting?.receivedOn.map { "\($0)" } ?? "" }
    }
    let order = sources.map(analysis.catalogue.sourceTitle)
    notes.append(
      CommonV1.LocalizedText(
        Bilingual(
          zh: "数据来源以先者为准：\(order.map(\.zh).joined(separator: "、"))。",
          en: "The first of these sources that has a value counts: \(order.map(\.en).joined(separator: ", "))."))
    )
  }
}

extension Catalogue {
  /// Who a source is: the bureau that owns its indicator, else the indicator's name.
  fileprivate func sourceTitle(_ source: IndicatorKey) -> Bilingual {
    guard let record = indicator(source.rawValue) else { return Bilingual(zh: source.rawValue, en: source.rawValue) }
    let (bureau, title) = (record.ownerBureau, record.title)
    let own = title.en.isEmpty ? title.zh : title.en
    return bureau.isEmpty ? Bilingual(zh: title.zh, en: own) : Bilingual(zh: "\(bureau)（\(title.zh)）", en: own)
  }
}
