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

  /// A step in a line: when, what, who, and why.
  static func line(_ step: IndicatorsV1.SubmissionStep, _ language: Language) -> String? {
    guard let word = self.step(step.kind), let actor = step.by else { return nil }
    let time = actor.at.map { TimeText.local(micros: $0.micros) } ?? ""
    let who = standingIn(actor.principal, for: actor.standsFor, language)
    return [time, word.text(language), who, step.reason].filter { !$0.isEmpty }.joined(separator: "  ")
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
