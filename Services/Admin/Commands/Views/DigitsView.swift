import Domain
import WireTupo

/// First digits against Benford's law.
enum DigitsView {
  static func table(_ pattern: IndicatorsV1.DigitPattern, _ language: Language) -> Table {
    var table = Table([
      .number("digit", "首位数字", "first digit"), .number("count", "个数", "count"),
      .number("share", "比重%", "share %"), .number("expected", "期望%", "expected %"),
    ])
    table.facts = [
      ("values", .integer(Int64(pattern.values))), ("conformity", .string(word(pattern).en)),
      ("data_version", .string(pattern.version.text)),
    ]
    table.rows = pattern.digits.map {
      [.number($0.digit), .number($0.count), .rate($0.share), .rate($0.expected)]
    }
    let deviation = pattern.meanAbsoluteDeviation?.display ?? "—"
    let chiSquare = pattern.chiSquareThousandths.flatMap { Ratio($0, over: 1_000)?.text(decimals: 3) } ?? "—"
    table.notes = [
      Bilingual(
        "共\(pattern.values)个数，平均绝对偏差\(deviation)个百分点，卡方\(chiSquare)（5%界15.507）：\(word(pattern).zh)",
        "\(pattern.values) values, mean absolute deviation \(deviation) points, chi-square \(chiSquare) (15.507 at 5 %): "
          + word(pattern).en
      ).text(language),
      Bilingual("不符合只是核查的线索，不是结论", "A pattern that does not conform is a reason to look, and no proof").text(language),
    ]
    table.notes += Words.demonstration(pattern.demonstration, language)
    return table
  }

  private static func word(_ pattern: IndicatorsV1.DigitPattern) -> Bilingual {
    switch pattern.conformity {
    case .tooFew: Bilingual("样本不足（少于300个）", "too few values (below 300)")
    case .close: Bilingual("很符合", "close conformity")
    case .acceptable: Bilingual("符合", "acceptable conformity")
    case .marginal: Bilingual("勉强符合", "marginal conformity")
    default: Bilingual("不符合", "nonconformity")
    }
  }
}
