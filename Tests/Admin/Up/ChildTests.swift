import Foundation
import Testing

@testable import Admin

@Suite("A child process")
struct ChildTests {
  private func start(_ script: String, in folder: TemporaryFolder) async throws -> Child {
    try await Child.start(
      "tupo-test", program: "/bin/sh", arguments: ["-c", script],
      log: ChildLog(name: "tupo-test", path: folder.path + "/test.log"))
  }

  @Test("tells the address that it listens on, whatever it says before")
  func address() async throws {
    let folder = try TemporaryFolder()
    let child = try await start("echo hello; echo listening on 127.0.0.1:7401; exec sleep 1000", in: folder)
    #expect(await child.address() == "127.0.0.1:7401")
    #expect(await child.stop(patience: .seconds(60)) == .killed(signal: 15))
  }

  @Test("that ends without an address tells its end and its last words")
  func silence() async throws {
    let folder = try TemporaryFolder()
    let child = try await start("echo cannot listen >&2; exit 3", in: folder)
    #expect(await child.address() == nil)
    #expect(await child.end() == .exited(3))
    #expect(child.lastLines == ["cannot listen"])
    #expect(try String(contentsOfFile: folder.path + "/test.log", encoding: .utf8) == "tupo-test cannot listen\n")
  }

  @Test("is given time to drain")
  func drain() async throws {
    let folder = try TemporaryFolder()
    let child = try await start(
      "trap 'echo drained >&2; exit 0' TERM; echo listening on here; while :; do sleep 0.01; done", in: folder)
    #expect(await child.address() == "here")
    #expect(await child.stop(patience: .seconds(60)) == .exited(0))
    #expect(child.lastLines == ["drained"])
  }

  @Test("that does not drain is killed")
  func stubborn() async throws {
    let folder = try TemporaryFolder()
    let child = try await start("trap '' TERM; echo listening on here; while :; do sleep 0.01; done", in: folder)
    _ = await child.address()
    #expect(await child.stop(patience: .milliseconds(1)) == .killed(signal: 9))
  }

  @Test("runs in a process group of its own, so that Ctrl-C does not reach it")
  func group() async throws {
    let folder = try TemporaryFolder()
    let child = try await start("echo listening on $$ $(ps -o pgid= -p $$)", in: folder)
    let numbers = try #require(await child.address()).split(separator: " ")
    #expect(numbers.count == 2 && numbers[0] == numbers[1])
    _ = await child.end()
  }

  @Test("that cannot be started says why")
  func absent() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: SpawnFailure(path: "/nowhere/x", code: 2)) {
      try await Child.start(
        "x", program: "/nowhere/x", arguments: [], log: ChildLog(name: "x", path: folder.path + "/l"))
    }
  }
}
