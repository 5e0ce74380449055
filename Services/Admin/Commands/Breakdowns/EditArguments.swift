import ArgumentParser
import Domain
import Wire
import WireTupo

/// A node as an argument: `2013-06=500`.
struct NodeArgument: ExpressibleByArgument, Sendable {
  let month: Month
  let value: Int64

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let month = Month(parts[0]), let value = Int64(parts[1]) else { return nil }
    (self.month, self.value) = (month, value)
  }
}

/// A part of a month as an argument: `project/x@2013-06=100`.
struct PartArgument: ExpressibleByArgument, Sendable {
  private let subject: SubjectArgument
  private let node: NodeArgument

  init?(argument: String) {
    let parts = argument.split(separator: "@", maxSplits: 1).map(String.init)
    guard parts.count == 2, let subject = SubjectArgument(argument: parts[0]),
      let node = NodeArgument(argument: parts[1])
    else { return nil }
    (self.subject, self.node) = (subject, node)
  }

  func edit(_ programme: String) throws(Complaint) -> Breakdown.Edit {
    .leaf(try subject.partition(), subject.name(programme), node.month, Amount(node.value))
  }
}

/// Who answers for a part, as an argument: `project/x=p1`.
struct AssignArgument: ExpressibleByArgument, Sendable {
  private let subject: SubjectArgument
  private let person: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let subject = SubjectArgument(argument: parts[0]) else { return nil }
    (self.subject, person) = (subject, parts[1])
  }

  func edit(_ programme: String) throws(Complaint) -> Breakdown.Edit {
    let name = person.isEmpty ? "" : ResourceName.person(programme, person)
    return .assign(try subject.partition(), subject.name(programme), person: name)
  }
}

extension SubjectArgument {
  /// The division that it belongs to. Throws a complaint for a zone, which is never a part.
  fileprivate func partition() throws(Complaint) -> Breakdown.Kind {
    guard let kind = Breakdown.Kind(rawValue: kind) else {
      throw Complaint(
        zh: "单位不是分项，应为项目、企业或责任人。", en: "A zone is no part: name a project, enterprise or person.",
        status: .usage)
    }
    return kind
  }

  /// The edit by which it goes.
  func removal(_ programme: String) throws(Complaint) -> Breakdown.Edit { .remove(try partition(), name(programme)) }
}

extension Breakdown {
  /// The breakdown of nodes whose subjects and persons are told by their names.
  init(_ wire: [IndicatorsV1.Breakdown.Node]) {
    self.init(
      wire.map { node in
        Node(
          Month(node.month) ?? Month(index: 0), Amount(node.cumulative),
          node.partitions.compactMap { part in
            guard let word = BreakdownWords.kinds.first(where: { $0.value == part.kind })?.key,
              let kind = Kind(rawValue: word)
            else { return nil }
            let leaves = part.leaves.map { Leaf($0.subject, Amount($0.cumulative), person: $0.person) }
            return Partition(kind, leaves, undivided: Amount(part.undivided))
          }, person: node.person)
      })
  }

  /// The nodes for the wire; what only the wire says of them stays.
  func wire(keeping kept: [IndicatorsV1.Breakdown.Node]) -> [IndicatorsV1.Breakdown.Node] {
    zip(nodes, kept).map { node, kept in
      var wire = kept
      wire.cumulative = node.cumulative.units
      wire.partitions = node.partitions.map { part in
        .with {
          $0.kind = BreakdownWords.kinds.first { $0.key == part.kind.rawValue }?.value ?? .unspecified
          $0.undivided = part.undivided.units
          $0.leaves = part.leaves.map { leaf in
            .with {
              $0.subject = leaf.subject
              $0.cumulative = leaf.cumulative.units
              $0.person = leaf.person
            }
          }
        }
      }
      return wire
    }
  }
}
