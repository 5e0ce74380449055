import Foundation

/// Where a programme's folder is.
struct ProgrammeFolder: Sendable {
  /// The working folder.
  var working: String
  /// The folder that holds the running executable.
  var executableFolder: String
  /// $TUPO_PROGRAMMES, where it is set.
  var variable: String?

  /// This process's.
  static func current(environment: [String: String]) -> ProgrammeFolder {
    ProgrammeFolder(
      working: FileManager.default.currentDirectoryPath, executableFolder: Executable.folder,
      variable: environment["TUPO_PROGRAMMES"])
  }

  /// The folders that are looked in for programmes by name, the first first.
  var places: [String] {
    [
      working + "/deploy/programmes", variable, executableFolder + "/../../../deploy/programmes",
      executableFolder + "/../share/tupo/programmes",
    ].compactMap(\.self)
  }

  /// The folder of a programme given by path or by name: the first that holds a programme.yaml.
  func find(_ word: String) throws(Complaint) -> String {
    let asPath = word.hasPrefix("/") ? word : working + "/" + word
    let candidates = [asPath] + (word.contains("/") ? [] : places.map { $0 + "/" + word })
    for candidate in candidates where FileManager.default.fileExists(atPath: candidate + "/programme.yaml") {
      return URL(fileURLWithPath: candidate).standardizedFileURL.path
    }
    throw Complaint(
      zh: "找不到方案\(word)（没有programme.yaml）。", en: "There is no programme \(word) (no programme.yaml).",
      field: "PROGRAMME",
      hint: Bilingual(
        "找过：\(candidates.joined(separator: "，"))；也可设TUPO_PROGRAMMES。",
        "Looked in: \(candidates.joined(separator: ", ")). TUPO_PROGRAMMES adds a place."), status: .usage)
  }
}
