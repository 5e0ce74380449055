import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.planning.v1.TrackService`.
struct TrackHandler: PlanningV1.TrackService {
  let store: Store

  func getTrack(_ request: PlanningV1.GetTrackRequest, _ call: CallContext) async throws -> PlanningV1.Track {
    let ids = try ResourcePattern.track.ids(ofRequested: request.name)
    let found = try await store.read(at: request.read, call: call) { try TrackStore.find(ids[0], ids[1], in: $0) }
    return try call.admitted(
      to: PlanningV1.TrackServiceMethods.getTrack, found.value, named: request.name, zone: \.zoneName
    ).wire
  }

  func listTracks(
    _ request: PlanningV1.ListTracksRequest, _ call: CallContext
  ) async throws -> PlanningV1.ListTracksResponse {
    try await store.list(
      request, TrackLists.fields, TrackLists.mask, default: 100, max: 1_000, into: \.tracks, call: call,
      page: { try TrackStore.page($0, $1, in: $2) }, wire: { $0.wire })
  }

  func createTrack(_ request: PlanningV1.CreateTrackRequest, _ call: CallContext) async throws -> PlanningV1.Track {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let id = faults.id("track_id", request.trackId)
    let converted = Track(request.track ?? .init(), id: id, programme: programme, field: "track", &faults)
    let track = try faults.checked(converted)
    let method = PlanningV1.TrackServiceMethods.createTrack
    return try await store.write(request, method, resource: track.name, requestID: request.requestId, call: call) {
      transaction in
      guard try TrackStore.find(track.programme, track.id, in: transaction) == nil else {
        throw Failure.alreadyExists(track.name)
      }
      do throws(TrackRefusal) { try track.checkCompletions() } catch { throw refusal(error, of: track) }
      return try keep(track, unless: request.validateOnly, in: transaction)
    }
  }

  func completeMilestone(
    _ request: PlanningV1.CompleteMilestoneRequest, _ call: CallContext
  ) async throws -> PlanningV1.Track {
    let completion = request.completion ?? .init()
    var faults = FieldFaults()
    let ids = faults.name("track", request.track, .track) ?? ["", ""]
    let asked = faults.day("completion.on", completion.on)
    faults.text("milestone_id", request.milestoneId)
    faults.text("completion.evidence", completion.evidence)
    let day = try faults.checked(asked)
    let method = PlanningV1.TrackServiceMethods.completeMilestone
    return try await store.write(request, method, resource: request.track, requestID: request.requestId, call: call) {
      transaction in
      var track = try call.admitted(
        to: method, TrackStore.find(ids[0], ids[1], in: transaction), named: request.track, zone: \.zoneName)
      guard request.etag.isEmpty || request.etag == track.etag else { throw Failure.staleETag(request.track) }
      do throws(TrackRefusal) {
        try track.complete(
          request.milestoneId, on: day, evidence: completion.evidence,
          exception: completion.exception, isDemonstration: completion.demonstration)
      } catch { throw refusal(error, of: track) }
      return try keep(track, unless: request.validateOnly, in: transaction)
    }
  }

  func getTrackReport(
    _ request: PlanningV1.GetTrackReportRequest, _ call: CallContext
  ) async throws -> PlanningV1.TrackReport {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let asked = faults.day("on", request.on)
    let day = try faults.checked(asked)
    let found = try await store.read(at: request.read, call: call) { try TrackStore.list(programme, in: $0) }
    return try TrackReport(found.value, on: day).wire(on: day, version: found.version)
  }

  func applyProgramme(
    _ request: PlanningV1.ApplyProgrammeRequest, _ call: CallContext
  ) async throws -> PlanningV1.ApplyProgrammeResponse {
    let wanted = try tracks(of: request)
    let method = PlanningV1.TrackServiceMethods.applyProgramme
    return try await store.write(request, method, resource: request.parent, requestID: request.requestId, call: call) {
      transaction in
      var changes = Changes()
      for var track in wanted {
        let kept = try TrackStore.find(track.programme, track.id, in: transaction)
        if let kept { track = track.keepingCompletions(of: kept) }
        do throws(TrackRefusal) { try track.checkCompletions(since: kept) } catch { throw refusal(error, of: track) }
        if changes.note(track.name, kept: kept, wanted: track, TrackHandler.fields) {
          try TrackStore.put(track, in: transaction)
        }
      }
      return transaction.reply(changed: !changes.list.isEmpty, validateOnly: request.validateOnly) { version in
        .with {
          $0.changes = changes.list
          $0.version = version
        }
      }
    }
  }
}
