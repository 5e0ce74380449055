import Foundation
import RPC
import Testing

@testable import Chassis

@Suite("Settings")
struct SettingsTests {
  private static let width = Setting<Int>("width", default: 8, en: "How wide.", zh: "宽度。")
  private static let table = SettingTable(CommonSettings.rows + LoadSettings.rows + [width.row])

  private func read(
    _ flags: [String] = [], _ environment: [String: String] = [:], file: String? = nil
  ) throws -> Settings {
    guard let file else { return try Settings(arguments: flags, environment: environment, Self.table) }
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml").path
    try file.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try Settings(arguments: ["--config", path] + flags, environment: environment, Self.table)
  }

  @Test(
    "flags go before variables, variables before the file, the file before the default",
    arguments: [
      ([], [:], nil, 8), ([], [:], "width: 1", 1), ([], ["TUPO_WIDTH": "2"], "width: 1", 2),
      (["--width", "3"], ["TUPO_WIDTH": "2"], "width: 1", 3), (["--width=4"], [:], nil, 4),
      ([], ["TUPO_WIDTH": ""], "width: 1", 1), ([], [:], "# nothing", 8),
    ] as [([String], [String: String], String?, Int)])
  func order(flags: [String], environment: [String: String], file: String?, expected: Int) throws {
    #expect(try read(flags, environment, file: file)[Self.width] == expected)
  }

  @Test(
    "proxies are told as addresses and ranges, or refused",
    arguments: [
      ("10.1.2.3", 1), ("10.0.0.0/8,fd00::/8,::1", 3), ("", 0), ("10.0.0.0/33", nil), ("proxy.example", nil),
    ] as [(String, Int?)])
  func proxies(text: String, count: Int?) {
    let settings = try? read([], ["TUPO_TRUSTED_PROXIES": text])
    #expect(settings?[LoadSettings.trustedProxies].count == count)
  }

  @Test("the file may be named by a variable")
  func fileOfVariable() {
    #expect(throws: StartFailure.self) { try read([], ["TUPO_CONFIG": "/nowhere.yaml"]) }
  }

  @Test(
    "what may be said several times is taken in order",
    arguments: [
      (["--listen", "a:1", "--listen", "unix:/s"], [:], nil), ([], ["TUPO_LISTEN": "a:1,unix:/s"], nil),
      ([], [:], "listen: [\"a:1\", \"unix:/s\"]"),
    ] as [([String], [String: String], String?)])
  func several(flags: [String], environment: [String: String], file: String?) throws {
    let settings = try read(flags, environment, file: file)
    #expect(settings[CommonSettings.listen] == [.tcp(host: "a", port: 1), .unix(path: "/s")])
  }

  @Test("a switch is on by its flag alone, or by true")
  func switches() throws {
    #expect(try read(["--open-loopback"])[CommonSettings.openLoopback])
    #expect(try read([], [:], file: "open-loopback: true")[CommonSettings.openLoopback])
    #expect(try !read(["--open-loopback=false"], [:], file: "open-loopback: true")[CommonSettings.openLoopback])
  }

  @Test(
    "what is wrong is told by its place, and never by its value",
    arguments: [
      (["--lisen", "a:1"], [:], nil, "--lisen: there is no such setting"), (["a:1"], [:], nil, "a:1: there is no"),
      (["--listen"], [:], nil, "--listen: its value is missing"),
      (["--data", "a", "--data", "b"], [:], nil, "--data: may be said only once"),
      (["--listen", "secret"], [:], nil, "--listen: expected HOST:PORT or unix:PATH"),
      ([], ["TUPO_LISTEN": "a:1,secret"], nil, "TUPO_LISTEN: expected HOST:PORT"),
      ([], ["TUPO_DATABASE_URL": "secret"], nil, "TUPO_DATABASE_URL: expected postgres://"),
      (["--width", "secret"], [:], nil, "--width: expected a whole number"),
      ([], [:], "# first\ndata: here\nlisen: secret", ".yaml:3: lisen: there is no such setting; known: listen"),
      ([], [:], "config: secret", ".yaml:1: config: there is no such setting"),
      ([], [:], "data: here\nwidth: -3", ".yaml:2: width: expected a whole number"),
      ([], [:], "width: [1, 2]", ".yaml:1: width: may be said only once"),
      ([], [:], "width: {a: secret}", ".yaml:1: width: expected a whole number"),
      ([], [:], "width:", ".yaml:1: width: expected a whole number"),
      ([], [:], "open-loopback: secret", ".yaml:1: open-loopback: expected true or false"),
      ([], [:], "width: 1\nwidth: 2", "duplicate keys: width"), ([], [:], "- secret", "expected lines of NAME: VALUE"),
      ([], [:], "a: [1", "YAML syntax"), ([], ["TUPO_CONFIG": "/nowhere.yaml"], nil, "/nowhere.yaml: cannot be read"),
    ] as [([String], [String: String], String?, String)])
  func wrong(flags: [String], environment: [String: String], file: String?, told: String) {
    let failure = #expect(throws: StartFailure.self) { try read(flags, environment, file: file) }
    #expect(failure?.lines.count == 1 && failure?.description.contains(told) == true, "\(String(describing: failure))")
    #expect(failure?.description.contains("secret") == false)
    #expect(failure?.status == (flags.isEmpty ? .misconfigured : .usage))
  }

  @Test(
    "a variable that no setting has is told, with the one that was meant",
    arguments: [
      ("TUPO_LISTN", "TUPO_LISTN: there is no such setting; did you mean TUPO_LISTEN?"),
      ("TUPO_TLSKEY", "TUPO_TLSKEY: there is no such setting; did you mean TUPO_TLS_KEY?"),
      ("TUPO_listen", "TUPO_listen: there is no such setting; known: "),
      ("TUPO_SOMETHING_ELSE", "TUPO_SOMETHING_ELSE: there is no such setting; known: "),
      ("TUPO_", "TUPO_: there is no such setting; known: "),
    ])
  func unknownVariable(_ name: String, _ told: String) {
    let failure = #expect(throws: StartFailure.self) { try read([], [name: "secret"]) }
    #expect(failure?.lines.count == 1 && failure?.description.contains(told) == true, "\(String(describing: failure))")
    #expect(failure?.description.contains("secret") == false)
    #expect(failure?.status == .misconfigured)
  }

  @Test(
    "variables of others are left to them",
    arguments: [
      "TUPO_SERVICE_HOST", "TUPO_SERVICE_PORT", "TUPO_SERVICE_PORT_INDICATORS", "TUPO_PORT", "TUPO_PORT_7401_TCP",
      "TUPO_PORT_7401_TCP_ADDR", "TUPO_INDICATORS_PORT_7401_TCP_PROTO", "TUPO_PLANNING_ADDRESS", "TUPO_PROGRAMME",
      "TUPO_FAILPOINT", "TUPO_TEST_DATABASE_URL", "TUPOLEV", "LISTEN",
    ])
  func othersVariables(_ name: String) throws {
    _ = try read([], [name: "x"])
  }

  @Test("a variable without a value is as good as none, whatever its name")
  func emptyVariable() throws { _ = try read([], ["TUPO_LISTN": ""]) }

  @Test("everything that is wrong is told at once")
  func allFaults() {
    let failure = #expect(throws: StartFailure.self) {
      try read(["--x"], ["TUPO_WIDTH": "-"], file: "y: 1\nz: 2")
    }
    #expect(failure?.lines.count == 4)
  }

  @Test("help names each setting with its flag and its variable")
  func help() {
    for row in Self.table.rows {
      #expect(Self.table.help.contains("--\(row.name)") && Self.table.help.contains(row.variable))
      #expect(Self.table.markdown.contains("| `\(row.name)` |"))
    }
  }

  @Test("no two settings have a name or a variable in common")
  func distinct() {
    #expect(Set(Self.table.rows.map(\.name)).count == Self.table.rows.count)
    #expect(Set(Self.table.rows.map(\.variable)).count == Self.table.rows.count)
  }
}
