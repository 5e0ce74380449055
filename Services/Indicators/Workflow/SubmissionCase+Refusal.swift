import Chassis
import Domain
import RPC
import Wire
import WireTupo

extension SubmissionCase {
  /// What a caller is told of a refusal.
  func failure(_ refusal: SubmissionRefusal) -> Failure {
    switch refusal {
    case .notYours(let parties):
      let units = parties.map(name(of:)).joined(separator: ", ")
      return Failure(
        .permissionDenied, "NOT_YOURS", zh: "\(form.titled)的这一步由\(parties.map(unit).joined(separator: "、"))办理。",
        en: "This step of \(name) is taken by \(units).", values: ["resource": name, "units": units])
    case .locked(let lock): return failure(lock)
    case .wrongState(let state):
      return precondition(
        "WRONG_STATE", zh: "\(form.titled)目前为“\(state.text.zh)”，不能办理这一步。",
        en: "\(name) is \(state.text.en): this step cannot be taken now.", values: ["state": state.rawValue])
    case .makerIsChecker(let who, let duty):
      return precondition(
        "MAKER_IS_CHECKER", zh: "\(who)在本轮中已\(duty.text.zh)，不能再办理这一步，请由他人办理。",
        en: "\(who) has \(duty.text.en) in this run already: somebody else must take this step.",
        values: ["principal": who, "duty": duty.rawValue])
    case .untimely(let cells): return untimely(cells)
    case .cellsMissing(let cells):
      return precondition(
        "CELL_MISSING", zh: "未填：\(titles(cells).zh)。", en: "Not filled in: \(titles(cells).en).", cells: cells)
    case .findingsOpen(let ids):
      let found = record.findings.filter { ids.contains($0.id) }
      let zh = found.map { title($0.indicator).zh + "：" + $0.text.zh }.joined()
      let en = found.map { title($0.indicator).en + ": " + $0.text.en }.joined(separator: "; ")
      return precondition(
        "FINDING_OPEN", zh: "审核疑点待说明或采纳：\(zh)", en: "Findings that ask for a word or consent: \(en).",
        cells: found.map(\.indicator), values: ["findings": ids.joined(separator: ",")])
    case .remarksUnanswered(let cells):
      return precondition(
        "REMARK_UNANSWERED", zh: "退回意见未答复：\(titles(cells).zh)。", en: "Remarks without an answer: \(titles(cells).en).",
        cells: cells)
    case .notTheOwner(let cells):
      return Failure(
        .permissionDenied, "NOT_THE_OWNER", zh: "不是会签单位所管指标：\(titles(cells).zh)。",
        en: "Not of the bureau's own indicators: \(titles(cells).en).",
        values: ["resource": name, "indicators": names(cells)])
    case .underReview:
      let failure = precondition(
        "UNDER_REVIEW", zh: "\(form.titled)已有上级审阅，只能由其退回。", en: "\(name) has been looked at: it can only be returned.")
      return lock.map { failure.carrying(wire($0)) } ?? failure
    case .cellsClosed(let cells):
      return Failure(
        .invalidArgument, "CELL_NOT_OPEN", zh: "报表未列或本次修订未放开的指标：\(titles(cells).zh)。",
        en: "Not asked by the form, or not opened by the revision: \(titles(cells).en).",
        values: ["field": "indicators", "resource": name, "indicators": names(cells)])
    case .answerDayNeeded:
      return Failure(
        .invalidArgument, "ANSWER_BY_REQUIRED", zh: "answer_by：报表已截止，请写明答复期限，且不早于今天。",
        en: "answer_by: the form is closed; name the last day for the answer, today or later.",
        values: ["field": "answer_by"])
    }
  }

  /// What locks it now; nil: nothing.
  var lock: Lock? { record.workflow.lock(facts) }

  private func failure(_ lock: Lock) -> Failure {
    let wire = wire(lock)
    return precondition(
      "LOCKED", zh: wire.reason?.zh ?? "", en: wire.reason?.en ?? "",
      values: [
        "lock": wire.kind.name ?? "", "openers": wire.openers.joined(separator: ","), "open_until": wire.openUntil,
        "opens_on": wire.opensOn,
      ]
    ).carrying(wire)
  }

  /// In the words in which such a value is refused when it is written; cells of one reason together.
  private func untimely(_ cells: [UntimelyCell]) -> Failure {
    var reasons: [OutOfTime] = []
    for cell in cells where !reasons.contains(cell.why) { reasons.append(cell.why) }
    let parts = reasons.map { why in (why, titles(cells.filter { $0.why == why }.map(\.indicator))) }
    return precondition(
      reasons.first?.code ?? "NOT_IN_FORCE",
      zh: parts.map { "\($1.zh)：\($0.chinese)" }.joined(separator: "；") + "。请先清空，已上报的请退回。",
      en: parts.map { "\($1.en): \($0.english)" }.joined(separator: "; ")
        + ". Empty these cells, or return what was sent in.",
      cells: cells.map(\.indicator))
  }

  private func precondition(
    _ reason: String, zh: String, en: String, cells: [IndicatorKey] = [], values more: [String: String] = [:]
  ) -> Failure {
    var values = more
    values["resource"] = name
    if !cells.isEmpty { values["indicators"] = names(cells) }
    return Failure(
      .failedPrecondition, reason, zh: zh, en: en, values: values,
      details: [.preconditionFailure([.init(type: reason, subject: name, description: en)])])
  }

  /// A party in a Chinese sentence.
  private func unit(_ party: Party) -> String {
    switch party {
    case .zone: return "填报单位"
    case .county: return "县级审核单位"
    case .city: return "市推进办"
    case .bureau(let office):
      let own = record.workflow.route.indicators(of: office).lazy.compactMap { catalogue.indicator($0.rawValue) }
      return own.map(\.ownerBureau).first { !$0.isEmpty } ?? "会签单位"
    }
  }

  private func title(_ indicator: IndicatorKey) -> (zh: String, en: String) {
    let title = catalogue.indicator(indicator.rawValue)?.title ?? Bilingual(zh: indicator.rawValue)
    return (title.zh, title.en.isEmpty ? title.zh : title.en)
  }

  private func titles(_ cells: [IndicatorKey]) -> (zh: String, en: String) {
    (
      cells.map { title($0).zh }.joined(separator: "、"), cells.map { title($0).en }.joined(separator: ", ")
    )
  }

  private func names(_ cells: [IndicatorKey]) -> String {
    cells.map { ResourcePattern.indicator.name(form.programme, $0.rawValue) }.joined(separator: ",")
  }
}

extension Duty {
  /// What somebody has done.
  fileprivate var text: Bilingual {
    switch self {
    case .make: Bilingual(zh: "填报", en: "filled in or sent in")
    case .review: Bilingual(zh: "县级审核", en: "reviewed")
    case .countersign: Bilingual(zh: "会签", en: "countersigned")
    case .verify: Bilingual(zh: "核定", en: "set a verified figure")
    case .approve: Bilingual(zh: "核准", en: "approved")
    }
  }
}
