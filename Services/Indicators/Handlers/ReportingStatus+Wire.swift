import Chassis
import Domain
import Wire
import WireTupo

extension Analysis {
  /// Who reported the month in time, late or not at all, over all indicators that are due.
  func reportingStatus(version: CommonV1.DataVersion) -> IndicatorsV1.ReportingStatus {
    let asked = asked
    let entries = zones.map { entry($0, of: asked) }
    return .with {
      $0.month = "\(month)"
      $0.expected = Int32(clamping: entries.count { $0.state != .notDue && $0.state != .notApplicable })
      $0.inTime = Int32(clamping: entries.count { $0.state == .received })
      $0.late = Int32(clamping: entries.count { $0.state == .late })
      $0.missing = Int32(clamping: entries.count { $0.state == .missing })
      $0.unreviewed = Int32(clamping: entries.count { $0.state == .unreviewed })
      $0.returned = Int32(clamping: entries.count { $0.state == .returned })
      $0.entries = entries
      $0.version = version
    }
  }

  /// An indicator that is reported, and when: made once for all zones.
  private struct Asked {
    let record: IndicatorRecord
    let calendar: ReportingCalendar
  }

  /// The indicators that are reported: those of the year's set, where it has one. Another source of a figure is not asked
  /// of a zone. Where the month has forms, what none of them asks is reported as soon as a figure of it has come.
  private var asked: [Asked] {
    let (set, precedence) = (set?.indicators, catalogue.precedence)
    return catalogue.indicators.filter {
      let key = $0.indicator.key
      guard !$0.indicator.isComputed(in: month) else { return false }
      return (set?.contains(key) ?? !precedence.standsForAnother(key)) && isCollected($0)
    }.map { Asked(record: $0, calendar: calendar($0)) }
  }

  private func isCollected(_ record: IndicatorRecord) -> Bool {
    standings.isAsked(record.indicator.key, in: month) ?? true || zones.contains { figure($0, record) != nil }
  }

  private func entry(
    _ zone: ZoneKey, of asked: [Asked]
  ) -> IndicatorsV1.ReportingStatus.Entry {
    let own = asked.filter { standings.ask(zone, $0.record, in: month) || figure(zone, $0.record) != nil }
    let states = own.map { own in
      let figure = figure(zone, own.record)
      let cell = standings.cell(zone, own.record.indicator.key, month)
      let unsettled = figure == nil ? cell?.unsettled : nil
      let report = unsettled == nil ? figure : cell?.report
      let judged = state(of: report, own.calendar)
      return (
        name: own.record.name, state: unsettled ?? judged.state.wire, receivedOn: report?.receivedOn,
        daysLate: judged.state == .late ? judged.workingDaysLate : nil
      )
    }
    return .with {
      $0.zone = name(zone)
      $0.title = title(zone)
      $0.state = states.isEmpty ? .notApplicable : states.map(\.state).together
      $0.receivedOn = states.compactMap(\.receivedOn).max().map { "\($0)" } ?? ""
      $0.workingDaysLate = Int32(clamping: states.compactMap(\.daysLate).max() ?? 0)
      $0.missingIndicators = states.filter { $0.state == .missing }.map(\.name)
    }
  }

  private func figure(_ zone: ZoneKey, _ record: IndicatorRecord) -> Figure? {
    figures.figure(zone, record.indicator.key, month)
  }
}
