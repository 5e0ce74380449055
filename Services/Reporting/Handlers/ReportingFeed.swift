import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// What the reporting service's feed tells. A series has no method that reads it, and is not told.
enum ReportingFeed {
  static let tables = WatchedTables(bulletin, office, meeting, supervisedItem)

  private static let bulletin = WatchedTables.Kind(
    [
      .whole(ReportingTables.bulletin) {
        let month = Month(index: Int32(truncatingIfNeeded: try $0.integer("month")))
        let edition = Edition(month: month, number: Int(try $0.integer("edition")))
        return ResourcePattern.bulletin.name(try $0.text("programme"), edition.id)
      }
    ], fields: BulletinLists.mask
  ) { name, transaction -> ReportingV1.Bulletin? in
    guard let ids = ResourcePattern.bulletin.match(name), let choice = EditionChoice(ids[1]) else { return nil }
    return try BulletinStore.find(ids[0], choice, in: transaction)?.wire()
  }

  private static let office = WatchedTables.Kind(
    [
      .whole(ReportingTables.office) { ResourcePattern.office.name(try $0.text("programme"), try $0.text("id")) }
    ], fields: OfficeLists.mask
  ) { name, transaction in
    try ResourcePattern.office.match(name).flatMap { try OfficeStore.find($0[0], $0[1], in: transaction)?.wire }
  }

  /// Its steps are written with the row that they lead to. Whether it is overdue is told of the day on which it is read.
  private static let supervisedItem = WatchedTables.Kind(
    [
      .whole(SupervisionTables.item) {
        ResourcePattern.supervisedItem.name(try $0.text("programme"), try $0.text("id"))
      },
      .part(SupervisionTables.step) {
        ResourcePattern.supervisedItem.name(try $0.text("programme"), try $0.text("item"))
      },
    ], fields: SupervisionLists.mask
  ) { name, transaction in
    try ResourcePattern.supervisedItem.match(name).flatMap {
      try SupervisionStore.find($0[0], $0[1], in: transaction)?.wire(
        on: Day(inChinaAt: StoreOptions.systemClock()), epoch: transaction.version.epoch)
    }
  }

  private static let meeting = WatchedTables.Kind(
    [
      .whole(ReportingTables.meeting) { ResourcePattern.meeting.name(try $0.text("programme"), try $0.text("id")) }
    ], fields: MeetingLists.mask
  ) { name, transaction in
    try ResourcePattern.meeting.match(name).flatMap { try MeetingStore.find($0[0], $0[1], in: transaction)?.wire }
  }
}
