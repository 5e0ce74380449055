import Indicators
import RPC
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Chassis

@Suite("Every read of the indicators service")
struct PastReadTests {
  private typealias Of = IndicatorsV1
  private static let parent = SmallProgramme.parent
  private static let indicator = "\(parent)/indicators/investment"

  /// What is asked beside the lists of the stock, by method.
  private static let single: [String: any WireMessage] = [
    "tupo.indicators.v1.AnalysisService/GetScoreboard": Of.GetScoreboardRequest.with {
      ($0.indicator, $0.month) = ("\(parent)/indicators/added", "2013-06")
    },
    "tupo.indicators.v1.AnalysisService/GetReportingStatus": Of.GetReportingStatusRequest.with {
      ($0.parent, $0.month) = (parent, "2013-06")
    },
    "tupo.indicators.v1.AnalysisService/GetThresholdReport": Of.GetThresholdReportRequest.with {
      ($0.parent, $0.month) = (parent, "2013-06")
    },
    "tupo.indicators.v1.AnalysisService/GetAttainment": Of.GetAttainmentRequest.with {
      ($0.parent, $0.month) = (parent, "2013-06")
    },
    "tupo.indicators.v1.AnalysisService/GetTimeSeries": Of.GetTimeSeriesRequest.with {
      ($0.indicator, $0.fromMonth, $0.toMonth, $0.byZone) = ("\(parent)/indicators/added", "2013-05", "2013-06", true)
    },
    "tupo.indicators.v1.AnalysisService/GetContributions": Of.GetContributionsRequest.with {
      ($0.indicator, $0.month) = ("\(parent)/indicators/added", "2013-06")
    },
    "tupo.indicators.v1.AnalysisService/GetOutlook": Of.GetOutlookRequest.with {
      ($0.indicator, $0.month) = ("\(parent)/indicators/added", "2013-06")
    },
    "tupo.indicators.v1.BreakdownService/GetBreakdown": Of.GetBreakdownRequest.with {
      $0.name = "\(parent)/zones/x0/targets/investment-2013/breakdown"
    },
    "tupo.indicators.v1.BreakdownService/ProposeBreakdown": Of.ProposeBreakdownRequest.with {
      $0.name = "\(parent)/zones/x0/targets/investment-2013/breakdown"
      $0.method = .equal
    },
    "tupo.indicators.v1.CatalogueService/GetProgramme": Of.GetProgrammeRequest.with { $0.name = parent },
    "tupo.indicators.v1.CatalogueService/GetZone": Of.GetZoneRequest.with { $0.name = "\(parent)/zones/x0" },
    "tupo.indicators.v1.CatalogueService/GetIndicator": Of.GetIndicatorRequest.with { $0.name = indicator },
    "tupo.indicators.v1.CheckService/CheckMonth": Of.CheckMonthRequest.with {
      ($0.parent, $0.month) = (parent, "2013-06")
    },
    "tupo.indicators.v1.CheckService/GetDigitPattern": Of.GetDigitPatternRequest.with {
      $0.indicator = "\(parent)/indicators/added"
      ($0.fromMonth, $0.toMonth) = ("2013-05", "2013-06")
    },
    "tupo.indicators.v1.DelegationService/GetDelegation": Of.GetDelegationRequest.with {
      $0.name = "\(parent)/delegations/x0"
    },
    "tupo.indicators.v1.EnterpriseService/GetEnterprise": Of.GetEnterpriseRequest.with {
      $0.name = "\(parent)/enterprises/x0"
    },
    "tupo.indicators.v1.EnterpriseService/GetEnterpriseTable": Of.GetEnterpriseTableRequest.with {
      ($0.indicator, $0.month) = (indicator, "2013-06")
    },
    "tupo.indicators.v1.FigureService/GetFigure": Of.GetFigureRequest.with {
      $0.name = "\(parent)/zones/x0/indicators/added/figures/2013-06"
    },
    "tupo.indicators.v1.FormService/GetForm": Of.GetFormRequest.with { $0.name = "\(parent)/forms/x0" },
    "tupo.indicators.v1.PersonService/GetPerson": Of.GetPersonRequest.with { $0.name = "\(parent)/persons/x0" },
    "tupo.indicators.v1.ProvenanceService/ExplainFigure": Of.ExplainFigureRequest.with {
      $0.name = "\(parent)/zones/x0/indicators/added/figures/2013-06"
    },
    "tupo.indicators.v1.SubmissionService/GetSubmission": Of.GetSubmissionRequest.with {
      $0.name = "\(parent)/zones/x0/submissions/x0"
    },
    "tupo.indicators.v1.TargetService/GetTarget": Of.GetTargetRequest.with {
      $0.name = "\(parent)/zones/x0/targets/investment-2013"
    },
    "tupo.indicators.v1.TimelinessService/GetTimeliness": Of.GetTimelinessRequest.with {
      $0.parent = parent
      ($0.fromMonth, $0.toMonth) = ("2013-01", "2013-06")
    },
  ]

  /// What the writes of this test do not touch: of a single thing that stays as it is, the past is the present.
  private static let unchanged: Set<String> = []

  @Test("answers as of a past moment what it answered then, byte for byte, whatever came after")
  func past() async throws {
    let served = try await ServedService(IndicatorsService.self)
    do {
      for number in 0..<2 { try await IndicatorsStock.grow(number, served.channel) }
      let reads = try ReadContract.all().filter { $0.method.hasPrefix("tupo.indicators.") && $0.point != nil }
      let requests = IndicatorsStock.requests.merging(Self.single) { first, _ in first }
      var then: [(read: ReadContract, answer: [UInt8])] = []
      for read in reads {
        let request = try #require(requests[read.method], "\(read.method) is asked nothing")
        then.append((read, try await ask(read, request, nil, served)))
      }
      let forms = try await Of.FormServiceClient(served.channel).listForms(
        .with { $0.parent = Self.parent }, options: IndicatorsStock.office)
      let version = try #require(forms.version)
      for number in 2..<4 { try await IndicatorsStock.grow(number, served.channel) }
      try await Self.change(served.channel)
      for (read, answer) in then {
        let request = try #require(requests[read.method])
        #expect(try await ask(read, request, version, served) == answer, "\(read.method)")
        let now = try await ask(read, request, nil, served)
        #expect((now == answer) == Self.unchanged.contains(read.method), "\(read.method)")
      }
    } catch { Issue.record(error) }
    await served.close()
  }
}

extension PastReadTests {
  /// Changes what the stock made first, so that no read answers as before.
  private static func change(_ channel: RPCChannel) async throws {
    let office = IndicatorsStock.office
    let (zone, x0) = ("\(parent)/zones/x0", "\(parent)/%@/x0")
    func name(_ collection: String) -> String { x0.replacing("%@", with: collection) }
    var programme = IndicatorsStock.programme(upTo: 3)
    programme.programme?.title = IndicatorsStock.text("改名的计划")
    for index in programme.zones.indices where programme.zones[index].name == zone {
      programme.zones[index].attributes[0].title = IndicatorsStock.text("改名的区")
    }
    programme.indicators[0].title = IndicatorsStock.text("改名的投资")
    programme.indicators[0].definition = IndicatorsStock.text("改过的口径")
    let applied = programme
    _ = try await Of.CatalogueServiceClient(channel).applyProgramme(applied, options: office)
    let figures = ["2013-05", "2013-06"].map {
      SmallProgramme.figure("x0", $0, 170, of: "added", base: 90, growth: 3_500)
    }
    _ = try await Of.FigureServiceClient(channel).submitFigures(SmallProgramme.submit(figures), options: office)
    _ = try await Of.EnterpriseServiceClient(channel).updateEnterprise(
      .with {
        $0.enterprise = .with { ($0.name, $0.title) = (name("enterprises"), "改名的企业") }
        $0.updateMask = .with { $0.paths = ["title"] }
      }, options: office)
    _ = try await Of.PersonServiceClient(channel).updatePerson(
      .with {
        $0.person = .with {
          $0.name = name("persons")
          $0.posts = [
            .with {
              ($0.unit, $0.title, $0.role, $0.validFrom) = (zone, IndicatorsStock.text("主任"), .clerk, "2012-01-01")
            }
          ]
        }
        $0.updateMask = .with { $0.paths = ["posts"] }
      }, options: office)
    _ = try await Of.FormServiceClient(channel).extendForm(
      .with {
        $0.name = name("forms")
        $0.extension = .with { ($0.zone, $0.until, $0.reason) = (zone, "2099-12-31", "系统故障") }
      }, options: office)
    _ = try await Of.DelegationServiceClient(channel).revokeDelegation(
      .with { ($0.name, $0.reason) = (name("delegations"), "已回岗") },
      options: ServedService.options("system:administrator"))
    let targets = Of.TargetServiceClient(channel)
    var target = try await targets.getTarget(
      .with { $0.name = "\(zone)/targets/investment-2013" }, options: office)
    target.goal = .value(9_600)
    let wanted = target
    _ = try await targets.updateTarget(.with { $0.target = wanted }, options: office)
  }

  /// The answer of now, or of a version.
  private func ask(
    _ read: ReadContract, _ base: any WireMessage, _ version: CommonV1.DataVersion?, _ served: ServedService
  ) async throws -> [UInt8] {
    var request = try RawMessage(decoding: base.encoded())
    if let size = read.size { request.set(size.number, .varint(1_000)) }
    if let version, let point = read.point {
      var wanted = RawMessage()
      wanted.append(1, try RawMessage(decoding: version.encoded()))
      request.append(point.number, wanted)
    }
    let parts = read.method.split(separator: "/").map(String.init)
    let method = MethodDescriptor<GoogleProtobuf.Empty, GoogleProtobuf.Empty>(
      service: parts[0], name: parts[1], kind: .unary)
    let asked = try GoogleProtobuf.Empty(decoding: request.encoded())
    let caller = parts[0].hasSuffix("AccessService") ? "auditor" : "cityoffice"
    return try await served.channel.unary(method, asked, options: ServedService.options("system:\(caller)")).encoded()
  }
}
