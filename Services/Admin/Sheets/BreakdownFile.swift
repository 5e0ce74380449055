import Foundation
import Wire
import WireTupo

/// A file of a breakdown: a line for each node, leaf and rest of a division, as `tupo breakdown show --output csv`
/// writes it. Without months it is the whole year divided.
struct BreakdownFile: Sendable {
  /// A line.
  struct Row: Sendable {
    let month: String
    /// Unspecified: the node as a whole.
    let kind: IndicatorsV1.PartitionKind
    /// Empty: what no leaf carries.
    let subject: String
    let cumulative: Int64
    let person: String
  }

  let rows: [Row]
  private let programme: String

  /// Reads a file for a programme. Throws a complaint that names the row.
  init(path: String, programme: String) throws(Complaint) {
    try self.init(try TableFile(path: path), programme: programme)
  }

  init(_ file: TableFile, programme: String) throws(Complaint) {
    var places: [String: Int] = [:]
    for (index, heading) in file.columns.enumerated() {
      let words = heading.filter { !$0.isWhitespace && $0 != "\u{FEFF}" }
      if let column = Self.headings.first(where: { $0.value.contains(words.lowercased()) })?.key {
        places[column] = index
      }
    }
    guard let value = places["cumulative"] else {
      throw Self.complaint(
        file, file.headingRow, "缺少“累计”列，可用列：月份,分解,分项,累计,责任人",
        "has no column cumulative; there are: month,kind,subject,cumulative,person")
    }
    self.programme = programme
    var rows: [Row] = []
    for row in file.rows {
      func cell(_ column: String) -> String {
        guard let place = places[column], place < row.cells.count else { return "" }
        return row.cells[place].trimmingCharacters(in: .whitespaces)
      }
      guard let amount = value < row.cells.count ? Int64(row.cells[value].trimmingCharacters(in: .whitespaces)) : nil
      else {
        throw Self.complaint(
          file, row.number, "累计应为整数（指标的最小计量单位）", "cumulative must be a whole number in the indicator's unit")
      }
      let word = cell("kind")
      guard let kind = Self.kinds.first(where: { $0.key == word })?.value else {
        throw Self.complaint(file, row.number, "“\(word)”不是分解方式", "\"\(word)\" is no kind: project, enterprise, person")
      }
      rows.append(
        Row(
          month: cell("month"), kind: kind, subject: cell("subject"), cumulative: amount, person: cell("person")))
    }
    self.rows = rows
  }

  /// The nodes, each with its divisions. What a division does not say to be undivided is what its leaves leave.
  var nodes: [IndicatorsV1.Breakdown.Node] {
    var nodes: [IndicatorsV1.Breakdown.Node] = []
    for row in rows {
      if nodes.last?.month != row.month { nodes.append(.with { $0.month = row.month }) }
      let last = nodes.count - 1
      guard row.kind != .unspecified else {
        nodes[last].cumulative = row.cumulative
        nodes[last].person = person(row)
        continue
      }
      if nodes[last].partitions.last?.kind != row.kind { nodes[last].partitions.append(.with { $0.kind = row.kind }) }
      let partition = nodes[last].partitions.count - 1
      if !row.subject.isEmpty { nodes[last].partitions[partition].leaves.append(leaf(row)) }
    }
    for node in nodes.indices {
      for place in nodes[node].partitions.indices {
        nodes[node].partitions[place].undivided = undivided(of: nodes[node], nodes[node].partitions[place])
      }
    }
    return nodes
  }

  /// The whole year divided.
  var divisions: [IndicatorsV1.ProposeBreakdownRequest.Division] {
    var divisions: [IndicatorsV1.ProposeBreakdownRequest.Division] = []
    for row in rows where row.kind != .unspecified && !row.subject.isEmpty {
      if divisions.last?.kind != row.kind { divisions.append(.with { $0.kind = row.kind }) }
      divisions[divisions.count - 1].leaves.append(leaf(row))
    }
    return divisions
  }

  private func undivided(
    of node: IndicatorsV1.Breakdown.Node, _ partition: IndicatorsV1.Breakdown.Partition
  ) -> Int64 {
    let said = rows.first { $0.month == node.month && $0.kind == partition.kind && $0.subject.isEmpty }
    return said?.cumulative ?? partition.leaves.reduce(node.cumulative) { $0 &- $1.cumulative }
  }

  private func leaf(_ row: Row) -> IndicatorsV1.Breakdown.Leaf {
    let word = BreakdownWords.kinds.first { $0.value == row.kind }?.key ?? ""
    return .with {
      $0.subject = "\(ResourceName.programme(programme))/\(word)s/\(row.subject)"
      $0.cumulative = row.cumulative
      $0.person = person(row)
    }
  }

  private func person(_ row: Row) -> String {
    row.person.isEmpty ? "" : ResourceName.person(programme, row.person)
  }

  private static let headings: [String: [String]] = [
    "month": ["month", "月份"], "kind": ["kind", "分解", "分解方式"], "subject": ["subject", "分项"],
    "cumulative": ["cumulative", "累计", "全年"], "person": ["person", "责任人"],
  ]

  private static let kinds: KeyValuePairs<String, IndicatorsV1.PartitionKind> = [
    "": .unspecified, "合计": .unspecified, "project": .project, "项目": .project, "enterprise": .enterprise,
    "企业": .enterprise, "person": .person, "责任人": .person,
  ]

  private static func complaint(_ file: TableFile, _ row: Int, _ zh: String, _ en: String) -> Complaint {
    let place = "\(file.name):\(row)"
    return Complaint(zh: "\(place)：\(zh)。", en: "\(place): \(en).", field: place, status: .faulty)
  }
}
