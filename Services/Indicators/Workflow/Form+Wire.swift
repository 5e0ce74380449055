import Chassis
import Domain
import Wire
import WireTupo

extension IndicatorsV1.Form.State {
  init(_ state: FormState) {
    self =
      switch state {
      case .scheduled: .scheduled
      case .open: .open
      case .grace: .grace
      case .closed: .closed
      case .frozen: .frozen
      case .published: .published
      }
  }
}

extension FormRecord {
  /// As the contract has it, on a day.
  func wire(on day: Day, _ working: WorkingCalendar, epoch: Int64) -> IndicatorsV1.Form {
    .with {
      $0.name = name
      $0.month = "\(month)"
      $0.title = CommonV1.LocalizedText(title)
      $0.groups = groups.map { group in
        .with {
          $0.bureau = group.bureau.map { AccessScope.office($0.rawValue, of: programme) } ?? ""
          $0.indicators = group.indicators.map(indicator)
        }
      }
      $0.routes = routes.map { route in
        .with {
          $0.zone = zone(route.zone)
          $0.county = route.county.isEmpty ? "" : AccessScope.county(route.county, of: programme)
        }
      }
      $0.opensOn = "\(opensOn)"
      $0.dueOn = "\(dueOn)"
      $0.graceWorkingDays = Int32(clamping: graceWorkingDays)
      $0.extensions = extensions.map { own in
        .with {
          $0.zone = zone(own.zone)
          $0.until = "\(own.until)"
          $0.reason = own.reason
          $0.grantedBy = own.by.wire
        }
      }
      $0.state = IndicatorsV1.Form.State(state(on: day, working))
      $0.lock = lock(on: day, working).map(wire)
      $0.frozenAt = frozenAt.map { sequence in
        .with {
          $0.epoch = epoch
          $0.sequence = sequence
        }
      }
      $0.recordedIn = CommonV1.DataVersion(epoch: epoch, sequence: revision)
      $0.etag = etag
      $0.releases = releases.map { own in
        .with {
          $0.indicator = indicator(own.indicator)
          $0.releasedOn = "\(own.day)"
          $0.publication = own.publication
          $0.releasedBy = own.by.wire
        }
      }
      $0.withoutZones = without.map(zone)
      $0.bulletin = bulletin
      $0.demonstration = isDemonstration
    }
  }

  private func indicator(_ key: IndicatorKey) -> String { ResourcePattern.indicator.name(programme, key.rawValue) }
  private func zone(_ key: ZoneKey) -> String { ResourcePattern.zone.name(programme, key.rawValue) }
}

extension FormRecord {
  /// A new form; notes every fault by its path. Where none are named, it asks the zones of `group` that stand in its
  /// month, all that stand where there is no group, for the indicators of the year's set among `sets`.
  init?(
    _ wire: IndicatorsV1.Form, id: String, catalogue: Catalogue, sets: [IndicatorSetRecord], group: ZoneGroup?,
    _ faults: inout FieldFaults
  ) {
    let programme = catalogue.programme.id
    let month = faults.month("form.month", wire.month)
    let title = faults.text("form.title", wire.title)
    let opens = faults.day("form.opens_on", wire.opensOn)
    let due = faults.day("form.due_on", wire.dueOn)
    let set = month.flatMap { month in sets.first { $0.year == month.year } }
    let groups = faults.groups(wire.groups, catalogue, set, in: month)
    let routes = faults.routes(wire.routes, catalogue, in: month)
    if wire.groups.isEmpty, set == nil { faults.add("form.groups", "FIELD_REQUIRED", zh: "必填。", en: "is required.") }
    guard let month, let title, let opens, let due else { return nil }
    self.init(
      programme: programme, id: id, month: month, title: title,
      groups: wire.groups.isEmpty ? set.map { catalogue.asked(of: $0, in: month) } ?? [] : groups,
      routes: wire.routes.isEmpty ? catalogue.routes(in: month, group) : routes, opensOn: opens, dueOn: due,
      graceWorkingDays: Int(wire.graceWorkingDays), isDemonstration: wire.demonstration)
    if due < opens {
      faults.add("form.due_on", "WINDOW_ORDER", zh: "不能早于opens_on。", en: "must not lie before opens_on.")
    }
    if !FormWindow.allows(grace: graceWorkingDays) {
      faults.add(
        "form.grace_working_days", "GRACE_INVALID", zh: "应为0至\(FormWindow.graceMax)个工作日。",
        en: "must be 0 to \(FormWindow.graceMax) working days.")
    }
    if wire.groups.isEmpty, set != nil, self.groups.isEmpty {
      faults.add(
        "form.groups", "FIELD_REQUIRED", zh: "必填：指标集内没有该月仍在报送的指标。",
        en: "is required: the indicator set has none that is still asked for in the month.")
    }
    if routes.isEmpty && self.routes.isEmpty {
      faults.add("form.routes", "FIELD_REQUIRED", zh: "该月没有存续的开发区。", en: "is required: no zone stands in the month.")
    }
  }
}

extension FieldFaults {
  fileprivate mutating func groups(
    _ wire: [IndicatorsV1.Form.Group], _ catalogue: Catalogue, _ set: IndicatorSetRecord?, in month: Month?
  ) -> [SubmissionRoute.Group] {
    let programme = catalogue.programme.id
    let asked = set?.indicators
    var seen: Set<String> = []
    return wire.enumerated().map { index, group in
      let field = "form.groups[\(index)]"
      if group.indicators.isEmpty { add("\(field).indicators", "FIELD_REQUIRED", zh: "必填。", en: "is required.") }
      let bureau = group.bureau.isEmpty ? nil : name("\(field).bureau", group.bureau, .office, of: programme)
      let indicators = group.indicators.enumerated().compactMap { place, text -> String? in
        let own = "\(field).indicators[\(place)]"
        guard let id = name(own, text, .indicator, of: programme) else { return nil }
        let record = catalogue.indicator(id)
        if record == nil { add(own, "UNKNOWN_INDICATOR", zh: "没有此指标。", en: "does not exist.") }
        if let month { outOfTime(own, record?.indicator.outOfTime(in: month)) }
        if !seen.insert(id).inserted { add(own, "DUPLICATE", zh: "重复。", en: "comes twice.") }
        if let set, asked?.contains(IndicatorKey(id)) == false {
          add(own, "NOT_IN_SET", zh: "不在\(set.year)年指标集内。", en: "is not in the indicator set of \(set.year).")
        }
        return id
      }
      return SubmissionRoute.Group(
        bureau: bureau.map { OfficeKey($0) }, indicators: indicators.map { IndicatorKey($0) })
    }
  }

  fileprivate mutating func routes(
    _ wire: [IndicatorsV1.Form.RouteMessage], _ catalogue: Catalogue, in month: Month?
  ) -> [FormRecord.Route] {
    let programme = catalogue.programme.id
    distinct(wire.map(\.zone)) { "form.routes[\($0)].zone" }
    let routes = wire.enumerated().compactMap { index, route -> (Int, FormRecord.Route)? in
      let field = "form.routes[\(index)]"
      let county = route.county.isEmpty ? "" : name("\(field).county", route.county, .county, of: programme)
      guard let id = name("\(field).zone", route.zone, .zone, of: programme) else { return nil }
      guard let zone = catalogue.zone(id) else {
        add("\(field).zone", "UNKNOWN_ZONE", zh: "没有此开发区。", en: "does not exist.")
        return nil
      }
      if zone.isCity {
        add(
          "\(field).zone", "CITY_IS_NO_ZONE", zh: "全市不是开发区，不用报表填报。",
          en: "is the whole city, which no form asks.")
      }
      if let month { outOfTime("\(field).zone", zone.zone.outOfTime(in: month)) }
      return (zone.protocolOrder, FormRecord.Route(zone: ZoneKey(id), county: county ?? ""))
    }
    return routes.sorted { ($0.0, $0.1.zone) < ($1.0, $1.1.zone) }.map(\.1)
  }
}

extension Catalogue {
  /// What a year's set asks for in a month: of what is reported then.
  fileprivate func asked(of set: IndicatorSetRecord, in month: Month) -> [SubmissionRoute.Group] {
    set.groups.map { group in
      let asked = group.indicators.filter { indicator($0.rawValue)?.isReported(in: month) ?? true }
      return SubmissionRoute.Group(bureau: group.bureau, indicators: asked)
    }.filter { !$0.indicators.isEmpty }
  }

  /// The zones that stand at a month's end, each with the county that it then belongs to.
  fileprivate func routes(in month: Month, _ group: ZoneGroup?) -> [FormRecord.Route] {
    let wanted = group?.zones(on: month.lastDay)
    return standing(in: month).filter { wanted?.contains($0) ?? true }.map { key in
      FormRecord.Route(zone: key, county: zone(key.rawValue)?.attributes(on: month.lastDay)?.countyCode ?? "")
    }
  }
}
