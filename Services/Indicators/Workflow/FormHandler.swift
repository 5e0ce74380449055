import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.FormService`.
struct FormHandler: IndicatorsV1.FormService {
  let store: Store
  /// Programmes as they are kept in memory.
  var catalogues = KeptCatalogues()

  private typealias Methods = IndicatorsV1.FormServiceMethods

  func createForm(_ request: IndicatorsV1.CreateFormRequest, _ call: CallContext) async throws -> IndicatorsV1.Form {
    var faults = FieldFaults()
    let parent = faults.name("parent", request.parent, .programme)?.first
    let formID = faults.id("form_id", request.formId)
    let group =
      request.zoneGroup.isEmpty
      ? nil : faults.name("zone_group", request.zoneGroup, .zoneGroup, of: parent)
    let programme = try faults.checked(parent)
    let id = try faults.checked(formID)
    let name = ResourcePattern.form.name(programme, id)
    try await catalogues.prepare(programme, from: store, deadline: call.deadline?.instant)
    return try await store.write(
      request, Methods.createForm, resource: name, requestID: request.requestId, call: call
    ) { transaction in
      guard let catalogue = try catalogues.find(programme, in: transaction) else {
        throw Failure.notFound(request.parent)
      }
      guard try FormStore.find(programme, id, in: transaction) == nil else { throw Failure.alreadyExists(name) }
      var faults = FieldFaults()
      let asked = try group.map { try ZoneGroupStore.find(programme, $0, in: transaction) }
      if asked == .some(nil) { throw Failure.notFound(request.zoneGroup) }
      let converted = FormRecord(
        request.form ?? .init(), id: id, catalogue: catalogue,
        sets: try IndicatorSetStore.list(programme, in: transaction), group: asked??.group, &faults)
      var form = try faults.checked(converted)
      faults.requireAlone(form, among: try FormStore.list(programme, in: transaction))
      try faults.check()
      try FormStore.put(&form, in: transaction)
      return transaction.reply(changed: true, validateOnly: request.validateOnly) {
        form.wire(on: Day(inChinaAt: transaction.time), catalogue.programme.calendar, epoch: $0.epoch)
      }
    }
  }

  func getForm(_ request: IndicatorsV1.GetFormRequest, _ call: CallContext) async throws -> IndicatorsV1.Form {
    let ids = try ResourcePattern.form.ids(ofRequested: request.name)
    let found = try await store.read(at: request.read, call: call) { transaction, moment in
      (
        try FormStore.find(ids[0], ids[1], in: transaction),
        try ProgrammeStore.find(ids[0], in: transaction), Day(inChinaAt: moment)
      )
    }
    guard let form = found.value.0, let programme = found.value.1 else { throw Failure.notFound(request.name) }
    return form.wire(on: found.value.2, programme.calendar, epoch: found.version.epoch)
  }

  func listForms(
    _ request: IndicatorsV1.ListFormsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListFormsResponse {
    var faults = FieldFaults()
    let named = faults.name("parent", request.parent, .programme)?.first
    let query = ListQuery(
      request, bound: [request.parent], WorkflowLists.forms, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, WorkflowLists.formMask, &faults)
    let id = try faults.checked(named)
    let found = try await store.read(at: query.point(request.read), of: query.moment, call: call) {
      transaction, moment in
      guard let programme = try ProgrammeStore.find(id, in: transaction) else {
        throw Failure.notFound(request.parent)
      }
      let (today, working, epoch) = (Day(inChinaAt: moment), programme.calendar, transaction.version.epoch)
      let page = query.page(
        of: try FormStore.list(id, in: transaction), WorkflowLists.formColumns(on: today, working),
        at: transaction.version, moment: moment)
      return page.map { forms in forms.map { masked($0.wire(on: today, working, epoch: epoch)) } }
    }
    return .with {
      $0.forms = found.value.items
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func extendForm(_ request: IndicatorsV1.ExtendFormRequest, _ call: CallContext) async throws -> IndicatorsV1.Form {
    let wanted = request.extension ?? .init()
    var faults = FieldFaults()
    let programme = ResourcePattern.form.match(request.name)?.first
    let zone = faults.name("extension.zone", wanted.zone, .zone, of: programme)
    let until = faults.day("extension.until", wanted.until)
    faults.text("extension.reason", wanted.reason)
    faults.length("extension.reason", wanted.reason)
    let key = ZoneKey(try faults.checked(zone))
    let day = try faults.checked(until)
    return try await change(request, Methods.extendForm, call) { form, working, transaction in
      var faults = FieldFaults()
      if form.route(of: key) == nil {
        faults.add("extension.zone", "UNKNOWN_ZONE", zh: "本报表未要求该开发区填报。", en: "is not asked by the form.")
      }
      let last = max(Day(inChinaAt: transaction.time).adding(days: -1), form.window?.lastDay(working) ?? form.dueOn)
      if day <= last {
        faults.add(
          "extension.until", "EXTENSION_NOT_LATER", zh: "应晚于\(last)。", en: "must be later than \(last).")
      }
      try faults.check()
      if form.isFrozen { throw form.frozen }
      form.extensions.removeAll { $0.zone == key }
      form.extensions.append(
        .init(
          zone: key, until: day, reason: wanted.reason,
          by: Signature(ofCity: call, at: transaction.time)))
    }
  }

  func freezeForm(_ request: IndicatorsV1.FreezeFormRequest, _ call: CallContext) async throws -> IndicatorsV1.Form {
    var faults = FieldFaults()
    let programme = ResourcePattern.form.match(request.name)?.first
    let without = request.withoutZones.enumerated().map { index, name in
      ZoneKey(faults.name("without_zones[\(index)]", name, .zone, of: programme) ?? "")
    }
    try faults.check()
    return try await change(request, Methods.freezeForm, call) { form, _, transaction in
      if form.isPublished { throw form.published }
      if form.isFrozen { throw form.frozen }
      let states = try SubmissionStore.list(form, in: transaction).map { ($0.zone, $0.workflow.state) }
      let waiting = FormGate.unapproved(states, without: Set(without))
      guard waiting.isEmpty else {
        let (programme, day) = (form.programme, form.month.lastDay)
        throw form.unapproved(
          waiting,
          titles: try waiting.map {
            try ZoneStore.find(programme, $0.zone.rawValue, in: transaction)?.shortTitle(on: day).zh ?? $0.zone.rawValue
          })
      }
      form.frozenAt = transaction.version.sequence
      form.frozenBy = Signature(ofCity: call, at: transaction.time)
      form.without = form.routes.map(\.zone).filter(without.contains)
    }
  }

  func unfreezeForm(
    _ request: IndicatorsV1.UnfreezeFormRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Form {
    var faults = FieldFaults()
    faults.text("reason", request.reason)
    faults.length("reason", request.reason)
    try faults.check()
    return try await change(request, Methods.unfreezeForm, call) { form, _, _ in
      if form.isPublished { throw form.published }
      guard form.isFrozen else {
        throw form.refused("NOT_FROZEN", zh: "\(form.titled)未冻结。", en: "\(form.name) is not frozen.")
      }
      (form.frozenAt, form.frozenBy, form.without) = (nil, nil, [])
    }
  }

  func releaseIndicators(
    _ request: IndicatorsV1.ReleaseIndicatorsRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Form {
    var faults = FieldFaults()
    let programme = ResourcePattern.form.match(request.name)?.first
    if request.indicators.isEmpty { faults.add("indicators", "FIELD_REQUIRED", zh: "必填。", en: "is required.") }
    let wanted = request.indicators.enumerated().map { index, name in
      IndicatorKey(faults.name("indicators[\(index)]", name, .indicator, of: programme) ?? "")
    }
    let releasedOn = faults.day("released_on", request.releasedOn)
    faults.text("publication", request.publication)
    faults.length("publication", request.publication)
    let day = try faults.checked(releasedOn)
    return try await change(request, Methods.releaseIndicators, call) { form, _, transaction in
      for key in wanted {
        let unit = try form.releaser(of: key, call)
        form.releases.removeAll { $0.indicator == key }
        form.releases.append(
          .init(
            indicator: key, day: day, publication: request.publication,
            by: Signature(call, speakingFor: unit, at: transaction.time)))
      }
      form.releases.sort { $0.indicator < $1.indicator }
    }
  }

  /// Runs a change of one form: finds it, decides, keeps it, and answers.
  private func change<Request: ChangeRequest>(
    _ request: Request, _ method: MethodDescriptor<Request, IndicatorsV1.Form>, _ call: CallContext,
    _ decide: @escaping @Sendable (inout FormRecord, WorkingCalendar, WriteTransaction) throws -> Void
  ) async throws -> IndicatorsV1.Form {
    let ids = try ResourcePattern.form.ids(ofRequested: request.name)
    return try await store.change(
      request, method, call, etag: { $0.form.etag },
      find: { transaction -> FormCase? in
        guard let form = try FormStore.find(ids[0], ids[1], in: transaction),
          let programme = try ProgrammeStore.find(ids[0], in: transaction)
        else { return nil }
        return FormCase(form: form, calendar: programme.calendar)
      }, decide: { try decide(&$0.form, $0.calendar, $1) }, keep: { try FormStore.put(&$0.form, in: $1) },
      answer: { own, moment, epoch in own.form.wire(on: Day(inChinaAt: moment), own.calendar, epoch: epoch) })
  }
}

/// A form with the working days of its programme.
private struct FormCase: Sendable {
  var form: FormRecord
  let calendar: WorkingCalendar
}

extension FormRecord {
  fileprivate var frozen: Failure {
    refused("FORM_FROZEN", zh: "\(titled)已冻结，请先解冻。", en: "\(name) is frozen: unfreeze it first.")
      .carrying(wire(Lock(.frozen, openers: [.city])))
  }

  fileprivate var published: Failure {
    refused("BULLETIN_PUBLISHED", zh: "\(titled)已通报。", en: "The bulletin of \(name) is out.")
      .carrying(wire(Lock(.published, openers: [.city])))
  }

  fileprivate func unapproved(
    _ waiting: [(zone: ZoneKey, state: SubmissionState)], titles: [String]
  ) -> Failure {
    let zones = waiting.map { ResourcePattern.zone.name(programme, $0.zone.rawValue) }.joined(separator: ",")
    let zh = zip(waiting, titles).map { "\($1)（\($0.state.text.zh)）" }.joined(separator: "、")
    let en = waiting.map { "\($0.zone.rawValue) (\($0.state.text.en))" }.joined(separator: ", ")
    return refused(
      "SUBMISSION_NOT_APPROVED", zh: "尚未核准：\(zh)。不再等候的请列入without_zones。",
      en: "Not approved: \(en). Name in without_zones those that the month goes without.", values: ["zones": zones])
  }

  /// For which unit a caller lets an indicator out. Throws for one that the form does not ask, and PERMISSION_DENIED for
  /// any but its bureau and the city's office.
  fileprivate func releaser(of indicator: IndicatorKey, _ call: CallContext) throws(Failure) -> String {
    let name = ResourcePattern.indicator.name(programme, indicator.rawValue)
    guard let group = groups.first(where: { $0.indicators.contains(indicator) }) else {
      throw Failure(
        .invalidArgument, "UNKNOWN_INDICATOR", zh: "indicators：报表未列\(name)。",
        en: "indicators: the form does not ask \(name).",
        values: ["field": "indicators", "indicator": name])
    }
    if let bureau = group.bureau.map({ AccessScope.office($0.rawValue, of: programme) }), call.speaks(for: bureau) {
      return bureau
    }
    if call.holds(.cityOffice, of: "") { return AccessScope.city.text }
    throw Failure(
      .permissionDenied, "NOT_THE_OWNER", zh: "\(name)由其会签单位或市推进办发布。",
      en: "\(name) is released by its bureau or the city's office.", values: ["indicator": name])
  }
}

extension FieldFaults {
  /// Of a zone, an indicator and a month there is one cell.
  fileprivate mutating func requireAlone(_ form: FormRecord, among others: [FormRecord]) {
    let (zones, indicators) = (Set(form.routes.map(\.zone)), Set(form.indicators))
    let twin = others.first {
      $0.month == form.month && !zones.isDisjoint(with: $0.routes.map(\.zone))
        && !indicators.isDisjoint(with: $0.indicators)
    }
    guard let twin else { return }
    add(
      "form.groups", "CELL_OF_OTHER_FORM", zh: "\(twin.name)已要求同一开发区填报同月同一指标。",
      en: "\(twin.name) asks a zone for the same indicator and month.")
  }
}
