import Foundation
import Testing

@testable import Admin

@Suite("A file that the command writes")
struct OutputFileTests {
  @Test("goes to a folder that is there, and to none that is not")
  func folders() throws {
    let folder = try TemporaryFolder()
    let (known, missing) = (try folder.write("", to: "old.csv"), folder.path + "/no/such/a.csv")
    try OutputFile.write(Array("new".utf8), to: known)
    #expect(FileManager.default.contents(atPath: known) == Data("new".utf8))
    #expect(throws: Complaint.self) { try OutputFile.write([], to: missing) }
    #expect(throws: Complaint.self) { try OutputFile.requireFolder(of: known + "/a.csv") }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/no"))
    try OutputFile.write([], to: missing, makingFolder: true)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/no/such/a.csv"))
  }

  @Test("may stand in the folder of the day")
  func here() throws { try OutputFile.requireFolder(of: "a.csv") }
}
