import Logging
import RPC
import Synchronization
import Testing
import Wire
import WireTupo

@testable import Chassis

@Suite("The scheduled runs of a service")
struct ScheduleTests {
  private struct Broken: Error {}

  /// What was seen of runs and pauses, and the pause at which the test has seen enough.
  private final class Seen: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock(\.self) }
    func note(_ line: String) { lines.withLock { $0.append(line) } }
  }

  private static func method(_ name: String, roles: RoleNumbers) -> MethodDescriptor<
    CommonV1.DataVersion, CommonV1.DataVersion
  > {
    MethodDescriptor(
      service: "test.v1.Service", name: name, kind: .unary,
      options: MethodOptions(access: MethodAccess(roles: roles, reach: .everything)))
  }

  /// Runs a schedule of the indicators service until the given number of pauses were asked for.
  private func runs(_ runs: [ScheduledRun], pauses: Int, _ seen: Seen) async {
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let left = Mutex(pauses)
    let schedule = Schedule(runs, of: "indicators", board: AccessBoard(), logger: quiet)
    await schedule.begin(now: { 0 }) { interval in
      seen.note("pause \(interval)")
      if left.withLock({ left in
        left -= 1; return left <= 0
      }) {
        throw CancellationError()
      }
    }.value
  }

  @Test("are made at once and after each interval, as the service itself")
  func repeats() async {
    let seen = Seen()
    let run = ScheduledRun(Self.method("Purge", roles: AccessRole.system.numbers), every: .seconds(60)) { call in
      seen.note("\(call.path) by \(call.principalName)")
      return "1"
    }
    await runs([run], pauses: 2, seen)
    let made = "/test.v1.Service/Purge by services/indicators"
    #expect(seen.all == [made, "pause 60.0 seconds", made, "pause 60.0 seconds"])
  }

  @Test("go on after one that failed")
  func failure() async {
    let seen = Seen()
    let run = ScheduledRun(Self.method("Purge", roles: AccessRole.system.numbers), every: .seconds(60)) { _ in
      seen.note("failed")
      throw Broken()
    }
    await runs([run], pauses: 2, seen)
    #expect(seen.all == ["failed", "pause 60.0 seconds", "failed", "pause 60.0 seconds"])
  }

  @Test("may do what the service's roles allow, and nothing else")
  func roles() async {
    let seen = Seen()
    let run = ScheduledRun(Self.method("Found", roles: AccessRole.administrator.numbers), every: .seconds(60)) { _ in
      seen.note("ran")
      return ""
    }
    await runs([run], pauses: 1, seen)
    #expect(seen.all == ["pause 60.0 seconds"])
  }
}
