import Chassis
import Domain
import RPC
import Wire
import WireTupo

extension IndicatorsV1.Lock.Kind {
  init(_ kind: Lock.Kind) {
    self =
      switch kind {
      case .notOpen: .notOpen
      case .deadlinePassed: .deadlinePassed
      case .underReview: .underReview
      case .approved: .approved
      case .frozen: .frozen
      case .published: .published
      case .unreleased: .unreleased
      }
  }
}

extension IndicatorsV1.Lock {
  /// A lock as the contract has it: which it is, who opens it, until when, and that in words.
  init(_ lock: Lock, of resource: String, by actor: Signature? = nil, name: (Party) -> String) {
    self = .with {
      $0.kind = Kind(lock.kind)
      $0.resource = resource
      $0.openers = lock.openers.map(name)
      $0.openUntil = lock.kind == .deadlinePassed ? lock.day.map { "\($0)" } ?? "" : ""
      $0.opensOn = lock.kind == .deadlinePassed ? "" : lock.day.map { "\($0)" } ?? ""
      $0.lockedBy = actor?.wire
      $0.reason = CommonV1.LocalizedText(lock.text)
    }
  }
}

extension SubmissionCase {
  /// A lock as the contract has it, with who locked it.
  func wire(_ lock: Lock) -> IndicatorsV1.Lock {
    let actor =
      switch lock.kind {
      case .underReview: lastStep(.submit)
      case .approved: lastStep(.approve)
      case .published: lastStep(.publish)
      case .frozen: form.frozenBy
      case .notOpen, .deadlinePassed, .unreleased: nil as Signature?
      }
    return IndicatorsV1.Lock(lock, of: name, by: actor, name: name(of:))
  }

  private func lastStep(_ kind: SubmissionRecord.Step.Kind) -> Signature? { record.steps.last { $0.kind == kind }?.by }
}

extension FormRecord {
  /// What locks it on a day for all zones but those with an extension; nil: it takes reports.
  func lock(on day: Day, _ working: WorkingCalendar) -> Lock? {
    if isPublished { return Lock(.published, openers: [.city]) }
    if isFrozen { return Lock(.frozen, openers: [.city]) }
    let phase = window?.phase(on: day, working) ?? .closed
    return Lock(phase, opensOn: opensOn, lastDay: window?.lastDay(working) ?? dueOn)
  }

  /// A lock as the contract has it. Of a form as a whole no zone and no county is an opener.
  func wire(_ lock: Lock) -> IndicatorsV1.Lock {
    IndicatorsV1.Lock(lock, of: name, by: lock.kind == .frozen ? frozenBy : nil) { party in
      if case .bureau(let office) = party { return AccessScope.office(office.rawValue, of: programme) }
      return AccessScope.city.text
    }
  }
}

extension Failure {
  /// The same with the lock among its details.
  func carrying(_ lock: IndicatorsV1.Lock) -> Failure {
    var own = self
    own.details.append(
      .other(typeURL: "type.googleapis.com/\(IndicatorsV1.Lock.fullName)", value: lock.encoded()))
    return own
  }
}
