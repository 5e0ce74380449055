import Chassis
import Domain
import RPC
import Storage

/// What a zone's reporter may change of figures that no form asks for: its own, until the month's last day for reports.
/// After that what was reported stands, with the day on which it came; only the city's office and the systems that it
/// entrusts change it (A5).
struct ReporterGuard: Sendable {
  private let call: CallContext
  private let catalogue: Catalogue
  private let today: Day

  /// Nil for who may change the figures of the whole city: a large import is not looked through.
  init?(_ call: CallContext, _ catalogue: Catalogue, on today: Day) {
    guard !call.holds(.cityOffice, .system, of: "") else { return nil }
    (self.call, self.catalogue, self.today) = (call, catalogue, today)
  }

  /// Throws FAILED_PRECONDITION, FIGURE_STANDS, for the first figure that is changed too late.
  func refuse(
    _ figures: some Sequence<(field: String, figure: Figure)>, in transaction: some Transaction
  ) throws {
    let programme = catalogue.programme.id
    for (field, figure) in figures {
      guard isReporter(of: figure.key.zone), today > lastDay(of: figure.key),
        let kept = try FigureStore.find(programme, figure.key, in: transaction)?.figure, kept != figure
      else { continue }
      let name = figure.key.name(in: programme)
      throw Failure(
        .failedPrecondition, "FIGURE_STANDS", zh: "\(field)：\(name)报送期已过，已报的数不能自行更改，须由市推进办修订。",
        en: "\(field): the time to report \(name) is over; what was reported can be changed by the city's office only.",
        values: ["field": field, "resource": name],
        details: [.preconditionFailure([.init(type: "FIGURE_STANDS", subject: name, description: field)])])
    }
  }

  private func isReporter(of zone: ZoneKey) -> Bool {
    !call.holds(.cityOffice, .system, of: ResourcePattern.zone.name(catalogue.programme.id, zone.rawValue))
  }

  /// Where the calendar sets none, the last day of the month after.
  private func lastDay(of key: FigureKey) -> Day {
    let calendar = catalogue.indicator(key.indicator.rawValue)?.calendar(catalogue.programme.calendar)
    return calendar?.deadline(for: key.month) ?? key.month.adding(1).lastDay
  }
}
