import Foundation
import Yams

/// One YAML file of a programme.
enum YAMLFile {
  /// More than any programme needs; a larger file is a mistake.
  static let byteLimit = 16 << 20

  /// The file's mapping; nil with faults noted when it cannot be read or is no mapping. `name` is how it is told.
  static func read(_ path: String, name: String, faults: YAMLFaults) -> YAMLObject? {
    guard let data = FileManager.default.contents(atPath: path), data.count <= byteLimit,
      let text = String(validating: data, as: UTF8.self)
    else {
      faults.add(name, 0, "无法读取，或不是UTF-8，或超过16 MiB。", "cannot be read, is not UTF-8, or is larger than 16 MiB.")
      return nil
    }
    return parse(text, name: name, faults: faults)
  }

  /// The mapping that a text holds.
  static func parse(_ text: String, name: String, faults: YAMLFaults) -> YAMLObject? {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        faults.add(name, 0, "文件是空的。", "is empty.")
        return nil
      }
      return YAMLObject(node, file: name, faults: faults)
    } catch let error as YamlError {
      note(error, name, faults)
    } catch {
      faults.add(name, 0, "不是YAML：\(error)", "is not YAML: \(error)")
    }
    return nil
  }

  private static func note(_ error: YamlError, _ name: String, _ faults: YAMLFaults) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      faults.add(name, mark.line, "YAML语法错误：\(problem)。", "YAML syntax: \(problem).")
    case .duplicatedKeysInMapping(let duplicates, let context):
      faults.add(
        name, context.mark.line, "键重复：\(duplicates.joined(separator: "、"))。",
        "duplicate keys: \(duplicates.joined(separator: ", ")).")
    default:
      faults.add(name, 0, "不是YAML：\(error)", "is not YAML: \(error)")
    }
  }
}
