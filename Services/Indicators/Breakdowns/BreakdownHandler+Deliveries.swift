import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

extension BreakdownHandler {
  func reportDeliveries(
    _ request: IndicatorsV1.ReportDeliveriesRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ReportDeliveriesResponse {
    var faults = FieldFaults()
    let named = faults.breakdown("name", request.name)
    let month = faults.month("month", request.month)
    let subjects = faults.subjects(of: request.deliveries, programme: named?.programme)
    let key = try faults.checked(named)
    guard let month else { throw faults.unchecked }
    return try await store.write(
      request, IndicatorsV1.BreakdownServiceMethods.reportDeliveries, resource: key.breakdownName,
      requestID: request.requestId,
      call: call
    ) { transaction in
      guard let record = try BreakdownStore.find(key, in: transaction),
        let zone = try ZoneStore.find(key.programme, key.zone, in: transaction)
      else { throw Failure.notFound(key.breakdownName) }
      let actor = Signature(call, about: zone, at: transaction.time)
      var faults = FieldFaults()
      var news: [(kind: Breakdown.Kind, subject: String, report: DeliveryRecord)] = []
      for (index, delivery) in request.deliveries.enumerated() {
        let (kind, subject) = subjects[index]
        let reports = try DeliveryStore.reports(key, kind, subject, in: transaction)
        faults.check(delivery, "deliveries[\(index)]", kind, subject, month, record.breakdown, reports)
        let kept = reports[month]
        if kept?.cumulative.units == delivery.cumulative && kept?.note == delivery.note { continue }
        let report = DeliveryRecord(
          cumulative: Amount(delivery.cumulative), note: delivery.note, reportedBy: actor)
        news.append((kind, subject, report))
      }
      try faults.check()
      if !request.validateOnly {
        for new in news { try DeliveryStore.put(new.report, key, new.kind, new.subject, month, in: transaction) }
      }
      return transaction.reply(changed: !news.isEmpty, validateOnly: request.validateOnly) { version in
        .with {
          $0.changed = Int32(clamping: news.count)
          $0.version = version
        }
      }
    }
  }

  func listDeliverables(
    _ request: IndicatorsV1.ListDeliverablesRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ListDeliverablesResponse {
    var faults = FieldFaults()
    let zone = ResourcePattern.zone.match(request.parent)
    let programme = zone?.first ?? faults.name("parent", request.parent, .programme)?.first
    let asked = faults.deliverySubject("subject", request.subject, programme: programme)
    let month = faults.month("month", request.month)
    let query = ListQuery(
      request, bound: [request.parent, request.subject, request.month], BreakdownLists.deliverables, default: 100,
      max: 1_000, &faults)
    let masked = ReadMask(request.readMask, BreakdownLists.deliverableMask, &faults)
    let subject = try faults.checked(asked)
    guard let programme, let month else { throw faults.unchecked }
    let found = try await store.read(at: query.point(request.read), call: call) { transaction in
      let page = try DeliveryStore.page(programme, zone: zone?.last, subject, month, query, in: transaction)
      guard let catalogue = try catalogues.find(programme, in: transaction) else {
        throw Failure.notFound(ResourcePattern.programme.name(programme))
      }
      return (page, RateWriter(catalogue, FigureBook()))
    }
    let (page, rates) = found.value
    let deliverables = try page.items.map { masked(try $0.wire(rates)) }
    return .with {
      $0.deliverables = deliverables
      $0.nextPageToken = page.nextToken
      $0.version = found.version
    }
  }
}

extension FieldFaults {
  /// The kind and id of a project, enterprise or person, by its name.
  private mutating func subject(
    _ field: String, _ text: String, programme: String?
  ) -> (kind: Breakdown.Kind, id: String)? {
    let kind = Breakdown.Kind.allCases.first { $0.pattern.match(text) != nil }
    guard let kind, let id = name(field, text, kind.pattern, of: programme) else {
      if kind == nil {
        add(
          field, "NAME_INVALID", zh: "“\(text)”应为项目、企业或责任人的名称。",
          en: "\"\(text)\" should be the name of a project, enterprise or person.")
      }
      return nil
    }
    return (kind, id)
  }

  fileprivate mutating func subjects(
    of deliveries: [IndicatorsV1.DeliveryReport], programme: String?
  ) -> [(kind: Breakdown.Kind, id: String)] {
    if !(1...1_000).contains(deliveries.count) {
      add("deliveries", "COUNT_INVALID", zh: "应为1至1000个。", en: "must be 1 to 1,000.")
    }
    distinct(deliveries.map(\.subject)) { "deliveries[\($0)].subject" }
    return deliveries.enumerated().compactMap { index, delivery in
      subject("deliveries[\(index)].subject", delivery.subject, programme: programme)
    }
  }

  /// Of whom deliverables are asked.
  fileprivate mutating func deliverySubject(
    _ field: String, _ text: String, programme: String?
  ) -> DeliverySubject? {
    if ResourcePattern.zone.match(text) != nil {
      return name(field, text, .zone, of: programme).map { .zone($0) }
    }
    return subject(field, text, programme: programme).map { .leaf($0.kind, $0.id) }
  }

  /// Whether a delivery is a leaf's of the month, and does not fall against other months without a word.
  fileprivate mutating func check(
    _ delivery: IndicatorsV1.DeliveryReport, _ field: String, _ kind: Breakdown.Kind, _ subject: String,
    _ month: Month, _ breakdown: Breakdown, _ reports: [Month: DeliveryRecord]
  ) {
    let node = breakdown.nodes.first { $0.month == month }
    if node?.partition(kind)?.leaf(subject) == nil {
      add(
        "\(field).subject", "SUBJECT_UNKNOWN", zh: "\(month.chineseText)的现行分解没有“\(delivery.subject)”。",
        en: "the version in force has no \"\(delivery.subject)\" in \(month).")
    }
    let value = Amount(delivery.cumulative)
    let falls = reports.contains { other, report in
      other < month && value < report.cumulative || other > month && value > report.cumulative
    }
    if falls && delivery.note.isEmpty {
      add(
        "\(field).note", "DELIVERY_FELL", zh: "累计数低于前期或高于后期已报数，请说明原因。",
        en: "the value falls against another month's: say why.")
    }
  }
}

extension DeliverableRecord {
  fileprivate func wire(_ rates: RateWriter) throws -> IndicatorsV1.Deliverable {
    let delivery = Delivery(due: leaf.cumulative, delivered: delivered)
    let short = try delivery.short()
    return .with {
      $0.breakdown = key.breakdownName
      $0.month = "\(month)"
      $0.kind = kind?.wire ?? .unspecified
      $0.leaf = leaf.wire(kind?.pattern ?? .zone, key.programme)
      $0.dueThisMonth = added.units
      $0.delivered = delivered?.units
      $0.completion = rates.published(delivery.completion)
      $0.short = short?.units
      $0.note = report?.note ?? ""
      $0.reportedBy = report?.reportedBy.wire
    }
  }
}
