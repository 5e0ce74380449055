import Testing

@testable import Admin

@Suite("A programme's folder")
struct ProgrammeFolderTests {
  @Test(
    "is found by path, below the working folder, by the variable, and beside the executable",
    arguments: [
      ("here", "here"), ("near", "deploy/programmes/near"), ("elsewhere", "set/elsewhere"),
      ("installed", "share/tupo/programmes/installed"),
    ])
  func found(_ word: String, _ place: String) throws {
    let temporary = try TemporaryFolder()
    try temporary.write("id: p", to: place + "/programme.yaml")
    try temporary.write("", to: "bin/tupo")
    let folder = ProgrammeFolder(
      working: temporary.path, executableFolder: temporary.path + "/bin", variable: temporary.path + "/set")
    #expect(try folder.find(word).hasSuffix("/" + place))
  }

  @Test("that is nowhere is a wrong usage, and tells where it was looked for")
  func nowhere() throws {
    let folder = ProgrammeFolder(working: "/nowhere", executableFolder: "/bin", variable: nil)
    let complaint = try #require(throws: Complaint.self) { try folder.find("x") }
    #expect(complaint.status == .usage)
    #expect(complaint.hint?.en.contains("/nowhere/deploy/programmes/x") == true)
  }
}
