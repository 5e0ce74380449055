import RPC
import Testing

@testable import Admin

@Suite("A service's refusal")
struct ComplaintTests {
  private func complaint(_ error: RPCError) throws -> Complaint {
    let target = try #require(ListenAddress("127.0.0.1:7401"))
    return Complaint(
      error, from: Remote(service: .indicators, channel: RPCChannel(target: target), language: .zh))
  }

  @Test("is told in both languages, with every wrong field")
  func refusal() throws {
    let violations = [
      FieldViolation(
        field: "month", description: "is no month", localized: LocalizedText(locale: "zh-CN", text: "不是月份")),
      FieldViolation(
        field: "parent", description: "is required", localized: LocalizedText(locale: "zh-CN", text: "必填")),
    ]
    let told = try complaint(
      RPCError(
        code: .invalidArgument, message: "两种语言 / both",
        details: [
          .badRequest(violations), .localizedMessage(locale: "zh-CN", text: "月份有误"),
          .localizedMessage(locale: "en", text: "wrong month"),
        ]))
    #expect(told.what == Bilingual("月份有误", "wrong month"))
    #expect(told.field == "month")
    #expect(told.more == [Bilingual("parent：必填", "parent: is required")])
    #expect(told.status == .refused)
  }

  @Test(
    "by silence names the service, its address and the way to start it",
    arguments: [
      RPCError.Code.unavailable, .deadlineExceeded,
    ])
  func silence(_ code: RPCError.Code) throws {
    let told = try complaint(RPCError(code: code, message: "connection refused"))
    #expect(told.status == .unavailable)
    #expect(told.what.en.contains("127.0.0.1:7401"))
    #expect(told.hint?.en.contains("tupo up") == true)
  }

  @Test(
    "for a name that is not there tells by which command there are names",
    arguments: [
      ("programmes/p", "tupo programme apply"), ("programmes/p/zones/z", "tupo programme zones"),
      ("programmes/p/indicators/i", "tupo indicators list"), ("programmes/p/zones/z/submissions/f", nil),
      ("programmes/p/zones/z/indicators/i/figures/2013-06", "tupo indicators figures"), ("grants/7", nil),
    ] as [(String, String?)])
  func missing(_ name: String, _ command: String?) throws {
    let told = try complaint(
      RPCError(
        code: .notFound, message: "\(name) does not exist.",
        details: [.errorInfo(reason: "NOT_FOUND", domain: "tupo", metadata: ["resource": name])]))
    let hint = try #require(told.hint)
    #expect(hint.en.contains(command ?? "Check the name."))
    #expect(hint.en.contains("programme apply") == (command == "tupo programme apply"))
    #expect(hint.zh.contains("programme apply") == (command == "tupo programme apply"))
  }
}
