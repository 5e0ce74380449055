import Foundation
import Yams

extension SettingLayer {
  /// More than any settings need; a larger file is a mistake.
  private static let byteLimit = 1 << 20

  /// Reads a YAML file: one mapping of names to values, a list where a setting may have several.
  init(file path: String, _ table: SettingTable) {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else {
      note(SettingFault(path, zh: "无法读取，请检查路径和权限", en: "cannot be read; check the path and its permissions"))
      return
    }
    guard data.count <= Self.byteLimit, let text = String(validating: data, as: UTF8.self) else {
      note(SettingFault(path, zh: "不是UTF-8，或超过1 MiB", en: "is not UTF-8, or is larger than 1 MiB"))
      return
    }
    read(text, named: path, table)
  }

  /// Reads the text of the file `name`.
  mutating func read(_ text: String, named name: String, _ table: SettingTable) {
    do {
      guard let node = try Yams.compose(yaml: text), node.null == nil else { return }  // Nothing but comments.
      guard case .mapping(let mapping) = node else {
        return note(SettingFault(name, zh: "应为“名称: 值”的列表", en: "expected lines of NAME: VALUE"))
      }
      for (key, value) in mapping { read(key, value, named: name, table) }
    } catch {
      note(Self.fault(of: error, named: name))
    }
  }

  private mutating func read(_ key: Node, _ value: Node, named name: String, _ table: SettingTable) {
    let place = "\(name):\(key.mark?.line ?? 0): \(key.scalar?.string ?? "?")"
    guard let row = table.rowsOfFiles.first(where: { $0.name == key.scalar?.string }) else {
      return note(.unknown(place, known: table.rowsOfFiles.map(\.name)))
    }
    let values = if case .sequence(let items) = value { Array(items) } else { [value] }
    let texts = values.compactMap { $0.null == nil ? $0.scalar?.string : nil }
    guard texts.count == values.count else { return note(SettingFault(place, row.expected)) }
    take(row, texts, at: place)
  }

  private static func fault(of error: any Error, named name: String) -> SettingFault {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      SettingFault("\(name):\(mark.line)", zh: "YAML语法错误：\(problem)", en: "YAML syntax: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      SettingFault(
        "\(name):\(context.mark.line)", zh: "键重复：\(duplicates.joined(separator: "、"))",
        en: "duplicate keys: \(duplicates.joined(separator: ", "))")
    default: SettingFault(name, zh: "不是YAML", en: "is not YAML")
    }
  }
}
