import Domain
import RPC
import Storage
import TestSupport
import Wire
import WireStandard
import WireTupo

@testable import Chassis
@testable import Indicators

/// The desk with its people's roles kept by the service, and a hand for delegations.
struct DelegationDesk {
  let desk: WorkflowDesk
  let delegations: DelegationHandler
  let board: AccessBoard

  static let zone = "\(SmallProgramme.parent)/zones/a"
  static let today = WorkflowDesk.today

  /// A call by somebody, as the service decides today.
  func call(_ name: String) -> CallContext {
    WorkflowDesk.call(name, board.current, at: StoreOptions.systemClock() / 1_000_000)
  }

  static func create(
    _ id: String = "away", of delegator: String = "clerk-a", to deputy: String = "wang",
    role: CommonV1.Role = .zoneReporter, scope: String = zone, from: Int = 0, days: Int = 5, person: String = ""
  ) -> IndicatorsV1.CreateDelegationRequest {
    .with {
      $0.parent = SmallProgramme.parent
      $0.delegationId = id
      $0.delegation = .with {
        $0.delegator = "people/\(delegator)"
        $0.deputy = "people/\(deputy)"
        $0.deputyPerson = person
        $0.role = role
        $0.scope = scope
        $0.validFrom = "\(today.adding(days: from))"
        $0.validTo = "\(today.adding(days: from + days - 1))"
        $0.reason = "出差"
      }
    }
  }

  @discardableResult
  func delegate(
    _ request: IndicatorsV1.CreateDelegationRequest = create(), by name: String? = nil
  ) async throws -> IndicatorsV1.Delegation {
    let delegator = request.delegation?.delegator.split(separator: "/").last.map(String.init) ?? ""
    return try await delegations.createDelegation(request, call(name ?? delegator))
  }

  @discardableResult
  func revoke(_ id: String = "away", by name: String = "clerk-a") async throws -> IndicatorsV1.Delegation {
    try await delegations.revokeDelegation(
      .with {
        $0.name = "\(SmallProgramme.parent)/delegations/\(id)"
        $0.reason = "提前返岗"
      }, call(name))
  }
}

/// Runs `body` at the desk, whose people have their roles by grants of the service.
func withDelegations<Value>(_ body: (DelegationDesk) async throws -> Value) async throws -> Value {
  try await withDesk { desk in
    let board = AccessBoard()
    let access = AccessHandler(store: desk.store, board: board)
    let grants = WorkflowDesk.grants + [AccessGrant(principal: "people/chief", role: .administrator, scope: .city)]
    for grant in grants {
      _ = try await access.createGrant(.with { $0.grant = grant.wire }, anyCall())
    }
    return try await body(
      DelegationDesk(desk: desk, delegations: DelegationHandler(store: desk.store, board: board), board: board))
  }
}
