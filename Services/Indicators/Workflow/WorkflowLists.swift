import Chassis
import WireTupo

/// The parts of forms and submissions that a watcher is told of.
enum WorkflowLists {
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
    "demonstration": { $0.demonstration = $1.demonstration },
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
