import Chassis
import Domain
import WireTupo

/// Until when a unit has time: a day that is given, or so many worked days of the programme's calendar.
enum SupervisionTerm: Sendable {
  case day(Day)
  case workedDays(Int, WorkingCalendar)

  /// The last day, where worked days count from `start`.
  func lastDay(from start: Day) -> Day {
    switch self {
    case .day(let day): day
    case .workedDays(let count, let calendar): calendar.adding(count, to: start)
    }
  }

  /// Of what a request says: `workingDays`, where it is not 0, else the day. Notes what is wrong, and is nil then.
  ///
  /// Throws where the calendar is needed and not to be had.
  init?(
    dueOn: String, field: String, workingDays: Int32, _ faults: inout FieldFaults,
    calendar: () async throws -> WorkingCalendar
  ) async throws {
    guard workingDays != 0 else {
      guard let day = faults.day(field, dueOn) else { return nil }
      self = .day(day)
      return
    }
    if !(1...250).contains(workingDays) {
      faults.add("working_days", "OUT_OF_RANGE", zh: "应为1至250。", en: "must be 1 to 250.")
      return nil
    }
    guard dueOn.isEmpty else {
      faults.add("working_days", "DUE_TWICE", zh: "与\(field)只能给出一个。", en: "and \(field) exclude each other.")
      return nil
    }
    self = .workedDays(Int(workingDays), try await calendar())
  }
}

/// What gives one item a new last day.
protocol TermRequest: ChangeRequest {
  var dueOn: String { get }
  var workingDays: Int32 { get }
}

extension ReportingV1.ReturnReplyRequest: TermRequest {}
extension ReportingV1.ExtendItemRequest: TermRequest {}
