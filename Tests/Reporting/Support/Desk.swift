import Chassis
import RPC
import Storage
import Synchronization
import TestSupport
import Wire
import WireTupo

@testable import Reporting

/// A reporting service without a network: its handler over a real store, with made answers behind it.
struct Desk {
  let source = SampleSource()
  let store: Store
  let handler: BulletinHandler
  let call = CallContext(path: "/test")
  private let temporary: TemporaryStore

  init() async throws {
    temporary = try await TemporaryStore(ReportingService.migrations)
    store = temporary.store
    handler = BulletinHandler(store: store, source: source)
  }

  /// Runs a test on a desk, and clears it away.
  static func with(_ body: (Desk) async throws -> Void) async throws {
    let desk = try await Desk()
    let result: Result<Void, any Error>
    do { result = .success(try await body(desk)) } catch { result = .failure(error) }
    await desk.temporary.close()
    try result.get()
  }

  static let parent = "programmes/made"

  static var series: ReportingV1.Series {
    .with {
      $0.name = "\(parent)/series/monthly"
      $0.code = "开调通"
      $0.suffix = "（演示）"
      $0.issuer = "演示单位"
      $0.addressee = "各管委会："
      $0.banner = "演示数据 · 非公文"
      $0.titlePattern = "关于{period}情况的通报"
      $0.signings = [
        signing("2013-05", "2013-06-19"), signing("2013-06", "2013-07-19"), signing("2013-12", "2014-01-20"),
      ]
    }
  }

  private static func signing(_ month: String, _ day: String) -> ReportingV1.Series.Signing {
    .with {
      $0.month = month
      $0.signedOn = day
    }
  }

  @discardableResult
  func apply(
    _ change: (inout ReportingV1.ApplyProgrammeRequest) -> Void = { _ in }
  ) async throws -> ReportingV1.ApplyProgrammeResponse {
    var request = ReportingV1.ApplyProgrammeRequest()
    request.parent = Desk.parent
    request.series = Desk.series
    change(&request)
    return try await handler.applyProgramme(request, call)
  }

  func publish(
    _ month: String = "2013-06", correcting edition: Int? = nil,
    _ change: (inout ReportingV1.PublishBulletinRequest) -> Void = { _ in }
  ) async throws -> ReportingV1.Bulletin {
    var request = ReportingV1.PublishBulletinRequest()
    request.parent = Desk.parent
    request.month = month
    request.corrects = edition.map { "\(Desk.parent)/bulletins/\(month)-\($0)" } ?? ""
    change(&request)
    return try await handler.publishBulletin(request, call)
  }

  /// The pieces of a drawing.
  func draw(
    _ name: String, _ format: ReportingV1.Format, from offset: Int64 = 0, for call: CallContext? = nil
  ) async throws -> [ReportingV1.RenderBulletinResponse] {
    let box = Box()
    try await handler.renderBulletin(
      .with {
        $0.name = "\(Desk.parent)/bulletins/\(name)"
        $0.format = format
        $0.offset = offset
      }, ResponseWriter { piece in box.add(piece) }, call ?? self.call)
    return box.pieces
  }
}

/// Gathers pieces from wherever they are written.
private final class Box: Sendable {
  private let held = Mutex<[ReportingV1.RenderBulletinResponse]>([])
  var pieces: [ReportingV1.RenderBulletinResponse] { held.withLock { $0 } }
  func add(_ piece: ReportingV1.RenderBulletinResponse) { held.withLock { $0.append(piece) } }
}

/// The reason with which a call refuses; nil when it does not.
func reason(_ body: () async throws -> some Sendable) async throws -> String? {
  do {
    _ = try await body()
    return nil
  } catch let failure as Failure {
    return failure.reason
  }
}
