/// Why a submission, or a month's form, cannot be changed now, who can open it, and until when.
public struct Lock: Sendable, Hashable {
  /// Which lock it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The form is not open yet.
    case notOpen
    /// The last day for reports has passed.
    case deadlinePassed
    /// The levels above are looking at it.
    case underReview
    /// The city has approved it.
    case approved
    /// The month's data version is fixed for the bulletin.
    case frozen
    /// It is published: only a revision can change it.
    case published
    /// Its bureau has not published its figures (内部资料): they cannot come out.
    case unreleased
  }

  /// Which lock.
  public var kind: Kind
  /// Who can open it; empty: only the calendar.
  public var openers: [Party]
  /// Not open yet, or not released: the day on which it opens by itself. Past its deadline: the last day on which it was
  /// open. Otherwise nil: it stays until one of the openers opens it.
  public var day: Day?

  /// A lock.
  public init(_ kind: Kind, openers: [Party] = [], day: Day? = nil) {
    self.kind = kind
    self.openers = openers
    self.day = day
  }

  /// The lock of a calendar; nil where it takes reports.
  public init?(_ phase: FormWindow.Phase, opensOn: Day, lastDay: Day) {
    switch phase {
    case .open, .grace: return nil
    case .scheduled: self.init(.notOpen, day: opensOn)
    case .closed: self.init(.deadlinePassed, openers: [.city], day: lastDay)
    }
  }

  /// Which it is and who opens it, in words.
  public var text: Bilingual {
    let day = day.map { "\($0)" } ?? ""
    return switch kind {
    case .notOpen: Bilingual(zh: "报表未开始，\(day)起填报。", en: "The form opens on \(day).")
    case .deadlinePassed:
      Bilingual(zh: "报表已于\(day)截止，可请市推进办延期。", en: "The form closed on \(day); the city's office can give more time.")
    case .underReview where openers.contains(.zone):
      Bilingual(
        zh: "已上报，尚未审核；可自行撤回后修改，或由审核单位退回。",
        en: "It is sent in, and not looked at yet: the zone can take it back, and who reviews it can return it.")
    case .underReview:
      Bilingual(zh: "已上报，正在审核；由审核单位退回后方可修改。", en: "It is under review; who reviews it can return it.")
    case .approved: Bilingual(zh: "市级已核准，由市推进办退回后方可修改。", en: "The city has approved it; its office can return it.")
    case .frozen:
      Bilingual(zh: "本月数据已冻结，由市推进办解冻。", en: "The month's data are fixed; the city's office can take that back.")
    case .published: Bilingual(zh: "已通报，须由市推进办开启修订。", en: "It is published; the city's office can open a revision.")
    case .unreleased where day.isEmpty:
      Bilingual(
        zh: "内部资料，会签单位或市推进办发布后方可通报。",
        en: "Kept inside until its bureau, or the city's office, releases it.")
    case .unreleased: Bilingual(zh: "内部资料，\(day)起可以通报。", en: "Kept inside; it can come out from \(day).")
    }
  }
}
