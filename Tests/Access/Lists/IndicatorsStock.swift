import Domain
import Indicators
import RPC
import TestSupport
import Wire
import WireTupo

@testable import Chassis

/// Everything that the indicators service lists.
enum IndicatorsStock: ListStock {
  typealias Definition = IndicatorsService
  private typealias Of = IndicatorsV1

  private static let zone = "\(parent)/zones/x0"
  private static let person = "\(parent)/persons/x0"
  private static let breakdown = "\(zone)/targets/investment-2013/breakdown"

  static let requests: [String: any WireMessage] = [
    "tupo.common.v1.AuditService/ListEntries": CommonV1.ListEntriesRequest(),
    "tupo.indicators.v1.AccessService/ListGrants": Of.ListGrantsRequest(),
    "tupo.indicators.v1.AnalysisService/ListLightTurns": Of.ListLightTurnsRequest.with {
      $0.parent = parent
      $0.month = "2013-06"
    },
    "tupo.indicators.v1.BreakdownService/ListBreakdowns": Of.ListBreakdownsRequest.with { $0.parent = parent },
    "tupo.indicators.v1.BreakdownService/ListBreakdownVersions":
      Of.ListBreakdownVersionsRequest.with { $0.parent = breakdown },
    "tupo.indicators.v1.BreakdownService/ListDeliverables": Of.ListDeliverablesRequest.with {
      $0.parent = parent
      $0.subject = person
      $0.month = "2013-06"
    },
    "tupo.indicators.v1.CatalogueService/ListProgrammes": Of.ListProgrammesRequest(),
    "tupo.indicators.v1.CatalogueService/ListZones": Of.ListZonesRequest.with { $0.parent = parent },
    "tupo.indicators.v1.CatalogueService/ListSuccessions": Of.ListSuccessionsRequest.with { $0.parent = parent },
    "tupo.indicators.v1.CatalogueService/ListZoneGroups": Of.ListZoneGroupsRequest.with { $0.parent = parent },
    "tupo.indicators.v1.CatalogueService/ListIndicatorSets": Of.ListIndicatorSetsRequest.with { $0.parent = parent },
    "tupo.indicators.v1.CatalogueService/ListIndicators": Of.ListIndicatorsRequest.with { $0.parent = parent },
    "tupo.indicators.v1.CheckService/ListCheckRules": Of.ListCheckRulesRequest.with { $0.parent = parent },
    "tupo.indicators.v1.DelegationService/ListDelegations": Of.ListDelegationsRequest.with { $0.parent = parent },
    "tupo.indicators.v1.EnterpriseService/ListEnterprises": Of.ListEnterprisesRequest.with { $0.parent = parent },
    "tupo.indicators.v1.EnterpriseService/ListEnterpriseFigures":
      Of.ListEnterpriseFiguresRequest.with { $0.parent = parent },
    "tupo.indicators.v1.FigureService/ListFigures": Of.ListFiguresRequest.with { $0.parent = parent },
    "tupo.indicators.v1.FormService/ListForms": Of.ListFormsRequest.with { $0.parent = parent },
    "tupo.indicators.v1.PersonService/ListPersons": Of.ListPersonsRequest.with { $0.parent = parent },
    "tupo.indicators.v1.SubmissionService/ListSubmissions":
      Of.ListSubmissionsRequest.with { $0.parent = "\(parent)/forms/x0" },
    "tupo.indicators.v1.TargetService/ListTargets": Of.ListTargetsRequest.with { $0.parent = parent },
    "tupo.indicators.v1.TargetService/ListThresholdTargets":
      Of.ListThresholdTargetsRequest.with { $0.parent = parent },
    "tupo.indicators.v1.TimelinessService/ListReminders": Of.ListRemindersRequest.with {
      $0.parent = "\(parent)/forms/x0"
      $0.on = "2013-08-01"
    },
  ]

  static func grow(_ number: Int, _ channel: RPCChannel) async throws {
    let catalogue = Of.CatalogueServiceClient(channel)
    _ = try await catalogue.applyProgramme(programme(upTo: number), options: office)
    _ = try await catalogue.applyProgramme(other(number), options: office)
    try await grant(number, channel)
    _ = try await Of.PersonServiceClient(channel).createPerson(clerk(number), options: office)
    _ = try await Of.FormServiceClient(channel).createForm(form(number), options: office)
    _ = try await Of.FigureServiceClient(channel).submitFigures(figures(number), options: office)
    try await register(number, Of.EnterpriseServiceClient(channel))
    try await divide("\(parent)/zones/x\(number)/targets/investment-2013/breakdown", number, channel)
    if number > 0 { try await divide(breakdown, number, channel) }
  }

  /// The programme with the zones, indicators, sets, groups, rules and thresholds up to a number.
  static func programme(upTo number: Int) -> IndicatorsV1.ApplyProgrammeRequest {
    let numbers = Array(0...number)
    var request = SmallProgramme.request(
      zones: ["a", "b", "c"] + numbers.flatMap { ["x\($0)", "x\($0)-old", "x\($0)-new"] })
    for index in request.targets.indices where request.targets[index].indicator.hasSuffix("/investment") {
      request.targets[index].goal = .value(1_200)
    }
    request.indicators += numbers.map { SmallProgramme.indicator("x\($0)", "指标\($0)", .nominal) }
    request.thresholds = numbers.map { n in
      .with {
        $0.name = "\(parent)/thresholds/x\(n)"
        $0.title = text("超百亿")
        $0.indicator = "\(parent)/indicators/investment"
        $0.year = 2013
        $0.value = Int64(n * 10)
        $0.operator = .greaterThan
        $0.count = 1
        $0.zones = [Requests.own]
      }
    }
    request.checkRules = numbers.map { n in
      .with {
        $0.name = "\(parent)/checkRules/x\(n)"
        $0.kind = .range
        $0.severity = .soft
        $0.indicators = ["\(parent)/indicators/x\(n)"]
        $0.lowerLimit = "0"
        $0.upperLimit = "9"
        $0.request = text("请核对")
      }
    }
    request.successions = numbers.map { n in
      .with {
        $0.name = "\(parent)/successions/x\(n)"
        $0.title = text("更名")
        $0.validFrom = "2013-03-01"
        $0.predecessors = ["\(parent)/zones/x\(n)-old"]
        $0.successors = ["\(parent)/zones/x\(n)-new"]
      }
    }
    request.zoneGroups = numbers.map { n in
      .with {
        $0.name = "\(parent)/zoneGroups/x\(n)"
        $0.title = text("片区\(n)")
        $0.members = [.with { $0.zone = "\(parent)/zones/x\(n)" }]
      }
    }
    request.indicatorSets = numbers.map { n in
      .with {
        $0.name = "\(parent)/indicatorSets/\(2100 + n)"
        $0.title = text("指标集")
        $0.groups = [.with { $0.indicators = ["\(parent)/indicators/investment"] }]
      }
    }
    return request
  }

  private static func other(_ number: Int) -> Of.ApplyProgrammeRequest {
    .with {
      $0.programme = SmallProgramme.request().programme
      $0.programme?.name = "programmes/x\(number)"
    }
  }

  private static func clerk(_ number: Int) -> Of.CreatePersonRequest {
    .with {
      $0.parent = parent
      $0.personId = "x\(number)"
      $0.person = .with {
        $0.posts = [
          .with {
            $0.unit = "\(parent)/zones/x\(number)"
            $0.title = text("科员")
            $0.role = .clerk
            $0.validFrom = "2012-01-01"
          }
        ]
      }
    }
  }

  /// A form of a month of its own, as many before June 2013 as its number.
  private static func form(_ number: Int) -> Of.CreateFormRequest {
    let months = 2013 * 12 + 5 - number
    let month = "\(months / 12)-" + (months % 12 < 9 ? "0" : "") + "\(months % 12 + 1)"
    return .with {
      $0.parent = parent
      $0.formId = "x\(number)"
      $0.form = .with {
        $0.month = month
        $0.title = text("月报")
        $0.groups = [.with { $0.indicators = ["\(parent)/indicators/investment"] }]
        $0.opensOn = "2013-07-01"
        $0.dueOn = "2013-07-10"
        $0.graceWorkingDays = Int32(number)
      }
    }
  }

  /// Growth well above what is asked in May, and well below it in June.
  private static func figures(_ number: Int) -> Of.SubmitFiguresRequest {
    SmallProgramme.submit(
      [("2013-05", Int64(4_000)), ("2013-06", 1_000)].map { month, growth in
        SmallProgramme.figure("x\(number)", month, 100, of: "added", growth: growth)
      })
  }

  /// An enterprise, and what it gives to its zone's figure.
  private static func register(_ number: Int, _ client: Of.EnterpriseServiceClient) async throws {
    let zone = "\(parent)/zones/x\(number)"
    _ = try await client.createEnterprise(
      .with {
        $0.parent = parent
        $0.enterpriseId = "x\(number)"
        $0.enterprise = .with {
          $0.code = code(number)
          $0.title = "第\(number)企业"
          $0.placements = [
            .with {
              $0.zone = zone
              $0.validFrom = "2012-01-01"
            }
          ]
        }
      }, options: office)
    _ = try await client.submitEnterpriseFigures(
      .with {
        $0.parent = zone
        $0.figures = [
          .with {
            $0.enterprise = "\(parent)/enterprises/x\(number)"
            $0.indicator = "\(parent)/indicators/investment"
            $0.month = "2013-06"
            $0.value = Int64(number + 1)
          }
        ]
      }, options: office)
  }

  /// A code whose two check characters are right.
  private static func code(_ number: Int) -> String {
    let place = String(1_000 + number)
    let all = "0123456789X".flatMap { organisation in
      "0123456789ABCDEFGHJKLMNPQRTUWXY".map { "913708117300\(place)\(organisation)\($0)" }
    }
    return all.first { (try? EnterpriseCode($0)) != nil } ?? ""
  }

  /// A version more of a breakdown, for which one person answers.
  private static func divide(_ name: String, _ number: Int, _ channel: RPCChannel) async throws {
    let client = Of.BreakdownServiceClient(channel)
    var proposed = try await client.proposeBreakdown(
      .with {
        $0.name = name
        $0.method = .equal
      }, options: office)
    for index in proposed.nodes.indices { proposed.nodes[index].person = person }
    (proposed.agreement, proposed.reason) = ("会议纪要\(number)", "调整")
    let wanted = proposed
    _ = try await client.updateBreakdown(.with { $0.breakdown = wanted }, options: office)
  }

  /// The roles that callers have in this test, which the first call puts in the place of those that they came with; and a
  /// delegation of one.
  private static func grant(_ number: Int, _ channel: RPCChannel) async throws {
    let client = Of.AccessServiceClient(channel)
    let administrator = ServedService.options("system:administrator")
    func grant(_ principal: String, _ role: CommonV1.Role, _ scope: String = "city") async throws {
      _ = try await client.createGrant(
        .with {
          $0.grant = .with {
            $0.principal = principal
            $0.role = role
            $0.scope = scope
          }
        }, options: administrator)
    }
    if number == 0 {
      try await grant("systems/administrator", .administrator)
      try await grant("systems/cityoffice", .cityOffice)
      try await grant("systems/auditor", .auditor)
    }
    try await grant("people/x\(number)", .zoneReporter, Requests.own)
    _ = try await Of.DelegationServiceClient(channel).createDelegation(
      .with {
        $0.parent = parent
        $0.delegationId = "x\(number)"
        $0.delegation = .with {
          $0.delegator = "people/x\(number)"
          $0.deputy = "people/deputy"
          $0.role = .zoneReporter
          $0.scope = Requests.own
          $0.validFrom = "2099-01-01"
          $0.validTo = "2099-01-0\(number % 9 + 1)"
          $0.reason = "出差"
        }
      }, options: administrator)
  }
}
