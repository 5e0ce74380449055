import Foundation
import Testing

@testable import Admin

@Suite("What a sender's headings mean")
struct SenderMappingsTests {
  @Test("is kept beside the credentials and grows, one sender apart from another")
  func kept() throws {
    let folder = try TemporaryFolder()
    let environment = ["XDG_CONFIG_HOME": folder.path]
    var mappings = try SenderMappings(environment: environment)
    #expect(mappings["高新区"] == [:])
    mappings.add(["完成额": "累计", "位": "忽略"], for: "高新区")
    mappings.add(["完成额": "财政收入"], for: "汶上")
    try mappings.save(environment: environment)
    var again = try SenderMappings(environment: environment)
    again.add(["位": "备注"], for: "高新区")
    #expect(again["高新区"] == ["完成额": "累计", "位": "备注"] && again["汶上"] == ["完成额": "财政收入"])
    try "{".write(toFile: folder.path + "/tupo/senders.json", atomically: true, encoding: .utf8)
    #expect(throws: Complaint.self) { try SenderMappings(environment: environment) }
  }

  @Test("is given as heading and meaning")
  func argument() {
    #expect(MappingArgument(argument: "完成额 = 累计")?.meaning == "累计")
    #expect(MappingArgument(argument: "a=b=c")?.meaning == "b=c")
    for text in ["", "=", "a", "a=", "=b"] { #expect(MappingArgument(argument: text) == nil) }
  }
}
