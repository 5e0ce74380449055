import TestSupport
import Wire
import WireStandard
import WireTupo

/// Requests that name a zone, or something of it, for the methods that ask for one. All others are called with nothing.
struct Requests {
  /// Zones of the small programme.
  static let (own, foreign) = ("\(SmallProgramme.parent)/zones/a", "\(SmallProgramme.parent)/zones/b")

  /// The request of a method about a zone; nil when it names none.
  static func request(_ method: String, _ zone: String) -> (any WireMessage)? {
    let id = zone == own ? "a" : "b"
    return switch method {
    case "tupo.common.v1.WatchService/Watch":
      CommonV1.WatchRequest.with {
        $0.scopes = [zone]
        $0.endAtHead = true
      }
    case "tupo.indicators.v1.FigureService/SubmitFigures":
      SmallProgramme.submit([SmallProgramme.figure(id, "2013-01", 1)], dryRun: true)
    case "tupo.indicators.v1.FigureService/GetFigure":
      IndicatorsV1.GetFigureRequest.with { $0.name = SmallProgramme.figure(id, "2013-01", nil).name }
    case "tupo.indicators.v1.FigureService/ListFigures": IndicatorsV1.ListFiguresRequest.with { $0.parent = zone }
    case "tupo.indicators.v1.ProvenanceService/ExplainFigure":
      IndicatorsV1.ExplainFigureRequest.with { $0.name = SmallProgramme.figure(id, "2013-01", nil).name }
    case "tupo.indicators.v1.CheckService/CheckMonth":
      IndicatorsV1.CheckMonthRequest.with {
        $0.parent = zone
        $0.month = "2013-06"
      }
    case "tupo.indicators.v1.EnterpriseService/SubmitEnterpriseFigures":
      IndicatorsV1.SubmitEnterpriseFiguresRequest.with {
        $0.parent = zone
        $0.validateOnly = true
      }
    case "tupo.indicators.v1.EnterpriseService/ListEnterpriseFigures":
      IndicatorsV1.ListEnterpriseFiguresRequest.with { $0.parent = zone }
    case "tupo.indicators.v1.SubmissionService/UpdateSubmission":
      IndicatorsV1.UpdateSubmissionRequest.with { $0.submission = .with { $0.name = "\(zone)/submissions/june" } }
    case let method where method.hasPrefix("tupo.indicators.v1.SubmissionService/"): submission(method, zone)
    case "tupo.indicators.v1.TargetService/ListTargets": IndicatorsV1.ListTargetsRequest.with { $0.parent = zone }
    case "tupo.indicators.v1.TargetService/GetTarget":
      IndicatorsV1.GetTargetRequest.with { $0.name = SmallProgramme.target(id, "investment").name }
    case let method where method.hasPrefix("tupo.indicators.v1.BreakdownService/"):
      breakdown(String(method.split(separator: "/")[1]), zone)
    case "tupo.investment.v1.ProjectService/CreateProject": create(id, zone)
    case "tupo.investment.v1.ProjectService/GetProject":
      InvestmentV1.GetProjectRequest.with { $0.name = project(id, zone).name }
    case "tupo.investment.v1.ProjectService/ListProjects": InvestmentV1.ListProjectsRequest.with { $0.zone = zone }
    case "tupo.investment.v1.ProjectService/UpdateProject":
      InvestmentV1.UpdateProjectRequest.with {
        $0.project = project(id, zone)
        $0.updateMask = .with { $0.paths = ["title"] }
        $0.validateOnly = true
      }
    case "tupo.investment.v1.ProjectService/MoveProject":
      InvestmentV1.MoveProjectRequest.with {
        $0.name = project(id, zone).name
        $0.move = project(id, zone).history[0]
        $0.validateOnly = true
      }
    case "tupo.planning.v1.TrackService/CreateTrack": create(track: id, zone)
    case "tupo.planning.v1.TrackService/GetTrack":
      PlanningV1.GetTrackRequest.with { $0.name = "\(SmallProgramme.parent)/tracks/\(id)" }
    case "tupo.planning.v1.TrackService/CompleteMilestone":
      PlanningV1.CompleteMilestoneRequest.with {
        $0.track = "\(SmallProgramme.parent)/tracks/\(id)"
        $0.milestoneId = "m"
        $0.completion = .with {
          $0.on = "2013-06-30"
          $0.evidence = "公告"
        }
        $0.validateOnly = true
      }
    default: nil
    }
  }

  /// The request of a method of breakdowns about a zone's.
  private static func breakdown(_ method: String, _ zone: String) -> (any WireMessage)? {
    let name = "\(zone)/targets/investment-2013/breakdown"
    return switch method {
    case "GetBreakdown": IndicatorsV1.GetBreakdownRequest.with { $0.name = name }
    case "ListBreakdowns": IndicatorsV1.ListBreakdownsRequest.with { $0.parent = zone }
    case "ProposeBreakdown": IndicatorsV1.ProposeBreakdownRequest.with { $0.name = name }
    case "UpdateBreakdown": IndicatorsV1.UpdateBreakdownRequest.with { $0.breakdown = .with { $0.name = name } }
    case "LockBreakdown": IndicatorsV1.LockBreakdownRequest.with { $0.name = name }
    case "UnlockBreakdown": IndicatorsV1.UnlockBreakdownRequest.with { $0.name = name }
    case "ListBreakdownVersions": IndicatorsV1.ListBreakdownVersionsRequest.with { $0.parent = name }
    case "ReportDeliveries": IndicatorsV1.ReportDeliveriesRequest.with { $0.name = name }
    case "ListDeliverables": IndicatorsV1.ListDeliverablesRequest.with { $0.parent = zone }
    default: nil
    }
  }

  /// The request of a step of a zone's submission: all of them name it in their first field.
  private static func submission(_ method: String, _ zone: String) -> (any WireMessage)? {
    switch method.split(separator: "/").last {
    case "ListSubmissions", "ApproveSubmissions", "PublishForm": nil
    default: IndicatorsV1.GetSubmissionRequest.with { $0.name = "\(zone)/submissions/june" }
    }
  }

  /// The messages of an import with one row about a zone.
  static func sheet(_ zone: String) -> [IndicatorsV1.ImportFiguresRequest] {
    [
      .with {
        $0.part = .heading(
          .with {
            $0.parent = SmallProgramme.parent
            $0.file = "a.csv"
            $0.columns = ["单位", "指标", "月份", "计量单位", "累计"]
            $0.validateOnly = true
          })
      },
      .with {
        $0.part = .slice(
          .with {
            $0.rows = [
              .with {
                $0.number = 2
                $0.cells = [zone == own ? "a区" : "b区", "投资", "2013-06", "元", "1"]
              }
            ]
          })
      },
    ]
  }

  /// What is there before the calls, in each zone.
  static func create(_ id: String, _ zone: String) -> InvestmentV1.CreateProjectRequest {
    .with {
      $0.parent = SmallProgramme.parent
      $0.projectId = id
      $0.project = project(id, zone)
    }
  }

  /// The same of the planning service.
  static func create(track id: String, _ zone: String) -> PlanningV1.CreateTrackRequest {
    .with {
      $0.parent = SmallProgramme.parent
      $0.trackId = id
      $0.track = .with {
        $0.name = "\(SmallProgramme.parent)/tracks/\(id)"
        $0.title = .with { $0.zh = "事项" }
        $0.zone = zone
        $0.startsOn = "2013-06-01"
        $0.milestones = [
          .with {
            $0.id = "m"
            $0.title = .with { $0.zh = "节点" }
            $0.durationDays = 10
          }
        ]
      }
    }
  }

  private static func project(_ id: String, _ zone: String) -> InvestmentV1.Project {
    .with {
      $0.name = "\(SmallProgramme.parent)/projects/\(id)"
      $0.title = .with { $0.zh = "项目" }
      $0.zone = zone
      $0.channel = .industryChain
      $0.history = [
        .with {
          $0.stage = .clue
          $0.on = "2013-03-01"
        }
      ]
    }
  }
}
