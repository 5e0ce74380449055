import Chassis
import Domain
import Storage
import WireTupo

/// What a programme says about its documents, converted and checked.
struct ProgrammeDocuments: Sendable {
  let programme: String
  let series: Series
  let offices: [Office]
  let meetings: [Meeting]

  /// Throws INVALID_ARGUMENT, one violation for each field that is wrong.
  init(_ request: ReportingV1.ApplyProgrammeRequest) throws(Failure) {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let series = Series(request.series ?? .init(), programme: programme, &faults)
    var offices: [Office] = []
    for (index, wire) in request.offices.enumerated() {
      let field = "offices[\(index)]"
      guard let office = Office(wire, programme: programme, field: field, &faults) else { continue }
      faults.checkNew(office.id, among: offices.map(\.id), field: "\(field).name")
      offices.append(office)
    }
    var meetings: [Meeting] = []
    for (index, wire) in request.meetings.enumerated() {
      let field = "meetings[\(index)]"
      guard let meeting = Meeting(wire, programme: programme, field: field, &faults) else { continue }
      faults.checkNew(meeting.id, among: meetings.map(\.id), field: "\(field).name")
      meetings.append(meeting)
    }
    try faults.check()
    guard let series else { throw Failure.notFound(request.parent) }
    (self.programme, self.series, self.offices, self.meetings) = (programme, series, offices, meetings)
  }

  /// Makes what is kept equal to this; answers what changed. What is not named any more is removed.
  func apply(in transaction: WriteTransaction) throws -> Changes {
    var changes = Changes()
    let kept = try SeriesStore.find(programme, in: transaction)
    if changes.note(series.name, kept: kept, wanted: series, Self.seriesFields) {
      try SeriesStore.put(series, in: transaction)
    }
    let before = try OfficeStore.list(programme, in: transaction)
    for office in offices {
      let same = before.first { $0.id == office.id }
      if changes.note(office.name, kept: same, wanted: office, Self.officeFields) {
        try OfficeStore.put(office, in: transaction)
      }
    }
    for office in before where !offices.contains(where: { $0.id == office.id }) {
      changes.removed(office.name)
      try OfficeStore.remove(office, in: transaction)
    }
    try applyMeetings(&changes, in: transaction)
    return changes
  }

  private func applyMeetings(_ changes: inout Changes, in transaction: WriteTransaction) throws {
    let before = try MeetingStore.list(programme, in: transaction)
    for meeting in meetings {
      let same = before.first { $0.id == meeting.id }
      if changes.note(meeting.name, kept: same, wanted: meeting, Self.meetingFields) {
        try MeetingStore.put(meeting, in: transaction)
      }
    }
    for meeting in before where !meetings.contains(where: { $0.id == meeting.id }) {
      changes.removed(meeting.name)
      try MeetingStore.remove(meeting, in: transaction)
    }
  }

  private static let seriesFields: [Changes.Field<Series>] = [
    .field("name", \.id), .field("code", \.code), .field("suffix", \.suffix), .field("issuer", \.issuer),
    .field("addressee", \.addressee), .field("banner", \.banner), .field("signings", \.signings),
    .field("title_pattern", \.titlePattern), .field("opening", \.opening),
    .field("opening_numbers", \.openingNumbers),
  ]

  private static let officeFields: [Changes.Field<Office>] = [
    .field("title", \.title), .field("role", \.role), .field("order", \.order), .field("clauses", \.clauses),
  ]

  private static let meetingFields: [Changes.Field<Meeting>] = [
    .field("title", \.title), .field("place", \.place), .field("on", \.on), .field("held_by", \.heldBy),
    .field("clauses", \.clauses), .field("source", \.source),
  ]
}

extension FieldFaults {
  /// An id that comes twice is a fault.
  fileprivate mutating func checkNew(_ id: String, among ids: [String], field: String) {
    guard ids.contains(id) else { return }
    add(field, "NAME_INVALID", zh: "与前面的重复。", en: "comes twice.")
  }
}
