/// The same period as it is reported now, held against last year's published value (基数调整).
enum ReportedBase {
  static func check(_ cell: CheckedFigure, margin: Ratio) throws(ArithmeticOverflow) -> Verdict {
    guard let reported = cell.figure.reportedBase,
      let published = cell.cumulative(cell.month.samePeriodLastYear), published.units != 0
    else { return .sound }
    let change = Ratio(reduced: Int128(reported.units) - Int128(published.units), 1)
    let difference = try change.divided(by: published.ratio.magnitude)
    guard difference.magnitude > margin else { return .sound }
    let percent = difference.magnitude.percentText(apartFrom: margin)
    let word = difference.isNegative ? "调低" : "调高"
    return .found(
      .baseAdjusted,
      Bilingual(
        zh: "基数调整：上报同期数\(cell.text(reported))，上年公布\(cell.text(published))，\(word)\(percent)%",
        en: "base adjusted: reported \(cell.text(reported)), published \(cell.text(published)), "
          + "\(difference.percentText())%"),
      part: .reportedBase, difference: difference)
  }
}
