import Chassis
import Domain
import Wire
import WireTupo

extension ReportingV1.SupervisedItem.State {
  init(_ state: Supervision.State) {
    self =
      switch state {
      case .open: .open
      case .replied: .replied
      case .returned: .returned
      case .closed: .closed
      }
  }
}

extension ReportingV1.SupervisedItem.Step.Kind {
  fileprivate init(_ kind: SupervisedItem.Step.Kind) {
    self =
      switch kind {
      case .enter: .enter
      case .reply: .reply
      case .giveBack: .return
      case .extend: .extend
      case .close: .close
      }
  }
}

extension SupervisedItem {
  /// What a request asks to enter, without its number; notes what is wrong with it.
  init?(
    _ wire: ReportingV1.SupervisedItem, programme: String?, id: String?, on today: Day, _ faults: inout FieldFaults
  ) {
    let origin = faults.choice("item.origin", wire.origin) { $0.name.flatMap(Origin.init(rawValue:)) }
    switch origin {
    case .bulletin: _ = faults.name("item.source", wire.source, .bulletin, of: programme)
    case .meeting: _ = faults.name("item.source", wire.source, .meeting, of: programme)
    case .leaderNote: faults.text("item.noted_by", wire.notedBy)
    case .inspection, .progressReport, nil: break
    }
    let request = faults.text("item.request", wire.request)
    let unit = faults.unit("item.unit", wire.unit, of: programme)
    let entered = wire.enteredOn.isEmpty ? today : faults.day("item.entered_on", wire.enteredOn)
    let due = faults.day("item.due_on", wire.dueOn)
    let clauses = faults.texts("item.clauses", wire.clauses)
    for (field, text) in [("source", wire.source), ("noted_by", wire.notedBy), ("request.zh", wire.request?.zh ?? "")] {
      faults.length("item.\(field)", text)
    }
    if let entered, entered > today {
      faults.add("item.entered_on", "DAY_AHEAD", zh: "不能晚于今天。", en: "must not lie after today.")
    }
    if let entered, let due, due < entered {
      faults.add(
        "item.due_on", "ORDER_INVALID", zh: "早于交办日期\(entered)。", en: "lies before the day of entering, \(entered).")
    }
    guard let programme, let id, let origin, let request, let unit, let entered, let due,
      let number = Self.number(1, year: Int64(entered.civil.year), isDemonstration: wire.demonstration)
    else { return nil }
    self.init(
      programme: programme, id: id, number: number, origin: origin, source: wire.source, notedBy: wire.notedBy,
      request: request, unit: unit, enteredOn: entered, clauses: clauses, isDemonstration: wire.demonstration,
      way: Supervision(dueOn: due))
  }

  /// As the contract has it, on a day.
  func wire(on day: Day, epoch: Int64) -> ReportingV1.SupervisedItem {
    .with {
      $0.name = name
      $0.number = "\(number)"
      $0.origin = ReportingV1.SupervisedItem.Origin.knownValues.first { $0.name == origin.rawValue } ?? .unspecified
      $0.source = source
      $0.notedBy = notedBy
      $0.request = CommonV1.LocalizedText(request)
      $0.unit = unit
      $0.enteredOn = "\(enteredOn)"
      $0.dueOn = "\(way.dueOn)"
      $0.clauses = clauses
      $0.demonstration = isDemonstration
      $0.state = ReportingV1.SupervisedItem.State(way.state)
      $0.overdue = way.isOverdue(on: day)
      $0.daysLate = Int32(clamping: way.daysLate(on: day))
      $0.extended = Int32(clamping: way.extensions)
      $0.returned = Int32(clamping: way.returns)
      $0.repliedOn = way.repliedOn.map { "\($0)" } ?? ""
      $0.closedOn = way.closedOn.map { "\($0)" } ?? ""
      $0.steps = steps.map { step in
        .with {
          $0.kind = ReportingV1.SupervisedItem.Step.Kind(step.kind)
          $0.text = step.text
          $0.evidence = step.evidence
          $0.dueOn = "\(step.dueOn)"
          $0.by = step.by.wire
        }
      }
      $0.recordedIn = CommonV1.DataVersion(epoch: epoch, sequence: revision)
      $0.etag = etag
    }
  }
}

extension FieldFaults {
  /// The name of an office or zone of the programme.
  fileprivate mutating func unit(_ field: String, _ text: String, of programme: String?) -> String? {
    let ids = ResourcePattern.office.match(text) ?? ResourcePattern.zone.match(text)
    let isOwn = ids.map { own in programme.map { $0 == own[0] } ?? true } ?? false
    return require(
      field, isOwn ? text : nil, "NAME_INVALID", zh: "应为本方案的offices/{office}或zones/{zone}。",
      en: "must be offices/{office} or zones/{zone} of the programme.")
  }

  /// A request, reply or reason: a page at most.
  mutating func length(_ field: String, _ text: String) {
    if text.count > 2_000 { add(field, "TOO_LONG", zh: "最多2000字。", en: "holds at most 2,000 characters.") }
  }
}
