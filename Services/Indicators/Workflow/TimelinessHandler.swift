import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.TimelinessService`: computed from forms and submissions, nothing of it is stored.
struct TimelinessHandler: IndicatorsV1.TimelinessService {
  let store: Store
  /// Programmes as they are kept in memory.
  var catalogues = KeptCatalogues()

  func listReminders(
    _ request: IndicatorsV1.ListRemindersRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListRemindersResponse {
    var faults = FieldFaults()
    let named = faults.name("parent", request.parent, .form)
    let on = faults.day("on", request.on)
    let query = ListQuery(
      request, bound: [request.parent, request.on], WorkflowLists.reminders, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, WorkflowLists.reminderMask, &faults)
    let ids = try faults.checked(named)
    let day = try faults.checked(on)
    let found = try await store.read(at: query.point(request.read), call: call) { transaction in
      guard let owed = try OwedForms(ids[0], form: ids[1], on: day, in: transaction) else {
        throw Failure.notFound(request.parent)
      }
      return query.page(of: owed.list, OwedForms.columns, at: transaction.version) {
        call.holds(.cityOffice, .county, of: ResourcePattern.zone.name(ids[0], $0.zone.rawValue))
      }
    }
    let items = found.value.items
    // Whose telephone is not asked for is not given out, and not entered in the log.
    let people = Set(
      (masked.holds("telephone") ? items.compactMap(\.clerk) : [])
        + (masked.holds("deputies") ? items.flatMap(\.deputies).compactMap(\.person) : []))
    let contacts = try await PersonHandler(store: store).contacts(
      of: people.sorted { $0.id < $1.id }, readAt: found.version,
      IndicatorsV1.TimelinessServiceMethods.listReminders.path, resource: request.parent, purpose: "催报", call)
    return .with {
      $0.reminders = items.map {
        masked($0.wire(ids[0]) { $0.flatMap { contacts[$0.name]?.telephone } ?? "" })
      }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func getTimeliness(
    _ request: IndicatorsV1.GetTimelinessRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Timeliness {
    var faults = FieldFaults()
    let named = faults.name("parent", request.parent, .programme)?.first
    let from = faults.month("from_month", request.fromMonth)
    let to = faults.month("to_month", request.toMonth)
    if let from, let to, to < from {
      faults.add("to_month", "MONTHS_REVERSED", zh: "早于from_month。", en: "lies before from_month.")
    }
    let programme = try faults.checked(named)
    let months = try faults.checked(from)...faults.checked(to)
    let found = try await store.read(at: request.read, call: call) { transaction, moment in
      guard let catalogue = try catalogues.find(programme, in: transaction) else {
        throw Failure.notFound(request.parent)
      }
      var units: [ZoneKey: Timeliness] = [:]
      for form in try FormStore.list(programme, in: transaction)
      where months.contains(form.month) {
        let cases = try SubmissionCase.list(programme, form: form.id, on: Day(inChinaAt: moment), in: transaction)
        for own in cases ?? [] {
          units[own.route.zone] = (units[own.route.zone] ?? Timeliness()) + own.timeliness
        }
      }
      return (catalogue, units)
    }
    let (catalogue, units) = found.value
    return .with {
      $0.rows = rows(units, catalogue)
      $0.version = found.version
    }
  }

  /// By rank, those without one last; equals in protocol order.
  private func rows(_ units: [ZoneKey: Timeliness], _ catalogue: Catalogue) -> [IndicatorsV1
    .Timeliness.Row]
  {
    let ranks = Timeliness.ranks(units)
    let rates = RateWriter(catalogue, FigureBook())
    let zones = catalogue.zones.map { ZoneKey($0.id) }.filter { units[$0] != nil }
    let ordered = zones.enumerated().sorted {
      (ranks[$0.element] ?? .max, $0.offset) < (ranks[$1.element] ?? .max, $1.offset)
    }
    return ordered.map { _, zone in
      let own = units[zone] ?? Timeliness()
      return .with {
        $0.zone = ResourcePattern.zone.name(catalogue.programme.id, zone.rawValue)
        $0.due = Int32(clamping: own.due)
        $0.received = Int32(clamping: own.received)
        $0.inTime = Int32(clamping: own.inTime)
        $0.returned = Int32(clamping: own.returned)
        $0.revised = Int32(clamping: own.revised)
        $0.completeness = rates.published(own.completeness)
        $0.timeliness = rates.published(own.timeliness)
        $0.rank = ranks[zone].map { Int32(clamping: $0) }
      }
    }
  }
}

extension SubmissionCase {
  /// How it was reported: its cells count once they are due or have come.
  fileprivate var timeliness: Timeliness {
    let cells = record.cells.count { isDue($0.indicator) }
    let isReceived = record.receivedOn != nil
    return Timeliness(
      due: isReceived || form.dueOn < today ? cells : 0, received: isReceived ? cells : 0,
      inTime: isReceived && workingDaysLate == nil ? cells : 0,
      returned: record.steps.count { $0.kind == .giveBack },
      revised: record.publications.count { $0.revision > 1 })
  }

  /// The cells that the zone owes; none while it is with the levels above, or beyond them.
  fileprivate var owed: [IndicatorKey] {
    let due = record.cells.map(\.indicator).filter(isDue)
    switch record.workflow.leg {
    case .draft:
      return record.workflow.revised.map { revised in due.filter(revised.contains) } ?? due
    case .returned:
      let unanswered = due.filter(record.workflow.unanswered.contains)
      return unanswered.isEmpty ? due : unanswered
    case .review, .approved, .published: return []
    }
  }
}

/// What the zones of a form owe on a day, the longest late first.
private struct OwedForms: Sendable {
  struct Item: Sendable {
    let zone: ZoneKey
    let owed: [IndicatorKey]
    let reminder: Reminder
    let clerk: PersonRecord?
    /// Who stands in for its reporters on the day.
    let deputies: [(delegation: DelegationRecord, person: PersonRecord?)]
    /// Its place in protocol order.
    let place: Int
  }

  let list: [Item]

  /// By what they are filtered and ordered.
  static let columns: [String: ListQuery.Column<Item>] = [
    "zone": { .text($0.zone.rawValue) }, "person": { SQLValue($0.clerk?.id) },
    "working_days_late": { SQLValue($0.reminder.workingDaysLate) },
    "missing_indicators": { TextList.value($0.owed.map(\.rawValue)) },
  ]

  /// Nil when there is no such form.
  init?(_ programme: String, form id: String, on day: Day, in transaction: some Transaction) throws {
    guard let cases = try SubmissionCase.list(programme, form: id, on: day, in: transaction) else {
      return nil
    }
    let clerks = try PersonStore.holders(of: .clerk, programme, on: day, in: transaction)
    let delegations = try DelegationStore.inForce(.zoneReporter, programme, on: day, in: transaction)
    func person(_ id: String) throws -> PersonRecord? {
      try PersonStore.find(programme, id, named: ResourcePattern.person.name(programme, id), in: transaction)
    }
    var items: [Item] = []
    for (place, own) in cases.enumerated()
    where own.form.opensOn <= day && !own.form.without.contains(own.route.zone) {
      let owed = own.owed
      if owed.isEmpty { continue }
      let zone = try ZoneStore.find(programme, own.route.zone.rawValue, in: transaction)
      let more = own.form.extensions.first { $0.zone == own.route.zone }?.until ?? own.form.dueOn
      let deadline = own.record.workflow.answerBy ?? max(own.form.dueOn, more)
      let late = own.catalogue.programme.calendar.workingDays(from: deadline, to: day)
      let clerk = try clerks["zones/\(own.route.zone.rawValue)"].flatMap(person)
      let deputies = try (delegations[own.name(of: .zone)] ?? []).map { ($0, try person($0.deputyPerson)) }
      items.append(
        Item(
          zone: own.route.zone, owed: owed,
          reminder: Reminder(
            zone: zone?.shortTitle(on: day) ?? Bilingual(zh: own.route.zone.rawValue),
            form: own.form.title,
            deadline: deadline,
            owed: owed.map {
              own.catalogue.indicator($0.rawValue)?.title ?? Bilingual(zh: $0.rawValue)
            },
            isReturned: own.record.workflow.leg == .returned, workingDaysLate: late), clerk: clerk,
          deputies: deputies, place: place))
    }
    list = items.sorted {
      ($1.reminder.workingDaysLate, $0.place) < ($0.reminder.workingDaysLate, $1.place)
    }
  }
}

extension OwedForms.Item {
  /// As the contract has it.
  fileprivate func wire(
    _ programme: String, telephone: (PersonRecord?) -> String
  ) -> IndicatorsV1.Reminder {
    .with {
      $0.zone = ResourcePattern.zone.name(programme, zone.rawValue)
      $0.person = clerk?.name ?? ""
      $0.telephone = telephone(clerk)
      $0.missingIndicators = owed.map { ResourcePattern.indicator.name(programme, $0.rawValue) }
      $0.workingDaysLate = Int32(clamping: reminder.workingDaysLate)
      $0.message = CommonV1.LocalizedText(reminder.text)
      $0.deputies = deputies.map { delegation, person in
        .with {
          $0.principal = delegation.deputy
          $0.standsFor = delegation.delegator
          $0.person = person?.name ?? ""
          $0.telephone = telephone(person)
        }
      }
    }
  }
}
