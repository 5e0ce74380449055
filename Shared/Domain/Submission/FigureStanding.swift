/// How firmly a figure stands that a form asks for.
public enum FigureStanding: String, Sendable, Hashable, CaseIterable {
  /// Sent in, and not approved by the city yet (未审).
  case unreviewed
  /// Approved, and in no bulletin yet (暂定).
  case approved
  /// In a bulletin.
  case published

  /// What is provisional, and where it counts: printed with every board that has something provisional.
  public static let rule = Bilingual(
    zh: "未审数：已上报、市级尚未核准，另列一栏，不计入合计、增速、位次和灯；暂定数：市级已核准、尚未通报，照常计入。",
    en: "Not approved yet: sent in, and told in a column of its own, in no total, growth, rank or light. Provisional: "
      + "approved and in no bulletin yet, counted as any other.")
}

extension SubmissionWorkflow {
  /// Whether what was sent in for a cell waits for the city's yes.
  public func awaitsApproval(_ cell: IndicatorKey) -> Bool { leg == .review && isOpen(cell) }

  /// How firmly a cell's figure stands; `nil` where there is nothing but a draft, or what went back. While a revision is
  /// under way the published figure stands.
  public func standing(of cell: IndicatorKey) -> FigureStanding? {
    switch leg {
    case .published: .published
    case .approved: isOpen(cell) ? .approved : .published
    case .review where revision == 1: .unreviewed
    case .review, .draft, .returned: revision > 1 ? .published : nil
    }
  }

  /// Whether what was sent in for a cell went back to the zone, and nothing stands of it. One that the zone took back itself
  /// was never reported.
  public func wentBack(_ cell: IndicatorKey) -> Bool { leg == .returned && standing(of: cell) == nil }

  /// Whether the present run may change it: all in the first, those that were opened in a revision.
  private func isOpen(_ cell: IndicatorKey) -> Bool { revised?.contains(cell) ?? true }
}
