import Chassis
import Storage
import Wire
import WireTupo

/// The proof that the log holds the entry that wrote a value of a figure, checked here: the path leads from the entry's
/// leaf to the head. That the leaf is that of the entry's own bytes is the auditor's to check (`tupo audit prove`).
struct RevisionProof: Sendable {
  /// The entry's leaf; nil when the answer cannot be read.
  let leaf: TreeHash?
  /// Whether the path leads from the leaf to the head.
  let holds: Bool

  init(_ revision: IndicatorsV1.FigureRevision, head: CommonV1.LogHead?) {
    guard let entry = revision.entry.flatMap({ LogEntry($0) }), let head = head.flatMap({ LogHead($0) }) else {
      (leaf, holds) = (nil, false)
      return
    }
    leaf = entry.leafHash
    let proof = InclusionProof(
      index: entry.version.sequence - 1, size: head.size, path: revision.path.map { TreeHash(bytes: $0) })
    holds = proof.proves(leaf: entry.leafHash, in: head.root, algorithm: head.algorithm)
  }
}
