import Chassis
import Domain
import Storage

extension SubmissionRecord {
  /// The columns of the submission's own row, past its key.
  var row: [SQLValue] {
    [
      .text(workflow.leg.rawValue), SQLValue(workflow.isReviewed),
      TextList.value(workflow.agreed.map(\.rawValue).sorted()), SQLValue(workflow.isLookedAt),
      SQLValue(workflow.revision), TextList.value((workflow.revised ?? []).map(\.rawValue).sorted()),
      SQLValue(workflow.answerBy),
      TextList.value(workflow.duties.map { "\($0.value.rawValue) \($0.key)" }.sorted()), .integer(revision),
    ]
  }

  /// Reads the submission's own row; its remarks are read already.
  mutating func read(_ row: SQLRow) throws {
    guard let leg = SubmissionWorkflow.Leg(rawValue: try row.text("leg")) else {
      throw StorageError.column("leg", expected: "a known word")
    }
    let revisionNumber = Int(try row.integer("revision_number"))
    let revised = TextList.texts(try row.text("revised")).map { IndicatorKey($0) }
    workflow = SubmissionWorkflow(
      route: workflow.route, leg: leg, isReviewed: try row.flag("reviewed"),
      agreed: Set(TextList.texts(try row.text("agreed")).map { OfficeKey($0) }),
      isLookedAt: try row.flag("looked_at"), revision: revisionNumber,
      revised: revisionNumber > 1 ? Set(revised) : nil, answerBy: try row.dayIfPresent("answer_by"),
      unanswered: Set(remarks.filter(\.answer.isEmpty).map(\.indicator)), duties: try Self.duties(row.text("duties")))
    revision = try row.integer("revision")
  }

  /// Reads what one of its cells held when it was sent in the time before.
  mutating func readBefore(_ row: SQLRow) throws {
    let indicator = IndicatorKey(try row.text("indicator"))
    guard let index = cells.firstIndex(where: { $0.indicator == indicator }) else { return }
    cells[index].submittedBefore = try Values(row: row, "before")
  }

  private static func duties(_ column: String) throws -> [String: Duty] {
    var duties: [String: Duty] = [:]
    for text in TextList.texts(column) {
      let words = text.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let duty = Duty(rawValue: String(words[0])) else {
        throw StorageError.column("duties", expected: "known words and names")
      }
      duties[String(words[1])] = duty
    }
    return duties
  }
}

extension SubmissionRecord.Values {
  fileprivate var row: [SQLValue] { [SQLValue(cumulative), SQLValue(base), SQLValue(growth)] }

  fileprivate init(row: SQLRow, _ prefix: String) throws {
    self.init(
      cumulative: try row.integerIfPresent("\(prefix)_value").map { Amount($0) },
      base: try row.integerIfPresent("\(prefix)_base").map { Amount($0) },
      growth: try row.integerIfPresent("\(prefix)_growth"))
  }
}

extension SubmissionRecord.Cell {
  var row: [SQLValue] {
    let numbers = reported.row + (verification?.values ?? .init()).row + (lastSubmitted ?? .init()).row
    let words: [SQLValue] = [
      SQLValue(lastSubmitted != nil), .text(explanation), SQLValue(expectedNextMonth), SQLValue(expectedYearEnd),
      SQLValue(verification != nil), .text(verification?.reason ?? ""), .text(verification?.evidence ?? ""),
    ]
    return [.text(indicator.rawValue)] + numbers + words + (verification?.by ?? Signature.nobody).values
  }

  /// The row of what was sent in the time before; nil: nothing was.
  var rowBefore: [SQLValue]? { submittedBefore.map { [.text(indicator.rawValue)] + $0.row } }

  init(row: SQLRow) throws {
    self.init(
      indicator: IndicatorKey(try row.text("indicator")), reported: try .init(row: row, "reported"),
      verification: try row.flag("is_verified")
        ? .init(
          values: try .init(row: row, "verified"), reason: try row.text("verified_reason"),
          evidence: try row.text("verified_evidence"), by: try Signature(row: row)) : nil,
      lastSubmitted: try row.flag("was_submitted") ? try .init(row: row, "submitted") : nil,
      explanation: try row.text("explanation"), expectedNextMonth: try row.integerIfPresent("expected_next_month"),
      expectedYearEnd: try row.integerIfPresent("expected_year_end"))
  }
}

extension SubmissionRecord.Remark {
  var row: [SQLValue] { [.text(indicator.rawValue), .text(text), .text(answer)] + by.values }

  init(row: SQLRow) throws {
    self.init(
      indicator: IndicatorKey(try row.text("indicator")), text: try row.text("remark"), by: try Signature(row: row),
      answer: try row.text("answer"))
  }
}

extension SubmissionRecord.CheckFinding {
  var row: [SQLValue] {
    let own: [SQLValue] = [
      .text(id), .text(reason), .text(rule), .text(indicator.rawValue), SQLValue(isHard), SQLValue(isExplainable),
      .text(text.zh), .text(text.en), SQLValue(suggestion), SQLValue(acceptedBy != nil),
    ]
    return own + (acceptedBy ?? Signature.nobody).values
  }

  init(row: SQLRow) throws {
    self.init(
      id: try row.text("id"), reason: try row.text("reason"), rule: try row.text("rule"),
      indicator: IndicatorKey(try row.text("indicator")), isHard: try row.flag("hard"),
      isExplainable: try row.flag("explainable"), text: try row.bilingual("text"),
      suggestion: try row.integerIfPresent("suggestion").map { Amount($0) },
      acceptedBy: try row.flag("accepted") ? try Signature(row: row) : nil)
  }
}

extension SubmissionRecord.Countersignature {
  var row: [SQLValue] { [.text(bureau.rawValue), .text(remark)] + by.values }

  init(row: SQLRow) throws {
    self.init(
      bureau: OfficeKey(try row.text("bureau")), remark: try row.text("remark"), by: try Signature(row: row))
  }
}

extension SubmissionRecord.Receipt {
  init(row: SQLRow) throws {
    self.init(
      ordinal: Int(try row.integer("ordinal")), receivedAt: try row.integer("received_at"),
      digest: try row.blob("digest"), version: try row.integer("version"))
  }
}

extension SubmissionRecord.Step {
  var row: [SQLValue] { [.text(kind.rawValue), .text(from.rawValue), .text(to.rawValue), .text(reason)] + by.values }

  init(row: SQLRow) throws {
    guard let kind = Kind(rawValue: try row.text("kind")),
      let from = SubmissionState(rawValue: try row.text("from_state")),
      let to = SubmissionState(rawValue: try row.text("to_state"))
    else { throw StorageError.column("kind, from_state, to_state", expected: "known words") }
    self.init(kind: kind, from: from, to: to, reason: try row.text("reason"), by: try Signature(row: row))
  }
}

extension SubmissionRecord.Publication {
  var row: [SQLValue] { [.text(indicator.rawValue), SQLValue(revision)] + values.row + [.text(bulletin)] }

  init(row: SQLRow) throws {
    self.init(
      indicator: IndicatorKey(try row.text("indicator")), revision: Int(try row.integer("revision_number")),
      values: try .init(row: row, "published"), bulletin: try row.text("bulletin"))
  }
}
