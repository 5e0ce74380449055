/// Where a month's form stands.
public enum FormState: String, Sendable, Hashable, CaseIterable {
  /// It opens later.
  case scheduled
  /// It takes reports in time.
  case open
  /// It takes reports, which count as late.
  case grace
  /// It takes none but of zones that have more time.
  case closed
  /// Its data version is fixed before the bulletin is drafted (冻结).
  case frozen
  /// Its bulletin is out.
  case published

  /// From the calendar, and from what the office did.
  public init(_ phase: FormWindow.Phase, isFrozen: Bool, isPublished: Bool) {
    self =
      if isPublished {
        .published
      } else if isFrozen {
        .frozen
      } else {
        switch phase {
        case .scheduled: .scheduled
        case .open: .open
        case .grace: .grace
        case .closed: .closed
        }
      }
  }

  /// The words in a table.
  public var text: Bilingual {
    switch self {
    case .scheduled: Bilingual(zh: "未开始", en: "scheduled")
    case .open: Bilingual(zh: "报送中", en: "open")
    case .grace: Bilingual(zh: "宽限期", en: "grace")
    case .closed: Bilingual(zh: "已截止", en: "closed")
    case .frozen: Bilingual(zh: "已冻结", en: "frozen")
    case .published: Bilingual(zh: "已通报", en: "published")
    }
  }
}
