import Foundation
import Logging
import Synchronization
import Testing

@testable import Chassis
@testable import RPC

@Suite("A log line") struct LogTests {
  /// What is written by a logger at a fixed time.
  private func lines(_ form: LogForm, _ level: Logger.Level = .info, _ body: (Logger) -> Void) -> [String] {
    let written = Written()
    var output = LogOutput(level: level, form: form)
    output.clock = { 1_374_222_600_007_999 }
    output.sink = { written.add($0) }
    body(Logger(label: "tupo-test") { ServiceLogHandler(label: $0, output: output) })
    return written.all
  }

  private final class Written: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
  }

  @Test("is one JSON object for programs, one line of words for people")
  func forms() {
    func log(_ logger: Logger) {
      logger.info("draining", metadata: ["signal": "SIGTERM", "ms": .stringConvertible(1.5), "of": "a b"])
    }
    #expect(
      lines(.json, .info, log) == [
        """
        {"time":"2013-07-19T08:30:00.007Z","level":"info","label":"tupo-test","message":"draining",\
        "ms":1.5,"of":"a b","signal":"SIGTERM"}

        """
      ])
    #expect(
      lines(.text, .info, log) == [
        "2013-07-19T08:30:00.007Z info tupo-test: draining ms=1.5 of=\"a b\" signal=SIGTERM\n"
      ])
  }

  @Test("is one line whatever is in it, and valid JSON", arguments: LogForm.allCases)
  func controls(_ form: LogForm) throws {
    let evil = "a\n2013 error x: forged\r\u{1b}[31m\u{0}\u{2028}\u{9b}\"\\\t汉字"
    let line = try #require(lines(form) { $0.info("\(evil)", metadata: ["\(evil)": "\(evil)"]) }.first)
    #expect(
      line.unicodeScalars.count { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) || $0.value == 0x2028 } == 1)
    if form == .json {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["message"] as? String == evil)
      #expect(object?[evil] as? String == evil)
    }
  }

  @Test("below the level is not written")
  func levels() {
    #expect(lines(.text, .warning) { $0.info("no") } == [])
    #expect(lines(.text, .debug) { $0.debug("yes") }.count == 1)
  }

  @Test("of a denied call is written at any level", arguments: [Logger.Level.warning, .error, .critical])
  func denials(_ level: Logger.Level) {
    func call(_ code: RPCError.Code) -> FinishedCall {
      FinishedCall(
        path: "/s/m", context: CallContext(path: "/s/m"), code: code, cause: nil, duration: .zero,
        counts: MessageCounts())
    }
    let written = lines(.text, level) { logger in
      let log = CallLog(logger: logger)
      for code in [RPCError.Code.ok, .unauthenticated, .internal, .permissionDenied, .notFound] { log.note(call(code)) }
    }
    #expect(written.count == 2)
    #expect(written.first?.contains(" notice tupo-test: call code=UNAUTHENTICATED") == true)
    #expect(written.last?.contains(" notice tupo-test: call code=PERMISSION_DENIED") == true)
  }

  @Test(
    "withholds what comes under a name of secrets",
    arguments: [
      "authorization", "Authorization", "proxy-authorization", "cookie", "set-cookie", "x-token", "tokenHash", "key",
      "private_key", "api-key", "password", "DB_PASSWORD", "client_secret", "grpc-status-details-bin",
    ])
  func names(_ name: String) {
    let written = lines(.json) { $0.info("call", metadata: ["\(name)": "planted", "in": ["\(name)": "planted"]]) }
    #expect(written.allSatisfy { !$0.contains("planted") && $0.contains("[withheld]") })
  }

  @Test("keeps what only looks like it", arguments: ["keyboard", "monkey", "binding", "author", "method"])
  func harmless(_ name: String) {
    #expect(lines(.json) { $0.info("call", metadata: ["\(name)": "kept"]) }.allSatisfy { $0.contains("kept") })
  }

  @Test(
    "withholds tokens and passwords that a text quotes",
    arguments: [
      ("no use: eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln, sorry", "no use: [withheld], sorry"),
      ("Authorization: Bearer abc.def-1 x", "Authorization: Bearer [withheld] x"),
      ("cannot reach postgres://tupo:s3cret@db1:5432/tupo", "cannot reach postgres://tupo:[withheld]@db1:5432/tupo"),
      ("postgres://db1/tupo and a@b", "postgres://db1/tupo and a@b"), ("eyJ", "eyJ"),
    ])
  func texts(_ text: String, _ veiled: String) {
    #expect(Secrecy.veiled(text) == veiled)
    let written = lines(.text) { $0.error("\(text)", metadata: ["error": "\(text)", "list": ["\(text)"]]) }
    #expect(written.allSatisfy { !$0.contains("c2ln") && !$0.contains("abc.def") && !$0.contains("s3cret") })
  }
}
