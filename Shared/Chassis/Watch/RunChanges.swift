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

  /// To the wire, without states.
  func wire(_ run: FeedRun) -> [CommonV1.ResourceChange] {
    touched.compactMap { touched in
      guard let kind = touched.change else { return nil }
      return .with {
        $0.recordedIn = CommonV1.DataVersion(run.version)
        $0.recordedAt = GoogleProtobuf.Timestamp(micros: run.time)
        $0.change = .with {
          $0.resource = touched.resource
          $0.kind = kind
        }
        $0.type = touched.kind.type
      }
    }
  }

  /// The states of the resources at a transaction's version, in the order of `wire`; empty where there is none.
  func states(in transaction: ReadTransaction) throws -> [[UInt8]] {
    try touched.filter { $0.change != nil }.map { touched in
      touched.change == .removed ? [] : try touched.kind.state(touched.resource, transaction) ?? []
    }
  }
}
