import Chassis
import Domain
import RPC
import Storage

extension SupervisedItem {
  /// Takes a step for a call by its own right, else in the stead of the first for whom it may be taken; notes it.
  mutating func take(
    _ step: SupervisionStep, by call: CallContext, at time: Int64, text: String, evidence: String = ""
  ) throws(Failure) {
    let today = Day(inChinaAt: time)
    for standing in call.standings {
      let names = [call.responsibleName, standing.standIn?.delegator].compactMap(\.self)
      let hand = SupervisionHand(
        names: Set(names), isUnit: isUnit(standing), isOffice: standing.holds(.cityOffice, of: ""))
      do throws(SupervisionRefusal) {
        try way.take(step, by: hand, on: today)
        let signatory = Signatory(call, for: self.unit(of: step), by: standing.standIn, at: time)
        steps.append(
          .init(kind: .init(step), text: text, evidence: evidence, dueOn: way.dueOn, by: signatory))
        return
      } catch {
        if error != .notYours { throw failure(error) }
      }
    }
    throw failure(.notYours)
  }

  /// Whether a right lets its holder answer for the unit.
  private func isUnit(_ standing: Standing) -> Bool {
    ResourcePattern.zone.match(unit) == nil
      ? standing.speaks(for: unit) : standing.holds(.zoneReporter, .zoneApprover, of: unit)
  }

  private func unit(of step: SupervisionStep) -> String { step == .reply ? unit : AccessScope.city.text }

  private func failure(_ refusal: SupervisionRefusal) -> Failure {
    switch refusal {
    case .notYours:
      Failure(
        .permissionDenied, "NOT_YOURS", zh: "\(name)的这一步由\(unit)或市推进办办理。",
        en: "This step of \(name) is taken by \(unit), or by the city's office.",
        values: ["resource": name, "unit": unit])
    case .wrongState(let state):
      precondition(
        "WRONG_STATE", zh: "\(number)目前为“\(state.text.zh)”，不能办理这一步。",
        en: "\(number) is \(state.text.en): this step cannot be taken now.", values: ["state": state.rawValue])
    case .makerIsChecker(let who):
      precondition(
        "MAKER_IS_CHECKER", zh: "\(who)已为\(number)回复，不能再审核，请由他人办理。",
        en: "\(who) has replied to \(number): somebody else must judge it.", values: ["principal": who])
    case .dayPassed: invalid("DAY_PASSED", zh: "不能早于今天。", en: "must be today or later.")
    case .notLater: invalid("NOT_LATER", zh: "应晚于现期限\(way.dueOn)。", en: "must lie after \(way.dueOn).")
    }
  }

  private func precondition(_ reason: String, zh: String, en: String, values more: [String: String]) -> Failure {
    Failure(
      .failedPrecondition, reason, zh: zh, en: en, values: more.merging(["resource": name]) { $1 },
      details: [.preconditionFailure([.init(type: reason, subject: name, description: en)])])
  }

  private func invalid(_ reason: String, zh: String, en: String) -> Failure {
    var faults = FieldFaults()
    faults.add("due_on", reason, zh: zh, en: en)
    do throws(Failure) { try faults.check() } catch { return error }
    return Failure(.internal, "FAULT_UNTOLD", zh: zh, en: en)
  }
}

extension SupervisedItem.Step.Kind {
  fileprivate init(_ step: SupervisionStep) {
    self =
      switch step {
      case .reply: .reply
      case .giveBack: .giveBack
      case .extend: .extend
      case .close: .close
      }
  }
}

extension Supervision.State {
  /// As people call it.
  fileprivate var text: Bilingual {
    switch self {
    case .open: Bilingual(zh: "办理中", en: "open")
    case .replied: Bilingual(zh: "已回复", en: "replied to")
    case .returned: Bilingual(zh: "退回重办", en: "returned")
    case .closed: Bilingual(zh: "已销号", en: "closed")
    }
  }
}
