import Chassis
import Domain
import RPC
import Wire
import WireTupo

extension Failure {
  /// What the rules of breakdowns refuse: INVALID_ARGUMENT where the request is at fault, else FAILED_PRECONDITION.
  init(_ refusal: BreakdownRefusal, of name: String) {
    let isState =
      switch refusal {
      case .notDivisible, .noAnnualValue, .historyMissing, .historyFalls: true
      default: false
      }
    self.init(
      isState ? .failedPrecondition : .invalidArgument, refusal.code, zh: refusal.chinese, en: refusal.english,
      values: ["resource": name])
  }

  /// What a lock refuses, with the lock among the details.
  init(_ lock: IndicatorsV1.Lock, _ code: RPCError.Code = .failedPrecondition) {
    self.init(
      code, "LOCKED", zh: lock.reason?.zh ?? "", en: lock.reason?.en ?? "",
      values: ["resource": lock.resource, "openers": lock.openers.joined(separator: ", ")],
      details: [
        .preconditionFailure([.init(type: "LOCKED", subject: lock.resource, description: lock.reason?.en ?? "")])
      ])
    self = carrying(lock)
  }

  /// FAILED_PRECONDITION: whoever made a version does not approve it.
  static func makerIsChecker(_ name: String, _ maker: String) -> Failure {
    Failure(
      .failedPrecondition, "MAKER_IS_CHECKER", zh: "\(name)由\(maker)编制，不能由同一人审定。",
      en: "\(maker) made \(name), and cannot approve it as well.", values: ["resource": name, "maker": maker])
  }

  /// FAILED_PRECONDITION: a version that no longer comes to the annual value is not approved.
  static func stale(_ name: String) -> Failure {
    Failure(
      .failedPrecondition, "STALE", zh: "\(name)的全年目标值已变动，请先重新分解。",
      en: "The annual value of \(name) has changed: make a new version first.", values: ["resource": name])
  }

  /// FAILED_PRECONDITION: nothing to open.
  static func notLocked(_ name: String) -> Failure {
    Failure(
      .failedPrecondition, "NOT_LOCKED", zh: "\(name)没有锁定。", en: "\(name) is not locked.",
      values: ["resource": name])
  }
}
