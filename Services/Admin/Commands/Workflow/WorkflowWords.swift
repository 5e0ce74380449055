import Chassis
import WireTupo

/// The values of forms and submissions in the words of both languages.
enum WorkflowWords {
  static let states: KeyValuePairs<String, IndicatorsV1.SubmissionState> = [
    "draft": .draft, "submitted": .submitted, "county-reviewed": .countyReviewed, "countersigned": .countersigned,
    "approved": .approved, "published": .published, "returned": .returned,
  ]

  static func state(_ state: IndicatorsV1.SubmissionState) -> (text: Bilingual, tone: Tone) {
    switch state {
    case .draft: (Bilingual("草稿", "draft"), .muted)
    case .submitted: (Bilingual("已上报", "submitted"), .plain)
    case .countyReviewed: (Bilingual("县级已审", "county reviewed"), .plain)
    case .countersigned: (Bilingual("已会签", "countersigned"), .plain)
    case .approved: (Bilingual("已核准", "approved"), .good)
    case .published: (Bilingual("已通报", "published"), .good)
    case .returned: (Bilingual("退回", "returned"), .bad)
    default: (Bilingual("", ""), .plain)
    }
  }

  static func state(_ state: IndicatorsV1.Form.State) -> (text: Bilingual, key: String, tone: Tone) {
    switch state {
    case .scheduled: (Bilingual("未开始", "scheduled"), "scheduled", .muted)
    case .open: (Bilingual("报送中", "open"), "open", .plain)
    case .grace: (Bilingual("宽限期", "grace"), "grace", .near)
    case .closed: (Bilingual("已截止", "closed"), "closed", .bad)
    case .frozen: (Bilingual("已冻结", "frozen"), "frozen", .plain)
    case .published: (Bilingual("已通报", "published"), "published", .good)
    default: (Bilingual("", ""), "", .plain)
    }
  }

  /// What was done with a submission; nil for what this release does not know.
  static func step(_ kind: IndicatorsV1.SubmissionStep.Kind) -> Bilingual? {
    switch kind {
    case .fill: Bilingual("填报", "filled in")
    case .submit: Bilingual("上报", "sent in")
    case .withdraw: Bilingual("撤回", "taken back")
    case .review: Bilingual("县级审核", "reviewed")
    case .countersign: Bilingual("会签", "countersigned")
    case .approve: Bilingual("核准", "approved")
    case .return: Bilingual("退回", "returned")
    case .verify: Bilingual("核定", "verified")
    case .accept: Bilingual("认可说明", "explanation accepted")
    case .revise: Bilingual("启动修订", "revision opened")
    case .publish: Bilingual("通报", "published")
    default: nil
    }
  }

  /// Who acted: "people/wang 代 people/li" where it was in another's stead (AB岗).
  static func standingIn(_ principal: String, for other: String, _ language: Language) -> String {
    other.isEmpty ? principal : Bilingual("\(principal) 代 \(other)", "\(principal) for \(other)").text(language)
  }

  /// Who acted: "people/wang 接任 people/li" where it has succeeded to the other's role, "people/wang（经services/reporting）"
  /// where a service called for it.
  static func who(_ actor: CommonV1.Actor, _ language: Language) -> String {
    let (service, other) = (actor.principal, actor.standsFor)
    let principal =
      actor.onBehalfOf.isEmpty
      ? service
      : Bilingual("\(actor.onBehalfOf)（经\(service)）", "\(actor.onBehalfOf) (through \(service))").text(language)
    guard actor.delegation.isEmpty, !other.isEmpty else { return standingIn(principal, for: other, language) }
    return Bilingual("\(principal) 接任 \(other)", "\(principal), successor to \(other)").text(language)
  }

  /// A step of a submission in a line: when, what, for which bureau, who, about which cells, and why.
  static func line(
    _ step: IndicatorsV1.SubmissionStep, of own: IndicatorsV1.Submission, _ names: CatalogueNames,
    _ language: Language
  ) -> String? {
    guard let word = self.step(step.kind), let actor = step.by else { return nil }
    let time = actor.at.map { TimeText.china(micros: $0.micros) } ?? ""
    let bureau = actor.unit.contains("/offices/") ? names.office(actor.unit, language) : ""
    let who = who(actor, language)
    return [time, word.text(language), bureau, who, said(step, of: own, names, language)].filter { !$0.isEmpty }
      .joined(separator: "  ")
  }

  /// What was said with a step, after the names of the cells that it is about as far as the submission still tells them.
  private static func said(
    _ step: IndicatorsV1.SubmissionStep, of own: IndicatorsV1.Submission, _ names: CatalogueNames,
    _ language: Language
  ) -> String {
    let colon = Bilingual("：", ": ").text(language)
    let remarks = own.cells.flatMap { cell in
      cell.remarks.filter { step.by.isSame(as: $0.madeBy) }.map { remark in
        names.indicator(cell.indicator, language) + colon + remark.text
      }
    }
    if step.kind == .return, !remarks.isEmpty { return remarks.joined(separator: Bilingual("；", "; ").text(language)) }
    let cells = own.indicators(of: step).map { names.indicator($0, language) }
    return [language.listed(cells), step.reason].filter { !$0.isEmpty }.joined(separator: colon)
  }

  static func finding(_ state: IndicatorsV1.Finding.State) -> Bilingual {
    switch state {
    case .open: Bilingual("待说明", "open")
    case .explained: Bilingual("已说明", "explained")
    case .accepted: Bilingual("已采纳", "accepted")
    default: Bilingual("", "")
    }
  }
}

extension IndicatorsV1.Submission {
  /// Of which cells a step was, as far as it tells them. Of steps kept before they did the submission tells which: a
  /// verified figure that stands, an explanation that was accepted.
  fileprivate func indicators(of step: IndicatorsV1.SubmissionStep) -> [String] {
    if !step.indicators.isEmpty { return step.indicators }
    return switch step.kind {
    case .verify: cells.filter { step.by.isSame(as: $0.verification?.verifiedBy) }.map(\.indicator)
    case .accept: findings.filter { step.by.isSame(as: $0.acceptedBy) }.flatMap(\.indicators)
    default: []
    }
  }
}

extension CommonV1.Actor? {
  /// Whether both are the mark of one step: the same hand at the same moment.
  fileprivate func isSame(as other: CommonV1.Actor?) -> Bool {
    guard let own = self, let other else { return false }
    return own.principal == other.principal && own.at?.micros == other.at?.micros
  }
}
