import Domain
import Foundation
import Testing

/// The files in Scenarios/ are written for officials to read and correct. With TUPO_REWRITE_SCENARIOS=1 in the
/// environment they are written anew, to be reviewed as a difference.
@Suite("Scenarios")
struct ScenarioTests {
  @Test("come out as written", arguments: try Fixtures.files(in: "Scenarios", suffix: ".txt"))
  func scenario(file: String) throws {
    let scenarios = Scenario.parse(try Fixtures.text("Scenarios/\(file)"), file: file)
    #expect(!scenarios.isEmpty)
    var rewritten: [String] = []
    let rewrites = ProcessInfo.processInfo.environment["TUPO_REWRITE_SCENARIOS"] == "1"
    for scenario in scenarios {
      let actual = try ScenarioRunner.run(scenario)
      if !rewrites { #expect(actual == scenario.expected, "\(scenario)") }
      rewritten.append(
        (scenario.comment + [scenario.command] + scenario.input + ["----"] + actual).joined(separator: "\n"))
    }
    guard rewrites else { return }
    let path = Fixtures.folder.appending(path: "Scenarios/\(file)")
    try (rewritten.joined(separator: "\n\n") + "\n").write(to: path, atomically: true, encoding: .utf8)
  }
}
