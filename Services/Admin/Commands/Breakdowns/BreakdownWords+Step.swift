import Chassis
import WireTupo

extension BreakdownWords {
  /// An approval or its end in a line: when, what, who, and why.
  static func line(_ step: IndicatorsV1.Breakdown.Step, _ language: Language) -> String? {
    guard let word = word(step.kind), let actor = step.by else { return nil }
    return [
      actor.at.map { TimeText.china(micros: $0.micros) } ?? "", word.text(language),
      WorkflowWords.who(actor, language), step.reason,
    ].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// The same for programs.
  static func step(_ own: IndicatorsV1.Breakdown.Step) -> JSONValue {
    own.by.step(own.kind.name, ["reason": own.reason])
  }

  private static func word(_ kind: IndicatorsV1.Breakdown.Step.Kind) -> Bilingual? {
    switch kind {
    case .lock: Bilingual("审定锁定", "approved and locked")
    case .unlock: Bilingual("解锁", "opened")
    default: nil
    }
  }
}
