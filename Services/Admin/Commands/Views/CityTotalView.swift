import Wire
import WireTupo

extension IndicatorsV1.CityTotal {
  /// Its line on a board.
  var boardRow: IndicatorsV1.ScoreboardRow {
    .with {
      ($0.zone, $0.title, $0.baseAdjustments) = (zone, title, baseAdjustments)
      ($0.cumulative, $0.base, $0.growth, $0.publishedGrowth) = (cumulative, base, growth, publishedGrowth)
    }
  }

  /// Its line beside contributions: it has none.
  var contributionRow: IndicatorsV1.Contributions.Row {
    .with {
      ($0.zone, $0.title, $0.baseAdjustments) = (zone, title, baseAdjustments)
      ($0.base, $0.difference, $0.growth) = (base, difference, growth)
    }
  }

  /// "全市（来源：统计月报；与合计相差+12.3亿元）是另一口径，不计入合计、位次和个数。"
  func footnote(unit: String, scale: Int64, decimals: Int32, _ language: Language) -> String {
    let difference = Table.Cell.amount(beyondZones, scale: scale, decimals: decimals).shown
    let sign = beyondZones ?? 0 > 0 ? "+" : ""
    let said = [
      (Bilingual("来源：", "source: "), source), (Bilingual("说明：", "note: "), note),
      (Bilingual("与合计相差", "less the total: "), difference.isEmpty ? "" : "\(sign)\(difference)\(unit)"),
    ].filter { !$0.1.isEmpty }.map { $0.0.text(language) + $0.1 }
    let all = said.joined(separator: Bilingual("；", "; ").text(language))
    let name = language.text(title)
    return Bilingual(
      "\(name)\(all.isEmpty ? "" : "（\(all)）")是另一口径，不计入合计、位次和个数。",
      "\(name)\(all.isEmpty ? "" : " (\(all))") is another figure, in no total, rank or count."
    ).text(language)
  }
}
