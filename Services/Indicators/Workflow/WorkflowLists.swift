import Chassis
import Domain
import Storage
import Wire
import WireTupo

/// By what forms, submissions and reminders are filtered and ordered, and which parts of them may be asked for. Where
/// they stand follows from the calendar beside what is kept, so that they are listed at hand.
enum WorkflowLists {
  static let forms = ListFields(
    [
      ListField("name", .resource(.form), column: "id"), ListField("month", .month),
      ListField("title.zh", .text, column: "title_zh"), ListField("title.en", .text, column: "title_en"),
      ListField("opens_on", .day), ListField("due_on", .day), ListField("grace_working_days", .integer),
      ListField(
        "state",
        .choice(
          FormState.allCases.map { state in
            let wire = IndicatorsV1.Form.State(state)
            return (word: wire.name ?? "", value: SQLValue(wire.rawValue))
          })), ListField("bulletin", .text), ListField("demonstration", .flag),
    ], order: ["month desc"], unique: ["id"])

  static func formColumns(on today: Day, _ working: WorkingCalendar) -> [String: ListQuery.Column<FormRecord>] {
    [
      "id": { .text($0.id) }, "month": { SQLValue($0.month) }, "title_zh": { .text($0.title.zh) },
      "title_en": { .text($0.title.en) }, "opens_on": { SQLValue($0.opensOn) }, "due_on": { SQLValue($0.dueOn) },
      "grace_working_days": { SQLValue($0.graceWorkingDays) },
      "state": { SQLValue(IndicatorsV1.Form.State($0.state(on: today, working)).rawValue) },
      "bulletin": { .text($0.bulletin) }, "demonstration": { SQLValue($0.isDemonstration) },
    ]
  }

  static let submissions = ListFields(
    [
      ListField("zone", .resource(.zone)), ListField("county", .resource(.county)),
      ListField(
        "state",
        .choice(
          SubmissionState.allCases.map { state in
            let wire = IndicatorsV1.SubmissionState(state)
            return (word: wire.name ?? "", value: SQLValue(wire.rawValue))
          })), ListField("revision", .integer), ListField("answer_by", .day, isOptional: true),
      ListField("working_days_late", .integer, isOptional: true), ListField("open_findings", .integer),
      ListField("demonstration", .flag),
    ], order: [ListQuery.placeColumn], unique: ["zone"])

  static let submissionColumns: [String: ListQuery.Column<SubmissionCase>] = [
    "zone": { .text($0.route.zone.rawValue) }, "county": { .text($0.route.county) },
    "state": { SQLValue(IndicatorsV1.SubmissionState($0.record.workflow.state).rawValue) },
    "revision": { SQLValue($0.record.workflow.revision) }, "answer_by": { SQLValue($0.record.workflow.answerBy) },
    "working_days_late": { SQLValue($0.workingDaysLate.map(Int64.init)) },
    "open_findings": { SQLValue($0.record.findings.count { $0.acceptedBy == nil }) },
    "demonstration": { SQLValue($0.form.isDemonstration) },
  ]

  static let reminders = ListFields(
    [
      ListField("zone", .resource(.zone)), ListField("person", .resource(.person), isOptional: true),
      ListField("working_days_late", .integer), ListField("missing_indicators", .resources(.indicator)),
    ], order: [ListQuery.placeColumn], unique: ["zone"])

  static let reminderMask: [String: ReadMask<IndicatorsV1.Reminder>.Copy] = [
    "zone": { $0.zone = $1.zone }, "person": { $0.person = $1.person }, "telephone": { $0.telephone = $1.telephone },
    "missing_indicators": { $0.missingIndicators = $1.missingIndicators },
    "working_days_late": { $0.workingDaysLate = $1.workingDaysLate }, "message": { $0.message = $1.message },
    "deputies": { $0.deputies = $1.deputies },
  ]

  /// Of a form.
  static let formMask: [String: ReadMask<IndicatorsV1.Form>.Copy] = [
    "name": { $0.name = $1.name }, "month": { $0.month = $1.month }, "title": { $0.title = $1.title },
    "groups": { $0.groups = $1.groups }, "routes": { $0.routes = $1.routes },
    "opens_on": { $0.opensOn = $1.opensOn }, "due_on": { $0.dueOn = $1.dueOn },
    "grace_working_days": { $0.graceWorkingDays = $1.graceWorkingDays },
    "extensions": { $0.extensions = $1.extensions }, "state": { $0.state = $1.state },
    "frozen_at": { $0.frozenAt = $1.frozenAt }, "recorded_in": { $0.recordedIn = $1.recordedIn },
    "etag": { $0.etag = $1.etag }, "releases": { $0.releases = $1.releases },
    "without_zones": { $0.withoutZones = $1.withoutZones }, "bulletin": { $0.bulletin = $1.bulletin },
    "demonstration": { $0.demonstration = $1.demonstration }, "lock": { $0.lock = $1.lock },
  ]

  /// Of a submission.
  static let submissionMask: [String: ReadMask<IndicatorsV1.Submission>.Copy] = [
    "name": { $0.name = $1.name }, "form": { $0.form = $1.form }, "state": { $0.state = $1.state },
    "revision": { $0.revision = $1.revision }, "cells": { $0.cells = $1.cells },
    "findings": { $0.findings = $1.findings }, "countersignatures": { $0.countersignatures = $1.countersignatures },
    "receipts": { $0.receipts = $1.receipts }, "steps": { $0.steps = $1.steps }, "locks": { $0.locks = $1.locks },
    "demonstration": { $0.demonstration = $1.demonstration }, "recorded_in": { $0.recordedIn = $1.recordedIn },
    "etag": { $0.etag = $1.etag }, "answer_by": { $0.answerBy = $1.answerBy },
    "revised_indicators": { $0.revisedIndicators = $1.revisedIndicators },
    "working_days_late": { $0.workingDaysLate = $1.workingDaysLate }, "scans": { $0.scans = $1.scans },
  ]
}
