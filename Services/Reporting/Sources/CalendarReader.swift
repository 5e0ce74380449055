import Chassis
import Domain
import RPC
import Wire
import WireTupo

/// Where a programme's worked days come from.
protocol CalendarSource: Sendable {
  /// The calendar of a programme. Throws NOT_FOUND when the programme is not known, UNAVAILABLE when the service that
  /// keeps it cannot be reached.
  func calendar(_ programme: String, call: CallContext) async throws -> WorkingCalendar
}

/// Asks tupo-indicators, on the caller's behalf.
struct CalendarReader: CalendarSource {
  let catalogue: IndicatorsV1.CatalogueServiceClient

  init(_ channels: SourceChannels) { catalogue = .init(channels.indicators) }

  func calendar(_ programme: String, call: CallContext) async throws -> WorkingCalendar {
    try await naming(.indicators) {
      let plan = try await catalogue.getProgramme(
        .with { $0.name = ResourcePattern.programme.name(programme) }, options: CallOptions(for: call))
      return WorkingCalendar(plan.calendar)
    }
  }
}
