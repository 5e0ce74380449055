import Storage
import Wire
import WireStandard
import WireTupo

/// The resources that a run of effects changed, each once, in the order of its first effect.
struct RunChanges {
  private struct Touched {
    let resource: String
    let kind: WatchedTables.Kind
    /// What the first and the last effect did to the resource's own row; nil while only parts were touched.
    var own: (first: Effect.Kind, last: Effect.Kind)?

    /// Nil when the resource came and went within the version: no version ever saw it.
    var change: CommonV1.Change.Kind? {
      switch (own?.first, own?.last) {
      case (.insert, .remove): nil
      case (.insert, _): .created
      case (_, .remove): .removed
      default: .updated
      }
    }
  }

  private var touched: [Touched] = []

  /// Finds them.
  init(_ run: FeedRun, _ tables: WatchedTables, _ scope: WatchScope) throws {
    var places: [String: Int] = [:]
    for effect in run.effects {
      guard let (kind, table) = tables.byTable[effect.table.name], scope.holds(type: kind.type) else { continue }
      let resource = try table.resource(EffectKey(effect))
      guard scope.holds(resource: resource) else { continue }
      let place = places[resource, default: touched.count]
      if place == touched.count {
        places[resource] = place
        touched.append(Touched(resource: resource, kind: kind))
      }
      if !table.isPart { touched[place].own = (touched[place].own?.first ?? effect.kind, effect.kind) }
    }
  }

  var isEmpty: Bool { touched.isEmpty }

  /// To the wire, in a transaction at the run's version; `withState` as the watcher asked for.
  func wire(_ run: FeedRun, withState: Bool, in now: ReadTransaction) throws -> [CommonV1.ResourceChange] {
    let before = touched.contains { $0.change == .updated } ? try now.before() : nil
    return try touched.compactMap { touched in
      guard let kind = touched.change else { return nil }
      var change = CommonV1.ResourceChange()
      change.recordedIn = CommonV1.DataVersion(run.version)
      change.recordedAt = GoogleProtobuf.Timestamp(micros: run.time)
      change.type = touched.kind.type
      var differing: [String] = []
      if kind == .updated || (withState && kind == .created) {
        let look = try touched.kind.look(touched.resource, now, kind == .updated ? before : nil)
        differing = look?.differing ?? []
        if withState { change.state = look?.state ?? [] }
      }
      change.change = .with {
        $0.resource = touched.resource
        $0.kind = kind
        $0.fields = differing
      }
      return change
    }
  }
}
