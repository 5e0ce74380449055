import Chassis
import Storage

/// The tables of forms and submissions: projections of the log. `revision` is the version of a record's last change, its
/// parts in other tables included.
enum WorkflowTables {
  static let form = VersionedTable(
    "form", key: [.text("programme"), .text("id")],
    columns: [
      .integer("month"), .text("title_zh"), .text("title_en"), .integer("opens_on"), .integer("due_on"),
      .integer("grace_days"), .integer("demonstration"), .integer("frozen_at").optional, .text("without"),
      .text("bulletin"), .integer("revision"),
    ])

  static let formGroup = VersionedTable(
    "form_group", key: formKey + [.integer("ordinal")], columns: [.text("bureau"), .text("indicators")])

  static let formRoute = VersionedTable(
    "form_route", key: formKey + [.integer("ordinal")], columns: [.text("zone"), .text("county")])

  static let formExtension = VersionedTable(
    "form_extension", key: formKey + [.text("zone")],
    columns: [.integer("until_day"), .text("reason")] + Signature.columns)

  static let formRelease = VersionedTable(
    "form_release", key: formKey + [.text("indicator")],
    columns: [.integer("released_on"), .text("publication")] + Signature.columns)

  /// Who fixed a month's data, for as long as they are.
  static let formFreezing = VersionedTable("form_freezing", key: formKey, columns: Signature.columns)

  static let submission = VersionedTable(
    "submission", key: submissionKey,
    columns: [
      .text("leg"), .integer("reviewed"), .text("agreed"), .integer("looked_at"), .integer("revision_number"),
      .text("revised"), .integer("answer_by").optional, .text("duties"), .integer("revision"),
    ])

  static let cell = VersionedTable(
    "submission_cell", key: submissionKey + [.text("indicator")],
    columns: values("reported") + values("verified") + values("submitted") + [
      .integer("was_submitted"), .text("explanation"), .integer("expected_next_month").optional,
      .integer("expected_year_end").optional, .integer("is_verified"), .text("verified_reason"),
      .text("verified_evidence"),
    ] + Signature.columns)

  /// What cells held when their form was sent in the time before the last; of those that were sent in more than once.
  static let cellBefore = VersionedTable(
    "submission_cell_before", key: submissionKey + [.text("indicator")], columns: values("before"))

  static let remark = VersionedTable(
    "submission_remark", key: submissionKey + [.integer("ordinal")],
    columns: [.text("indicator"), .text("remark"), .text("answer")] + Signature.columns)

  static let finding = VersionedTable(
    "submission_finding", key: submissionKey + [.integer("ordinal")],
    columns: [
      .text("id"), .text("reason"), .text("rule"), .text("indicator"), .integer("hard"), .integer("explainable"),
      .text("text_zh"), .text("text_en"), .integer("suggestion").optional, .integer("accepted"),
    ] + Signature.columns)

  static let countersignature = VersionedTable(
    "submission_countersignature", key: submissionKey + [.integer("ordinal")],
    columns: [.text("bureau"), .text("remark")] + Signature.columns)

  /// In the order of their numbers within a form: the next one is one more than there are.
  static let receipt = VersionedTable(
    "submission_receipt", key: formKey + [.integer("ordinal")],
    columns: [.text("zone"), .integer("received_at"), .blob("digest"), .integer("version")])

  static let step = VersionedTable(
    "submission_step", key: submissionKey + [.integer("ordinal")],
    columns: [.text("kind"), .text("from_state"), .text("to_state"), .text("reason")] + Signature.columns)

  /// The cells that steps were about; of those that tell them.
  static let stepCells = VersionedTable(
    "submission_step_cells", key: submissionKey + [.integer("ordinal")], columns: [.text("indicators")])

  static let publication = VersionedTable(
    "submission_publication", key: submissionKey + [.integer("ordinal")],
    columns: [.text("indicator"), .integer("revision_number")] + values("published") + [.text("bulletin")])

  /// Signatures that were given in another's stead; `zone` is empty for those of the form itself.
  static let standIn = VersionedTable(
    "signature_stand_in", key: submissionKey + [.text("principal"), .integer("signed_at")],
    columns: [.text("delegation"), .text("stands_for")])

  static let scan = VersionedTable(
    "submission_scan", key: submissionKey + [.integer("ordinal")],
    columns: [
      .integer("receipt"), .blob("digest"), .integer("size_bytes"), .text("file_name"), .text("media_type"),
    ] + Signature.columns)

  private static let formKey: [VersionedTable.Column] = [.text("programme"), .text("form")]
  private static let submissionKey: [VersionedTable.Column] = formKey + [.text("zone")]

  /// The columns of a cell's numbers: null is unknown, 0 is zero.
  private static func values(_ prefix: String) -> [VersionedTable.Column] {
    [
      .integer("\(prefix)_value").optional, .integer("\(prefix)_base").optional,
      .integer("\(prefix)_growth").optional,
    ]
  }

  static let migrations = [
    Migration("0005 create form", creating: form, formGroup, formRoute, formExtension, formRelease),
    Migration(
      "0006 create submission", creating: submission, cell, remark, finding, countersignature, receipt, step,
      publication),
    Migration("0007 create signature_stand_in", standIn.createStatements, expands: true),
    Migration("0008 create submission_scan", scan.createStatements, expands: true),
    Migration("0009 create form_freezing", formFreezing.createStatements, expands: true),
    Migration("0010 create submission_cell_before", cellBefore.createStatements, expands: true),
    Migration("0012 create submission_step_cells", stepCells.createStatements, expands: true),
  ]
}
