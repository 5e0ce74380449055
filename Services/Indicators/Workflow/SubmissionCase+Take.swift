import Chassis
import Domain
import RPC
import Storage

extension SubmissionRecord.Step.Kind {
  init(_ step: SubmissionStep) {
    self =
      switch step {
      case .fill: .fill
      case .submit: .submit
      case .withdraw: .withdraw
      case .review: .review
      case .countersign: .countersign
      case .approve: .approve
      case .giveBack: .giveBack
      case .verify: .verify
      case .accept: .accept
      case .revise: .revise
      case .publish: .publish
      }
  }
}

extension SubmissionCase {
  /// Takes a step for a call, and notes it in the history. Answers who took it, for which unit.
  @discardableResult
  mutating func take(
    _ step: SubmissionStep, by call: CallContext, at time: Int64, reason: String = ""
  ) throws(Failure) -> Signature {
    let from = record.workflow.state
    let (hand, standIn) = try go(step, by: call)
    let signature = Signature(call, for: unit(of: step, hand), by: standIn, at: time)
    let kind = SubmissionRecord.Step.Kind(step)
    // A clerk who fills in cell by cell leaves one mark.
    let isMore = kind == .fill && record.steps.last.map { $0.kind == .fill && $0.by.isSame(as: signature) } ?? false
    if !isMore {
      record.steps.append(
        .init(
          kind: kind, from: from, to: record.workflow.state, reason: reason, by: signature, cells: step.cells))
    }
    return signature
  }

  /// Takes the step by the caller's own right, else in the stead of the first for whom it may take it.
  private mutating func go(_ step: SubmissionStep, by call: CallContext) throws(Failure) -> (Hand, StandIn?) {
    let standings = call.standings
    let own = standings.first.map(parties(by:)) ?? []
    var refusal = SubmissionRefusal.notYours([])
    for (place, standing) in standings.enumerated() {
      let names = [call.responsibleName, standing.standIn?.delegator].compactMap(\.self)
      let hand = Hand(names: Set(names), parties: place == 0 ? own : own.union(parties(by: standing)))
      do throws(SubmissionRefusal) {
        try record.workflow.take(step, by: hand, facts)
        return (hand, standing.standIn)
      } catch {
        guard error.isOfAnother else { throw failure(error) }
        if place == 0 { refusal = error }
      }
    }
    throw failure(refusal)
  }

  /// For whom a right lets its holder act on this submission.
  private func parties(by standing: Standing) -> Set<Party> {
    let zone = ResourcePattern.zone.name(form.programme, route.zone.rawValue)
    var parties: Set<Party> = []
    if standing.holds(.zoneReporter, .zoneApprover, .system, of: zone) { parties.insert(.zone) }
    if standing.holds(.county, of: zone) { parties.insert(.county) }
    if standing.holds(.cityOffice, of: "") { parties.insert(.city) }
    for bureau in record.workflow.route.bureaux where standing.speaks(for: name(of: .bureau(bureau))) {
      parties.insert(.bureau(bureau))
    }
    return parties
  }

  /// For which unit a hand takes a step.
  private func unit(of step: SubmissionStep, _ hand: Hand) -> String {
    switch step {
    case .fill, .submit, .withdraw: name(of: .zone)
    case .review: name(of: .county)
    case .countersign(let bureau): name(of: .bureau(bureau))
    case .approve, .revise, .publish: name(of: .city)
    case .giveBack(let cells, _), .accept(let cells, needsBureau: false): checker(of: cells, hand)
    case .verify(let cell): hand.parties.contains(.city) ? name(of: .city) : checker(of: [cell], hand)
    case .accept(let cells, needsBureau: true): checker(of: cells, Hand(names: [], parties: []))
    }
  }

  private func checker(of cells: [IndicatorKey], _ hand: Hand) -> String {
    if hand.parties.contains(.city) { return name(of: .city) }
    if hand.parties.contains(.county) { return name(of: .county) }
    let owner = cells.lazy.compactMap { record.workflow.route.bureau(of: $0) }.first
    return owner.map { name(of: .bureau($0)) } ?? name(of: .city)
  }

  /// A party's unit, as signatures and locks name it.
  func name(of party: Party) -> String {
    switch party {
    case .zone: ResourcePattern.zone.name(form.programme, route.zone.rawValue)
    case .county: AccessScope.county(route.county, of: form.programme)
    case .bureau(let office): AccessScope.office(office.rawValue, of: form.programme)
    case .city: AccessScope.city.text
    }
  }
}

extension Signature {
  /// Whether the same has signed for the same unit.
  fileprivate func isSame(as other: Signature) -> Bool {
    (principal, onBehalfOf, unit) == (other.principal, other.onBehalfOf, other.unit) && stoodIn == other.stoodIn
  }
}

extension SubmissionStep {
  /// The cells that it is about, where it tells them.
  fileprivate var cells: [IndicatorKey] {
    switch self {
    case .giveBack(let cells, _), .accept(let cells, _), .revise(let cells): cells
    case .verify(let cell): [cell]
    case .fill, .submit, .withdraw, .review, .countersign, .approve, .publish: []
    }
  }
}

extension SubmissionRefusal {
  /// Whether the step is somebody else's to take, so that whoever stands in for that one may.
  fileprivate var isOfAnother: Bool {
    switch self {
    case .notYours, .notTheOwner: true
    default: false
    }
  }
}
