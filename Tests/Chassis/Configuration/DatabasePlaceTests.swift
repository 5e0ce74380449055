import Storage
import Testing

@testable import Chassis

@Suite("Where a service keeps its data")
struct DatabasePlaceTests {
  private static let server = "postgres://h/tupo"

  @Test(
    "is told by a flag, else by the environment, else it is a folder",
    arguments: [
      ([], [:], "data"), (["--data", "here"], [:], "here"), ([], ["TUPO_DATABASE_URL": server], server),
      (["--data", "here"], ["TUPO_DATABASE_URL": server], "here"), (["--database", server], [:], server),
      (["--database", server], ["TUPO_DATA": "here"], server), ([], ["TUPO_DATA": "here"], "here"),
      (["--database", "sqlite:///var/tupo"], ["TUPO_DATABASE_URL": server], "/var/tupo"),
      ([], ["TUPO_DATABASE_URL": ""], "data"),
    ] as [([String], [String: String], String)])
  func place(flags: [String], environment: [String: String], shown: String) throws {
    #expect(try settings(flags, environment).place().description == shown)
  }

  @Test(
    "is refused when it is neither, or two",
    arguments: [
      (["--database", "here"], [:]), (["--database", ""], [:]), ([], ["TUPO_DATABASE_URL": "mysql://h/db"]),
      (["--database", server, "--data", "here"], [:]), ([], ["TUPO_DATABASE_URL": server, "TUPO_DATA": "here"]),
    ] as [([String], [String: String])])
  func refused(flags: [String], environment: [String: String]) {
    #expect(throws: StartFailure.self) { try settings(flags, environment).place() }
  }

  private func settings(_ flags: [String], _ environment: [String: String]) throws -> Settings {
    try Settings(arguments: flags, environment: environment, SettingTable(CommonSettings.rows))
  }
}
