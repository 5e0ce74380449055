import Chassis
import Domain
import RPC
import Storage
import WireTupo

extension TrackHandler {
  /// What an "apply" compares, by the contract's names.
  static let fields: [Changes.Field<Track>] = [
    .field("title", \.title), .field("zone", \.zone), .field("starts_on", \.startsOn), .field("milestones", \.steps),
    .field("responsibility", \.responsibility), .field("clauses", \.clauses),
  ]

  func tracks(of request: PlanningV1.ApplyProgrammeRequest) throws(Failure) -> [Track] {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    if request.tracks.count > 1_000 {
      faults.add("tracks", "TOO_MANY", zh: "最多1000条。", en: "holds at most 1,000.")
    }
    var tracks: [Track] = []
    for (index, wire) in request.tracks.enumerated() {
      let field = "tracks[\(index)]"
      let id = faults.name("\(field).name", wire.name, .track, of: programme)
      if let track = Track(wire, id: id, programme: programme, field: field, &faults) { tracks.append(track) }
    }
    faults.distinct(request.tracks.map(\.name)) { "tracks[\($0)].name" }
    try faults.check()
    return tracks
  }

  func keep(
    _ track: Track, unless validateOnly: Bool, in transaction: WriteTransaction
  ) throws -> Reply<PlanningV1.Track> {
    if validateOnly { return .unchanged(track.wire) }
    try TrackStore.put(track, in: transaction)
    return .keep(try TrackStore.find(track.programme, track.id, in: transaction)?.wire ?? track.wire)
  }

  func refusal(_ error: TrackRefusal, of track: Track) -> Failure {
    let code: RPCError.Code = if case .unknownMilestone = error { .notFound } else { .failedPrecondition }
    return Failure(
      code, error.code, zh: "\(error)。", en: "\(track.name): \(error.englishText)", values: ["track": track.name],
      details: [.preconditionFailure([.init(type: error.code, subject: track.name, description: error.englishText)])])
  }
}
