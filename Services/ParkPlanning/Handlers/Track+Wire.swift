import Chassis
import Domain
import Wire
import WireTupo

extension ResourcePattern {
  static let track = ResourcePattern("programmes/{programme}/tracks/{track}")
}

extension Track {
  /// Converts a track of `programme` (nil: known to be wrong already); notes every fault by its path below `field`.
  init?(_ wire: PlanningV1.Track, id: String?, programme: String?, field: String, _ faults: inout FieldFaults) {
    let title = faults.text("\(field).title", wire.title)
    let startsOn = faults.day("\(field).starts_on", wire.startsOn)
    let zone = wire.zone.isEmpty ? "" : faults.name("\(field).zone", wire.zone, .zone, of: programme)
    var steps: [Step] = []
    for (index, milestone) in wire.milestones.enumerated() {
      if let step = Step(milestone, field: "\(field).milestones[\(index)]", &faults) { steps.append(step) }
    }
    let responsibility = faults.responsibility("\(field).responsibility", wire.responsibility)
    let clauses = faults.texts("\(field).clauses", wire.clauses)
    guard let programme, let id, let title, let zone, let startsOn, steps.count == wire.milestones.count else {
      return nil
    }
    self.init(
      programme: programme, id: id, title: title, zone: zone, startsOn: startsOn, steps: steps,
      responsibility: responsibility, clauses: clauses)
    do throws(TrackRefusal) { _ = try graph() } catch {
      faults.add("\(field).milestones", error.code, zh: "\(error)。", en: error.englishText)
      return nil
    }
  }

  /// Its resource name.
  var name: String { ResourcePattern.track.name(programme, id) }

  /// The resource name of its zone; empty for a track of the city.
  var zoneName: String { zone.isEmpty ? "" : ResourcePattern.zone.name(programme, zone) }

  /// The track as the contract has it.
  var wire: PlanningV1.Track {
    .with {
      $0.name = name
      $0.title = CommonV1.LocalizedText(title)
      $0.zone = zoneName
      $0.startsOn = "\(startsOn)"
      $0.milestones = steps.map(\.wire)
      $0.responsibility = CommonV1.Responsibility(responsibility)
      $0.clauses = clauses
      $0.etag = etag
    }
  }
}

extension Track.Step {
  init?(_ wire: PlanningV1.Milestone, field: String, _ faults: inout FieldFaults) {
    let title = faults.text("\(field).title", wire.title)
    let deadline = faults.optionalDay("\(field).deadline", wire.deadline)
    faults.id("\(field).id", wire.id)
    var milestone = Milestone(
      id: wire.id, title: title?.zh ?? "", dependencies: wire.dependsOn, durationDays: Int(wire.durationDays),
      deadline: deadline)
    if let completion = wire.completion {
      milestone.completedOn = faults.day("\(field).completion.on", completion.on)
      milestone.evidence = faults.text("\(field).completion.evidence", completion.evidence) ?? ""
      milestone.exceptionReason = completion.exception
    }
    guard let title else { return nil }
    self.init(
      milestone: milestone, title: title, responsible: wire.responsible, source: wire.source,
      isDemonstration: wire.demonstration, isCompletionDemonstration: wire.completion?.demonstration ?? false)
  }

  var wire: PlanningV1.Milestone {
    .with {
      $0.id = milestone.id
      $0.title = CommonV1.LocalizedText(title)
      $0.dependsOn = milestone.dependencies
      $0.durationDays = Int32(clamping: milestone.durationDays)
      $0.deadline = milestone.deadline.map { "\($0)" } ?? ""
      $0.responsible = responsible
      $0.completion = completion
      $0.source = source
      $0.demonstration = isDemonstration
    }
  }

  private var completion: PlanningV1.Completion? {
    milestone.completedOn.map { day in
      .with {
        $0.on = "\(day)"
        $0.evidence = milestone.evidence
        $0.exception = milestone.exceptionReason
        $0.demonstration = isCompletionDemonstration
      }
    }
  }
}
