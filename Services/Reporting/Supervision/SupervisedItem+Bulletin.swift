import Chassis
import Domain
import Storage

/// What bulletins ask: it enters supervision when they are published, and the next one tells what was not answered.
extension SupervisedItem {
  /// Enters what a bulletin asks, one item for each unit and request, under the year's next numbers. What an earlier
  /// edition of the month has asked of the unit already is not asked twice; whoever is responsible and is neither a zone nor
  /// an office of the programme has no item, which ``SupervisedParties/findings(in:)`` tells.
  static func enter(
    _ asked: [AskedOfUnit], to parties: SupervisedParties, of bulletin: PublishedBulletin, by signatory: Signatory,
    in transaction: WriteTransaction
  ) throws {
    let programme = bulletin.programme
    let editions = (1...max(1, bulletin.edition.number)).map {
      ResourcePattern.bulletin.name(programme, Edition(month: bulletin.edition.month, number: $0).id)
    }
    let before = try SupervisionStore.list(programme, from: editions, in: transaction)
    var known = Set(before.map { Asked(unit: $0.unit, text: $0.request.zh) })
    let entered = min(bulletin.signedOn, Day(inChinaAt: transaction.time))
    let year = Int64(entered.civil.year)
    var last = Int64(try SupervisionStore.lastNumber(programme, year: Int(year), in: transaction))
    var ordinal = 0
    for own in asked {
      guard let unit = parties.unit(of: own) else { continue }
      guard known.insert(Asked(unit: unit, text: own.text)).inserted else { continue }
      var id: String
      repeat {
        ordinal += 1
        id = "bulletin-\(bulletin.edition.id)-\(ordinal)"
      } while try SupervisionStore.find(programme, id, in: transaction) != nil
      guard let number = number(last + 1, year: year, isDemonstration: bulletin.isDemonstration) else { continue }
      last += 1
      var item = SupervisedItem(
        programme: programme, id: id, number: number, origin: .bulletin, source: bulletin.name, notedBy: "",
        request: Bilingual(zh: own.text), unit: unit, enteredOn: entered, clauses: ["A5"],
        isDemonstration: bulletin.isDemonstration, way: Supervision(dueOn: own.dueOn))
      item.steps = [.init(kind: .enter, text: "", evidence: "", dueOn: own.dueOn, by: signatory)]
      try SupervisionStore.put(&item, in: transaction)
    }
  }

  private struct Asked: Hashable {
    var unit: String
    var text: String
  }

  /// What units had not answered on the evening of a day, the earliest last day first; without what editions of the month
  /// itself ask.
  static func unanswered(
    _ programme: String, on day: Day, besides month: Month, in transaction: some Transaction
  ) throws -> [Unanswered] {
    let offices = Dictionary(
      try OfficeStore.list(programme, in: transaction).map { ($0.name, $0.title.zh) },
      uniquingKeysWith: { first, _ in first })
    return try SupervisionStore.list(programme, enteredUntil: day, in: transaction).compactMap { item in
      let isOwn = ResourcePattern.bulletin.match(item.source).flatMap { EditionChoice($0[1]) }?.month == month
      guard !isOwn, let last = item.lastStep(on: day), last.kind != .reply, last.kind != .close else { return nil }
      return Unanswered(
        number: "\(item.number)", unit: offices[item.unit] ?? item.unit, text: item.request.zh, dueOn: last.dueOn,
        isDemonstration: item.isDemonstration)
    }.sorted { ($0.dueOn, $0.number) < ($1.dueOn, $1.number) }
  }

  /// The last step that was taken until the evening of a day; its entering counts for the day that it says.
  private func lastStep(on day: Day) -> Step? {
    steps.last { $0.kind == .enter || Day(inChinaAt: $0.by.at) <= day }
  }
}
