import Foundation

/// Reads a programme's folder: its YAML files, and those of `demo/` laid over them. Every fault is told at once.
final class ProgrammeReader {
  /// What was read so far.
  var programme: Programme
  private let faults = YAMLFaults()
  private var ids: [String: [String]] = [:]  // By kind, in the files' order.

  private init(folder: String) { programme = Programme(id: "", folder: folder) }

  /// The programme of a folder, with or without its demonstration.
  ///
  /// - Throws: every fault, by file and line.
  static func read(folder: String, demonstration: Bool) throws(ProgrammeFaults) -> Programme {
    let reader = ProgrammeReader(folder: folder)
    reader.files(in: "", required: ["programme.yaml"])
    if demonstration && FileManager.default.fileExists(atPath: folder + "/demo") { reader.files(in: "demo/") }
    reader.programme.figures.removeAll { $0.demonstration && !demonstration }
    reader.checkFigureFiles()
    guard reader.faults.all.isEmpty else { throw ProgrammeFaults(faults: reader.faults.all.sorted()) }
    return reader.programme
  }

  /// What each file holds, in the order in which they refer to each other.
  private static var sections: KeyValuePairs<String, (ProgrammeReader) -> (YAMLObject) -> Void> {
    [
      "programme.yaml": ProgrammeReader.plan, "zones.yaml": ProgrammeReader.zones,
      "indicators.yaml": ProgrammeReader.indicators, "targets.yaml": ProgrammeReader.targets,
      "thresholds.yaml": ProgrammeReader.thresholds, "checks.yaml": ProgrammeReader.checks,
      "projects.yaml": ProgrammeReader.projects,
      "tracks.yaml": ProgrammeReader.tracks, "series.yaml": ProgrammeReader.series,
      "offices.yaml": ProgrammeReader.offices, "meetings.yaml": ProgrammeReader.meetings,
    ]
  }

  private func files(in subfolder: String, required: Set<String> = []) {
    let path = programme.folder + "/" + subfolder
    let present = Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
    for (file, read) in Self.sections {
      guard present.contains(file) else {
        if required.contains(file) { faults.add(subfolder + file, 0, "缺少该文件。", "is missing.") }
        continue
      }
      guard let object = YAMLFile.read(path + file, name: subfolder + file, faults: faults) else { continue }
      read(self)(object)
      object.close()
    }
    for file in present.sorted() where file.hasSuffix(".yaml") && !Self.sections.contains(where: { $0.key == file }) {
      faults.add(subfolder + file, 0, "不认识的文件。", "is no file of a programme.")
    }
  }

  private func checkFigureFiles() {
    for figure in programme.figures where !FileManager.default.fileExists(atPath: path(of: figure)) {
      faults.add("programme.yaml", 0, "figures：没有文件\(figure.file)。", "figures: there is no file \(figure.file).")
    }
  }

  private func path(of figure: FigureSource) -> String { programme.folder + "/" + figure.file }
}

extension ProgrammeReader {
  /// Remembers an id; a second one of the same kind is a fault.
  func note(_ id: String, _ kind: String, _ object: YAMLObject) {
    guard !id.isEmpty else { return }
    if known(kind).contains(id) { object.fault("id", "\(id)重复。", "\(id) is used twice.") }
    ids[kind, default: []].append(id)
  }

  /// The ids of a kind that were read.
  func known(_ kind: String) -> [String] { ids[kind] ?? [] }

  /// An id that must be one of those of a kind.
  func reference(_ key: String, _ kind: String, in object: YAMLObject) -> String {
    let id = object.id(key, required: true)
    check(id, key, kind, object)
    return id
  }

  /// A list of ids that must be among those of a kind.
  func references(_ key: String, _ kind: String, in object: YAMLObject) -> [String] {
    let ids = object.ids(key)
    if ids.isEmpty && !object.has(key) { object.missing(key) }
    for id in ids { check(id, key, kind, object) }
    return ids
  }

  private func check(_ id: String, _ key: String, _ kind: String, _ object: YAMLObject) {
    guard !id.isEmpty, !known(kind).contains(id) else { return }
    object.fault(key, "没有\(id)（\(kind)）。", "there is no \(kind) \(id).")
  }
}
