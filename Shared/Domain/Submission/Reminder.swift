/// What a unit owes, in words that can be sent as they stand (催报).
public struct Reminder: Sendable, Hashable {
  /// The unit's name.
  public var zone: Bilingual
  /// The form's name, for example 6月份月报.
  public var form: Bilingual
  /// The last day in time.
  public var deadline: Day
  /// The names of the cells that are missing, or were returned.
  public var owed: [Bilingual]
  /// Whether it came in and went back.
  public var isReturned: Bool
  /// Working days since the last day in time; 0 on that day, negative before it.
  public var workingDaysLate: Int

  /// A reminder.
  public init(
    zone: Bilingual, form: Bilingual, deadline: Day, owed: [Bilingual], isReturned: Bool, workingDaysLate: Int
  ) {
    self.zone = zone
    self.form = form
    self.deadline = deadline
    self.owed = owed
    self.isReturned = isReturned
    self.workingDaysLate = workingDaysLate
  }

  /// The words to send.
  public var text: Bilingual {
    let names = (zh: owed.map(\.zh).joined(separator: "、"), en: owed.map(Self.english).joined(separator: ", "))
    let (zhTime, enTime): (String, String) =
      switch workingDaysLate {
      case 0: ("今日截止", "due today")
      case ..<0: ("\(deadline)截止，还有\(-workingDaysLate)个工作日", "due on \(deadline), in \(-workingDaysLate) working days")
      default: ("已于\(deadline)截止，逾期\(workingDaysLate)个工作日", "due on \(deadline), \(workingDaysLate) working days ago")
      }
    let what = isReturned ? (zh: "退回待修改", en: "returned, to be mended") : (zh: "尚未报送", en: "not sent in")
    return Bilingual(
      zh: "\(zone.zh)：\(form.zh)\(zhTime)，\(what.zh)：\(names.zh)。请尽快办理。",
      en: "\(Self.english(zone)): \(Self.english(form)), \(enTime); \(what.en): \(names.en). Please see to it.")
  }

  private static func english(_ text: Bilingual) -> String { text.en.isEmpty ? text.zh : text.en }
}
