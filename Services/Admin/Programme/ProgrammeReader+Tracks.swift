import WireTupo

extension ProgrammeReader {
  /// tracks.yaml: tracks with their milestones. One whose id was read before (in the demonstration's folder) is laid
  /// over it: completions by milestone.
  func tracks(_ file: YAMLObject) {
    let isOverlay = !programme.tracks.isEmpty
    let read = file.objects("tracks") { object -> PlanningV1.Track? in
      let id = object.id("id", required: true)
      let name = ResourceName.track(programme.id, id)
      if isOverlay, let index = programme.tracks.firstIndex(where: { $0.name == name }) {
        overlay(object, index)
        return nil
      }
      note(id, "track", object)
      return track(object, name: name)
    }
    programme.tracks += read
  }

  private func track(_ object: YAMLObject, name: String) -> PlanningV1.Track {
    var wire = PlanningV1.Track()
    wire.name = name
    wire.title = object.localized("title", required: true)
    if object.has("zone") { wire.zone = ResourceName.zone(programme.id, reference("zone", "zone", in: object)) }
    wire.startsOn = object.day("starts_on", required: true)
    wire.milestones = object.objects("milestones", milestone)
    wire.responsibility = object.responsibility()
    wire.clauses = object.texts("clauses")
    checkDependencies(wire, object)
    return wire
  }

  private func milestone(_ object: YAMLObject) -> PlanningV1.Milestone {
    var wire = PlanningV1.Milestone()
    wire.id = object.id("id", required: true)
    wire.title = object.localized("title", required: true)
    wire.dependsOn = object.ids("depends_on")
    wire.durationDays = object.int32("duration_days")
    wire.deadline = object.day("deadline")
    wire.responsible = object.text("responsible")
    wire.completion = completion(object)
    wire.source = object.text("source")
    wire.demonstration = object.flag("demonstration")
    return wire
  }

  private func completion(_ object: YAMLObject) -> PlanningV1.Completion? {
    guard let completion = object.object("completion") else { return nil }
    var wire = PlanningV1.Completion()
    wire.on = completion.day("on", required: true)
    wire.evidence = completion.text("evidence", required: true)
    wire.exception = completion.text("exception")
    wire.demonstration = completion.flag("demonstration")
    completion.close()
    return wire
  }

  private func checkDependencies(_ track: PlanningV1.Track, _ object: YAMLObject) {
    let ids = Set(track.milestones.map(\.id))
    for milestone in track.milestones {
      for id in milestone.dependsOn where !ids.contains(id) {
        object.fault(
          "milestones", "\(milestone.id)所依赖的\(id)不在本事项中。",
          "\(milestone.id) depends on \(id), which is not in the track.")
      }
    }
  }

  private func overlay(_ object: YAMLObject, _ index: Int) {
    _ = object.objects("milestones") { milestone -> Bool? in
      let id = milestone.id("id", required: true)
      guard let place = programme.tracks[index].milestones.firstIndex(where: { $0.id == id }) else {
        milestone.fault("id", "没有里程碑\(id)。", "there is no milestone \(id).")
        return nil
      }
      programme.tracks[index].milestones[place].completion = completion(milestone)
      return true
    }
  }
}
