/// How the base of a growth differs from what was published a year ago: the growth is on the comparable base then.
public enum BaseAdjustment: String, Sendable, Hashable, CaseIterable {
  /// The unit reports another same period than stands of last year, beyond the margin, and its figure stands (基数调整).
  case reported
  /// Last year's value was revised after it had been published (基数修订).
  case revised

  /// What the marks mean: printed with every table that has one.
  public static let rule = Bilingual(
    zh: "基数“调整”：采用单位上报的上年同期数，与上年公布数不同；“修订”：上年公布数公布后经核准修订。增速均按可比口径计算，原公布数和公布增速照旧保留。",
    en: "Base \"adjusted\": the same period as the unit reports it now is used, and differs from what was published; "
      + "\"revised\": last year's value was revised after publication, with approval. Growth is on the comparable base; "
      + "what was published is kept.")
}
