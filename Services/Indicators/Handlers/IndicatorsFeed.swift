import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// What the indicators service's feed tells.
enum IndicatorsFeed {
  static let tables = WatchedTables(
    programme, zone, indicator, target, threshold, figure, person, form, submission)

  private static let programme = WatchedTables.Kind([
    .whole(CatalogueTables.programme) { ResourcePattern.programme.name(try $0.text("id")) },
    .part(CatalogueTables.clause) { ResourcePattern.programme.name(try $0.text("programme")) },
  ]) { name, transaction in
    try ResourcePattern.programme.match(name).flatMap { try ProgrammeStore.find($0[0], in: transaction)?.wire }
  }

  private static let zone = WatchedTables.Kind([
    .whole(CatalogueTables.zone) { ResourcePattern.zone.name(try $0.text("programme"), try $0.text("id")) },
    .part(CatalogueTables.zoneAttributes) {
      ResourcePattern.zone.name(try $0.text("programme"), try $0.text("zone"))
    },
  ]) { name, transaction in
    try ResourcePattern.zone.match(name).flatMap { try ZoneStore.find($0[0], $0[1], in: transaction)?.wire }
  }

  private static let indicator = WatchedTables.Kind([
    .whole(CatalogueTables.indicator) { ResourcePattern.indicator.name(try $0.text("programme"), try $0.text("id")) }
  ]) { name, transaction in
    try ResourcePattern.indicator.match(name).flatMap { try IndicatorStore.find($0[0], $0[1], in: transaction)?.wire }
  }

  private static let target = WatchedTables.Kind([
    .whole(CatalogueTables.target) {
      let id = "\(try $0.text("indicator"))-\(try $0.integer("year"))"
      return ResourcePattern.target.name(try $0.text("programme"), try $0.text("zone"), id)
    }
  ]) { name, transaction -> IndicatorsV1.Target? in
    guard let ids = ResourcePattern.target.match(name), let dash = ids[2].lastIndex(of: "-"),
      let year = Int64(ids[2][dash...].dropFirst())
    else { return nil }
    let key: [SQLValue] = [.text(ids[0]), .text(ids[1]), .text(String(ids[2][..<dash])), .integer(year)]
    return try TargetStore.find(key, in: transaction)?.wire
  }

  private static let threshold = WatchedTables.Kind([
    .whole(CatalogueTables.threshold) { ResourcePattern.threshold.name(try $0.text("programme"), try $0.text("id")) }
  ]) { name, transaction in
    try ResourcePattern.threshold.match(name).flatMap {
      try TargetStore.threshold($0[0], $0[1], in: transaction)?.wire
    }
  }

  private static let figure = WatchedTables.Kind([
    .whole(FigureTables.figure) {
      let month = Month(index: Int32(truncatingIfNeeded: try $0.integer("month")))
      let key = FigureKey(
        zone: ZoneKey(try $0.text("zone")), indicator: IndicatorKey(try $0.text("indicator")), month: month)
      return key.name(in: try $0.text("programme"))
    }
  ]) { name, transaction -> IndicatorsV1.Figure? in
    var faults = FieldFaults()
    guard let (programme, key) = faults.figureName("name", name) else { return nil }
    let record = try FigureStore.find(programme, key, in: transaction)
    return record?.wire(programme: programme, epoch: transaction.version.epoch)
  }

  /// Without the contact: the feed carries no personal data.
  private static let person = WatchedTables.Kind([
    .whole(PersonTables.person) { ResourcePattern.person.name(try $0.text("programme"), try $0.text("id")) },
    .part(PersonTables.post) { ResourcePattern.person.name(try $0.text("programme"), try $0.text("person")) },
  ]) { name, transaction in
    try ResourcePattern.person.match(name).flatMap {
      try PersonStore.find($0[0], $0[1], named: name, in: transaction)?.wire(epoch: transaction.version.epoch)
    }
  }

  private static let form = WatchedTables.Kind([
    .whole(WorkflowTables.form) { ResourcePattern.form.name(try $0.text("programme"), try $0.text("id")) },
    .part(WorkflowTables.formGroup, formName), .part(WorkflowTables.formRoute, formName),
    .part(WorkflowTables.formExtension, formName), .part(WorkflowTables.formRelease, formName),
  ]) { name, transaction -> IndicatorsV1.Form? in
    guard let ids = ResourcePattern.form.match(name), let programme = try ProgrammeStore.find(ids[0], in: transaction)
    else { return nil }
    return try FormStore.find(ids[0], ids[1], in: transaction)?.wire(
      on: .today, programme.calendar, epoch: transaction.version.epoch)
  }

  private static let formName = { @Sendable (row: EffectKey) throws -> String in
    ResourcePattern.form.name(try row.text("programme"), try row.text("form"))
  }

  private static let submission = WatchedTables.Kind(
    [.whole(WorkflowTables.submission, submissionName)]
      + [
        WorkflowTables.cell, WorkflowTables.remark, WorkflowTables.finding, WorkflowTables.countersignature,
        WorkflowTables.step, WorkflowTables.publication,
      ].map { .part($0, submissionName) }
  ) { name, transaction -> IndicatorsV1.Submission? in
    guard let ids = ResourcePattern.submission.match(name) else { return nil }
    return try SubmissionCase.find(ids[0], zone: ids[1], form: ids[2], on: .today, in: transaction)?.wire(
      epoch: transaction.version.epoch)
  }

  private static let submissionName = { @Sendable (row: EffectKey) throws -> String in
    ResourcePattern.submission.name(try row.text("programme"), try row.text("zone"), try row.text("form"))
  }
}
