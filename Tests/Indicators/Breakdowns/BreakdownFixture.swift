import Chassis
import RPC
import Storage
import TestSupport
import Wire
import WireTupo

@testable import Indicators

/// Breakdowns of the small programme: zone a is to reach 1,200 yuan of investment, the others grow by 30 %.
struct Breakdowns {
  let service: BreakdownHandler
  let targets: TargetHandler
  let figures: FigureHandler
  let catalogue: CatalogueHandler
  let store: Store

  static let name = "\(SmallProgramme.parent)/zones/a/targets/investment-2013/breakdown"
  static let growing = "\(SmallProgramme.parent)/zones/b/targets/investment-2013/breakdown"
  static func project(_ id: String) -> String { "\(SmallProgramme.parent)/projects/\(id)" }
  static func person(_ id: String) -> String { "\(SmallProgramme.parent)/persons/\(id)" }

  static func enterprise(_ id: String) -> String { "\(SmallProgramme.parent)/enterprises/\(id)" }
  /// Codes whose check characters are right.
  static let codes = ["91370811730004118X", "91370811730005487A", "91370811730006850F", "913708117300082232"]

  /// Enters an enterprise into the register.
  func enter(_ id: String, zone: String, from day: String = "2012-01-01", code: String = codes[0]) async throws {
    let request = IndicatorsV1.CreateEnterpriseRequest.with {
      $0.parent = SmallProgramme.parent
      $0.enterpriseId = id
      $0.enterprise = .with {
        ($0.code, $0.title, $0.industryCode, $0.industryEdition) = (code, "\(id)机械", "34", 2011)
        $0.placements = [
          .with {
            $0.zone = "\(SmallProgramme.parent)/zones/\(zone)"
            $0.validFrom = day
          }
        ]
      }
    }
    _ = try await EnterpriseHandler(store: store).createEnterprise(request, anyCall())
  }

  static var programme: IndicatorsV1.ApplyProgrammeRequest {
    var request = SmallProgramme.request()
    request.targets[0].goal = .value(1_200)
    return request
  }

  static func leaf(_ subject: String, _ value: Int64, person: String = "") -> IndicatorsV1.Breakdown.Leaf {
    .with {
      $0.subject = subject
      $0.cumulative = value
      $0.person = person
    }
  }

  func propose(
    _ name: String = name, _ method: IndicatorsV1.SpreadMethod = .equal, keep: String = "", weights: [Int64] = [],
    by divisions: [IndicatorsV1.PartitionKind: [IndicatorsV1.Breakdown.Leaf]] = [:]
  ) async throws -> IndicatorsV1.Breakdown {
    let request = IndicatorsV1.ProposeBreakdownRequest.with {
      $0.name = name
      $0.method = method
      $0.keepUntil = keep
      $0.weights = weights
      $0.divisions = divisions.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, leaves in
        .with {
          $0.kind = kind
          $0.leaves = leaves
        }
      }
    }
    return try await service.proposeBreakdown(request, anyCall())
  }

  func keep(
    _ breakdown: IndicatorsV1.Breakdown, reason: String = "", etag: String = "", id: String = "", dryRun: Bool = false
  ) async throws -> IndicatorsV1.Breakdown {
    var wanted = breakdown
    if !reason.isEmpty { wanted.reason = reason }
    wanted.etag = etag
    let request = IndicatorsV1.UpdateBreakdownRequest.with {
      $0.breakdown = wanted
      $0.requestId = id
      $0.validateOnly = dryRun
    }
    return try await service.updateBreakdown(request, anyCall())
  }

  func get(_ number: Int32 = 0, at sequence: Int64? = nil) async throws -> IndicatorsV1.Breakdown {
    let request = IndicatorsV1.GetBreakdownRequest.with {
      $0.name = Self.name
      $0.number = number
      if let sequence { $0.read = .with { $0.point = .version(.init(DataVersion(epoch: 1, sequence: sequence))) } }
    }
    return try await service.getBreakdown(request, anyCall())
  }

  func deliverables(
    of subject: String, _ month: String, parent: String = SmallProgramme.parent
  ) async throws -> [IndicatorsV1.Deliverable] {
    let request = IndicatorsV1.ListDeliverablesRequest.with {
      $0.parent = parent
      $0.subject = subject
      $0.month = month
    }
    return try await service.listDeliverables(request, anyCall()).deliverables
  }

  func report(_ month: String, _ reports: [IndicatorsV1.DeliveryReport]) async throws
    -> IndicatorsV1.ReportDeliveriesResponse
  {
    let request = IndicatorsV1.ReportDeliveriesRequest.with {
      $0.name = Self.name
      $0.month = month
      $0.deliveries = reports
    }
    return try await service.reportDeliveries(request, anyCall())
  }

  static func delivery(_ subject: String, _ value: Int64, note: String = "") -> IndicatorsV1.DeliveryReport {
    .with {
      $0.subject = subject
      $0.cumulative = value
      $0.note = note
    }
  }
}

/// Runs `body` over the small programme with a target of 1,200 yuan and one person, who is the log's second entry.
func withBreakdowns(
  decidingBy board: AccessBoard = AccessBoard(), _ body: (Breakdowns) async throws -> Void
) async throws {
  try await withStore(IndicatorsService.migrations) { store in
    let all = Breakdowns(
      service: BreakdownHandler(store: store, board: board), targets: TargetHandler(store: store),
      figures: FigureHandler(store: store), catalogue: CatalogueHandler(store: store), store: store)
    _ = try await all.catalogue.applyProgramme(Breakdowns.programme, anyCall())
    _ = try await PersonHandler(store: store).createPerson(Persons.create(), anyCall())
    try await body(all)
  }
}
