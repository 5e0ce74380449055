import Foundation
import Testing

@testable import Admin

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite("The fleet")
struct FleetTests {
  private static let console = Console(language: .en, format: .table, environment: [:])

  private func plan(_ folder: TemporaryFolder, firstPort: Int = 0) -> FleetPlan {
    FleetPlan(executables: folder.path, data: folder.path + "/data", firstPort: firstPort, launcher: nil)
  }

  @Test("tells the reporting service where the others are, and each where the indicators service is")
  func arguments() throws {
    let plan = plan(try TemporaryFolder(), firstPort: 7401)
    let others: [ServiceName: String] = [.indicators: "a:1", .investment: "a:2", .planning: "a:3"]
    #expect(
      plan.arguments(of: .reporting, others: others) == [
        "--listen", "127.0.0.1:7404", "--data", plan.data, "--open-loopback", "--indicators", "a:1", "--investment",
        "a:2", "--planning", "a:3",
      ])
    #expect(
      plan.arguments(of: .planning, others: others) == [
        "--listen", "127.0.0.1:7403", "--data", plan.data, "--open-loopback", "--indicators", "a:1",
      ])
  }

  @Test("hands a database on as it was named: by its flag, or by the environment that its services inherit")
  func database() throws {
    var plan = plan(try TemporaryFolder(), firstPort: 7401)
    plan.database = .flag("postgres://h/db")
    let rest = [
      "--heads", "\(plan.data)/heads", "--head-key", "\(plan.data)/indicators.head-key", "--open-loopback",
    ]
    #expect(
      plan.arguments(of: .indicators, others: [:])
        == ["--listen", "127.0.0.1:7401", "--database", "postgres://h/db"] + rest)
    plan.database = .inherited
    #expect(plan.arguments(of: .indicators, others: [:]) == ["--listen", "127.0.0.1:7401"] + rest)
  }

  @Test("does not start without its executables")
  func absent() async throws {
    let fleet = Fleet(plan: plan(try TemporaryFolder()), console: Self.console)
    let complaint = try #require(await throwing(fleet))
    #expect(complaint.field == "tupo-indicators")
  }

  @Test("tells which service did not start, with its last words, and leaves none behind")
  func died() async throws {
    let folder = try TemporaryFolder()
    for service in ServiceName.allCases {
      let script =
        service == .investment ? "echo disk full >&2; exit 1" : "echo listening on 127.0.0.1:1; exec sleep 1000"
      try await folder.writeScript(script, to: service.executable)
    }
    let fleet = Fleet(plan: plan(folder), console: Self.console)
    let complaint = try #require(await throwing(fleet))
    #expect(complaint.field == "tupo-investment", "\(complaint)")
    #expect(complaint.more == [Bilingual(both: "disk full")])
    await fleet.stop()
  }

  @Test("does not start on a port that is taken")
  func taken() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 1) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    try #require(bound)
    let port = Int(in_port_t(bigEndian: address.sin_port))
    let plan = plan(try TemporaryFolder(), firstPort: port)
    let complaint = try #require(throws: Complaint.self) { try plan.checkPorts() }
    #expect(complaint.what.en.contains("\(port)"))
  }

  @Test(
    "knows a process's end from its status word",
    arguments: [
      (Int32(0), ProcessEnd.exited(0)), (0x0300, .exited(3)), (9, .killed(signal: 9)), (0x8B, .killed(signal: 11)),
    ])
  func ends(_ status: Int32, _ expected: ProcessEnd) {
    #expect(ProcessEnd(status: status) == expected)
  }

  private func throwing(_ fleet: Fleet) async -> Complaint? {
    do {
      _ = try await fleet.start { _, _ in }
      return nil
    } catch {
      return error as? Complaint
    }
  }
}
