import ArgumentParser
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
      (["--database", "sqlite:///var/tupo"], ["TUPO_DATABASE_URL": server], "/var/tupo"),
      ([], ["TUPO_DATABASE_URL": ""], "data"),
    ] as [([String], [String: String], String)])
  func place(flags: [String], environment: [String: String], shown: String) throws {
    #expect(try ServiceOptions.parse(flags).place(environment: environment).description == shown)
  }

  @Test(
    "is refused when it is neither, or two",
    arguments: [
      (["--database", "here"], [:]), (["--database", ""], [:]), ([], ["TUPO_DATABASE_URL": "mysql://h/db"]),
      (["--database", server, "--data", "here"], [:]),
    ] as [([String], [String: String])])
  func refused(flags: [String], environment: [String: String]) throws {
    let options = try ServiceOptions.parse(flags)
    #expect(throws: (any Error).self) { try options.place(environment: environment) }
  }
}
