/// A flow's cumulative value held against that of the month before.
enum LastMonth {
  static func fell(_ cell: CheckedFigure) -> Verdict {
    guard let now = cell.figure.cumulative, let before = cell.lastMonth, now < before else { return .sound }
    return .found(
      .cumulativeFell,
      Bilingual(
        zh: "累计低于上月：本月\(cell.text(now))，上月\(cell.text(before))",
        en: "below last month: \(cell.text(now)) after \(cell.text(before))"))
  }

  static func unchanged(_ cell: CheckedFigure) -> Verdict {
    guard isUnchanged(cell), let now = cell.figure.cumulative else { return .sound }
    return .found(
      .unchangedSinceLastMonth,
      Bilingual(zh: "累计与上月相同：\(cell.text(now))", en: "the same as last month: \(cell.text(now))"))
  }

  /// A zero that stays zero is no news.
  static func isUnchanged(_ cell: CheckedFigure) -> Bool {
    guard let now = cell.figure.cumulative, let before = cell.lastMonth else { return false }
    return now == before && now != .zero
  }
}
