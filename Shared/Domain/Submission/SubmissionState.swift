/// Where a submission stands, in the order of a smooth run.
public enum SubmissionState: String, Sendable, Hashable, CaseIterable {
  /// The zone fills it in.
  case draft
  /// It came in.
  case submitted
  /// The county has reviewed it, or there is none.
  case countyReviewed
  /// Every owner bureau has countersigned it.
  case countersigned
  /// The city has approved it.
  case approved
  /// Its figures are in a bulletin.
  case published
  /// It went back to the zone with remarks.
  case returned

  /// Whether levels above the zone are looking at it.
  public var isUnderReview: Bool { [.submitted, .countyReviewed, .countersigned].contains(self) }

  /// The words in a table.
  public var text: Bilingual {
    switch self {
    case .draft: Bilingual(zh: "草稿", en: "draft")
    case .submitted: Bilingual(zh: "已上报", en: "submitted")
    case .countyReviewed: Bilingual(zh: "县级已审", en: "county reviewed")
    case .countersigned: Bilingual(zh: "已会签", en: "countersigned")
    case .approved: Bilingual(zh: "已核准", en: "approved")
    case .published: Bilingual(zh: "已通报", en: "published")
    case .returned: Bilingual(zh: "退回", en: "returned")
    }
  }
}
