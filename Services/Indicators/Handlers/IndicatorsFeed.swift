import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// What the indicators service's feed tells.
enum IndicatorsFeed {
  static let tables = WatchedTables(
    programme, zone, indicator, target, threshold, succession, checkRule, figure, person, breakdown, form, submission,
    zoneGroup, indicatorSet, delegation, enterprise)

  private static let programme = WatchedTables.Kind(
    [
      .whole(CatalogueTables.programme) { ResourcePattern.programme.name(try $0.text("id")) },
      .part(CatalogueTables.clause) { ResourcePattern.programme.name(try $0.text("programme")) },
    ], fields: CatalogueLists.programmeMask
  ) { name, transaction in
    try ResourcePattern.programme.match(name).flatMap { try ProgrammeStore.find($0[0], in: transaction)?.wire }
  }

  private static let zone = WatchedTables.Kind(
    [
      .whole(CatalogueTables.zone) { ResourcePattern.zone.name(try $0.text("programme"), try $0.text("id")) },
      .part(CatalogueTables.zoneAttributes) {
        ResourcePattern.zone.name(try $0.text("programme"), try $0.text("zone"))
      },
      .part(AliasTables.zoneAlias) { ResourcePattern.zone.name(try $0.text("programme"), try $0.text("zone")) },
    ], fields: CatalogueLists.zoneMask
  ) { name, transaction in
    try ResourcePattern.zone.match(name).flatMap { try ZoneStore.find($0[0], $0[1], in: transaction)?.wire }
  }

  private static let indicator = WatchedTables.Kind(
    [
      .whole(CatalogueTables.indicator) { ResourcePattern.indicator.name(try $0.text("programme"), try $0.text("id")) },
      .part(TerritoryTables.definition, indicatorName), .part(SelectionTables.indicatorSource, indicatorName),
      .part(AliasTables.indicatorAlias, indicatorName),
    ], fields: CatalogueLists.indicatorMask
  ) { name, transaction in
    try ResourcePattern.indicator.match(name).flatMap { try IndicatorStore.find($0[0], $0[1], in: transaction)?.wire }
  }

  private static let indicatorName = { @Sendable (row: EffectKey) throws -> String in
    ResourcePattern.indicator.name(try row.text("programme"), try row.text("indicator"))
  }

  private static let target = WatchedTables.Kind(
    [.whole(CatalogueTables.target) { try TargetKey(effect: $0).name }], fields: TargetLists.targetMask
  ) { name, transaction in
    try TargetKey(target: name).flatMap { try TargetStore.find($0.values, in: transaction)?.wire }
  }

  /// Its versions' rows are written with the row that puts them in force.
  private static let breakdown = WatchedTables.Kind(
    [.whole(BreakdownTables.breakdown) { try TargetKey(effect: $0).breakdownName }], fields: BreakdownLists.mask
  ) { name, transaction -> IndicatorsV1.Breakdown? in
    guard let key = TargetKey(breakdown: name), let record = try BreakdownStore.find(key, in: transaction) else {
      return nil
    }
    let annual = try DivisibleTarget.annual(of: key, in: transaction)
    return record.wire(annual: annual, epoch: transaction.version.epoch)
  }

  private static let threshold = WatchedTables.Kind(
    [
      .whole(CatalogueTables.threshold) { ResourcePattern.threshold.name(try $0.text("programme"), try $0.text("id")) }
    ], fields: TargetLists.thresholdMask
  ) { name, transaction in
    try ResourcePattern.threshold.match(name).flatMap {
      try TargetStore.threshold($0[0], $0[1], in: transaction)?.wire
    }
  }

  private static let succession = WatchedTables.Kind(
    [
      .whole(TerritoryTables.succession) {
        ResourcePattern.succession.name(try $0.text("programme"), try $0.text("id"))
      }
    ], fields: CatalogueLists.successionMask
  ) { name, transaction in
    try ResourcePattern.succession.match(name).flatMap {
      try SuccessionStore.find($0[0], $0[1], in: transaction)?.wire
    }
  }

  private static let zoneGroup = WatchedTables.Kind(
    [
      .whole(SelectionTables.zoneGroup) {
        ResourcePattern.zoneGroup.name(try $0.text("programme"), try $0.text("id"))
      },
      .part(SelectionTables.zoneGroupMember) {
        ResourcePattern.zoneGroup.name(try $0.text("programme"), try $0.text("zone_group"))
      },
    ], fields: CatalogueLists.zoneGroupMask
  ) { name, transaction in
    try ResourcePattern.zoneGroup.match(name).flatMap { try ZoneGroupStore.find($0[0], $0[1], in: transaction)?.wire }
  }

  private static let indicatorSet = WatchedTables.Kind(
    [
      .whole(SelectionTables.indicatorSet) {
        ResourcePattern.indicatorSet.name(try $0.text("programme"), "\(try $0.integer("year"))")
      },
      .part(SelectionTables.indicatorSetGroup) {
        ResourcePattern.indicatorSet.name(try $0.text("programme"), "\(try $0.integer("year"))")
      },
    ], fields: CatalogueLists.indicatorSetMask
  ) { name, transaction in
    guard let ids = ResourcePattern.indicatorSet.match(name), let year = Int(ids[1]) else { return nil }
    return try IndicatorSetStore.find(ids[0], year, in: transaction)?.wire
  }

  private static let checkRule = WatchedTables.Kind(
    [.whole(CheckRuleTables.rule) { ResourcePattern.checkRule.name(try $0.text("programme"), try $0.text("id")) }],
    fields: CheckRuleLists.mask
  ) { name, transaction in
    try ResourcePattern.checkRule.match(name).flatMap {
      try CheckRuleStore.find($0[0], $0[1], in: transaction)?.rule.wire(programme: $0[0])
    }
  }

  private static let figure = WatchedTables.Kind(
    [
      .whole(FigureTables.figure) {
        let month = Month(index: Int32(truncatingIfNeeded: try $0.integer("month")))
        let key = FigureKey(
          zone: ZoneKey(try $0.text("zone")), indicator: IndicatorKey(try $0.text("indicator")), month: month)
        return key.name(in: try $0.text("programme"))
      }
    ], fields: FigureLists.mask
  ) { name, transaction -> IndicatorsV1.Figure? in
    var faults = FieldFaults()
    guard let (programme, key) = faults.figureName("name", name) else { return nil }
    let record = try FigureStore.find(programme, key, in: transaction)
    return record?.wire(programme: programme, epoch: transaction.version.epoch)
  }

  /// Without the contact: the feed carries no personal data.
  private static let person = WatchedTables.Kind(
    [
      .whole(PersonTables.person) { ResourcePattern.person.name(try $0.text("programme"), try $0.text("id")) },
      .part(PersonTables.post) { ResourcePattern.person.name(try $0.text("programme"), try $0.text("person")) },
    ], fields: PersonLists.mask
  ) { name, transaction in
    try ResourcePattern.person.match(name).flatMap {
      try PersonStore.find($0[0], $0[1], named: name, in: transaction)?.wire(epoch: transaction.version.epoch)
    }
  }

  private static let delegation = WatchedTables.Kind(
    [
      .whole(DelegationTables.delegation) {
        ResourcePattern.delegation.name(try $0.text("programme"), try $0.text("id"))
      }
    ], fields: DelegationLists.mask
  ) { name, transaction in
    try ResourcePattern.delegation.match(name).flatMap {
      try DelegationStore.find($0[0], $0[1], in: transaction)?.wire(on: .today, epoch: transaction.version.epoch)
    }
  }

  /// The register only: what single enterprises report is in no feed.
  private static let enterprise = WatchedTables.Kind(
    [
      .whole(EnterpriseTables.enterprise) {
        ResourcePattern.enterprise.name(try $0.text("programme"), try $0.text("id"))
      },
      .part(EnterpriseTables.placement) {
        ResourcePattern.enterprise.name(try $0.text("programme"), try $0.text("enterprise"))
      },
    ], fields: EnterpriseLists.mask
  ) { name, transaction in
    try ResourcePattern.enterprise.match(name).flatMap {
      try EnterpriseStore.find($0[0], $0[1], in: transaction)?.wire(epoch: transaction.version.epoch)
    }
  }

  private static let form = WatchedTables.Kind(
    [
      .whole(WorkflowTables.form) { ResourcePattern.form.name(try $0.text("programme"), try $0.text("id")) },
      .part(WorkflowTables.formGroup, formName), .part(WorkflowTables.formRoute, formName),
      .part(WorkflowTables.formExtension, formName), .part(WorkflowTables.formRelease, formName),
      .part(WorkflowTables.formFreezing, formName),
    ], fields: WorkflowLists.formMask
  ) { name, transaction -> IndicatorsV1.Form? in
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
        WorkflowTables.cell, WorkflowTables.cellBefore, WorkflowTables.remark, WorkflowTables.finding,
        WorkflowTables.countersignature, WorkflowTables.step, WorkflowTables.stepCells, WorkflowTables.publication,
        WorkflowTables.scan,
      ].map { .part($0, submissionName) }, fields: WorkflowLists.submissionMask
  ) { name, transaction -> IndicatorsV1.Submission? in
    guard let ids = ResourcePattern.submission.match(name) else { return nil }
    return try SubmissionCase.find(ids[0], zone: ids[1], form: ids[2], on: .today, in: transaction)?
      .withExpectations(in: transaction).wire(epoch: transaction.version.epoch)
  }

  private static let submissionName = { @Sendable (row: EffectKey) throws -> String in
    ResourcePattern.submission.name(try row.text("programme"), try row.text("zone"), try row.text("form"))
  }
}

extension TargetKey {
  /// Of a row that begins with its columns.
  fileprivate init(effect key: EffectKey) throws(StorageError) {
    self.init(
      programme: try key.text("programme"), zone: try key.text("zone"), indicator: try key.text("indicator"),
      year: Int(try key.integer("year")))
  }
}
