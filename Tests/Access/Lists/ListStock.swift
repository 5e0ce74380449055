import Indicators
import InvestmentPromotion
import ParkPlanning
import RPC
import Reporting
import TestSupport
import Wire
import WireTupo

@testable import Chassis

/// What lists have something to list of: each growth adds to every list of its service.
protocol ListStock {
  associatedtype Definition: ServiceDefinition
  /// The requests of its lists that have something to list.
  static var requests: [String: any WireMessage] { get }
  /// Adds the things of a number to all of them.
  static func grow(_ number: Int, _ channel: RPCChannel) async throws
}

extension ListStock {
  static var parent: String { SmallProgramme.parent }
  static var office: CallOptions { ServedService.options("system:cityoffice") }

  static func text(_ words: String) -> CommonV1.LocalizedText { .with { $0.zh = words } }
}

/// Projects.
enum InvestmentStock: ListStock {
  typealias Definition = InvestmentService

  static let requests: [String: any WireMessage] = [
    "tupo.investment.v1.ProjectService/ListProjects": InvestmentV1.ListProjectsRequest.with { $0.parent = parent }
  ]

  static func grow(_ number: Int, _ channel: RPCChannel) async throws {
    _ = try await InvestmentV1.ProjectServiceClient(channel).createProject(
      Requests.create("x\(number)", Requests.own), options: office)
  }
}

/// Tracks.
enum PlanningStock: ListStock {
  typealias Definition = PlanningService

  static let requests: [String: any WireMessage] = [
    "tupo.planning.v1.TrackService/ListTracks": PlanningV1.ListTracksRequest.with { $0.parent = parent }
  ]

  static func grow(_ number: Int, _ channel: RPCChannel) async throws {
    _ = try await PlanningV1.TrackServiceClient(channel).createTrack(
      Requests.create(track: "x\(number)", Requests.own), options: office)
  }
}

/// Offices, meetings and supervised items. Bulletins need the three other services.
enum ReportingStock: ListStock {
  typealias Definition = ReportingService

  static let requests: [String: any WireMessage] = [
    "tupo.reporting.v1.BulletinService/ListOffices": ReportingV1.ListOfficesRequest.with { $0.parent = parent },
    "tupo.reporting.v1.BulletinService/ListMeetings": ReportingV1.ListMeetingsRequest.with { $0.parent = parent },
    "tupo.reporting.v1.SupervisionService/ListSupervisedItems":
      ReportingV1.ListSupervisedItemsRequest.with { $0.parent = parent },
  ]

  static func grow(_ number: Int, _ channel: RPCChannel) async throws {
    let request = ReportingV1.ApplyProgrammeRequest.with {
      $0.parent = parent
      $0.series = .with {
        $0.name = "\(parent)/series/monthly"
        $0.code = "开调通"
        $0.issuer = "演示单位"
        $0.addressee = "各管委会："
        $0.titlePattern = "关于{period}情况的通报"
      }
      $0.offices = (0...number).map { n in
        .with {
          $0.name = "\(parent)/offices/x\(n)"
          $0.title = text("单位\(n)")
          $0.order = Int32(n + 1)
        }
      }
      $0.meetings = (0...number).map { n in
        .with {
          $0.name = "\(parent)/meetings/x\(n)"
          $0.title = text("会议\(n)")
        }
      }
    }
    _ = try await ReportingV1.BulletinServiceClient(channel).applyProgramme(request, options: office)
    _ = try await ReportingV1.SupervisionServiceClient(channel).createSupervisedItem(
      .with {
        $0.parent = parent
        $0.itemId = "x\(number)"
        $0.item = .with {
          $0.origin = .leaderNote
          $0.notedBy = "分管副市长"
          $0.request = text("请查明原因。")
          $0.unit = Requests.own
          $0.dueOn = "2099-06-\(10 + number % 20)"
        }
      }, options: office)
  }
}
