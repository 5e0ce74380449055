import Chassis
import Domain
import Storage

/// A breakdown as rows of parts: node by node, first the node as a whole.
enum BreakdownRows {
  /// The rows after the version's key.
  static func rows(of breakdown: Breakdown) -> [[SQLValue]] {
    var rows: [[SQLValue]] = []
    var before: Breakdown.Node?
    for node in breakdown.nodes {
      func add(
        _ kind: Breakdown.Kind?, position: Int, place: Int, _ leaf: Breakdown.Leaf, since earlier: Amount?,
        _ responsibility: Responsibility = Responsibility()
      ) {
        let added = leaf.cumulative.units - (earlier?.units ?? 0)
        rows.append(
          [
            SQLValue(node.month), .text(kind?.rawValue ?? ""), SQLValue(place), SQLValue(position),
            .text(leaf.subject), SQLValue(leaf.cumulative), .integer(added), .text(leaf.person),
          ] + responsibility.values)
      }
      add(
        nil, position: 0, place: 0, .init("", node.cumulative, person: node.person), since: before?.cumulative,
        node.responsibility)
      for (offset, partition) in node.partitions.enumerated() {
        let position = offset + 1
        let earlier = before?.partition(partition.kind)
        add(partition.kind, position: position, place: 0, .init("", partition.undivided), since: earlier?.undivided)
        for (index, leaf) in partition.leaves.enumerated() {
          let since = earlier?.leaf(leaf.subject)?.cumulative
          add(partition.kind, position: position, place: index + 1, leaf, since: since)
        }
      }
      before = node
    }
    return rows
  }

  /// The breakdown of rows in the order of month, position and place.
  static func breakdown(_ rows: [SQLRow]) throws -> Breakdown {
    var breakdown = Breakdown()
    for row in rows {
      let leaf = try leaf(row)
      let last = breakdown.nodes.count - 1
      guard let kind = Breakdown.Kind(rawValue: try row.text("kind")) else {
        breakdown.nodes.append(
          .init(
            try row.month("month"), leaf.cumulative, responsibility: try Responsibility(row: row), person: leaf.person))
        continue
      }
      guard last >= 0 else { throw StorageError.column("kind", expected: "a node before its partitions") }
      if try row.integer("place") == 0 {
        breakdown.nodes[last].partitions.append(.init(kind, [], undivided: leaf.cumulative))
      } else if let partition = breakdown.nodes[last].partitions.indices.last {
        breakdown.nodes[last].partitions[partition].leaves.append(leaf)
      }
    }
    return breakdown
  }

  static func leaf(_ row: SQLRow) throws -> Breakdown.Leaf {
    Breakdown.Leaf(
      try row.text("subject"), Amount(try row.integer("cumulative")), person: try row.text("person"))
  }
}
