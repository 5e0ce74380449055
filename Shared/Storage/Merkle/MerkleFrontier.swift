/// A node above a complete subtree: `place` counts the subtrees of 2^level leaves from the left, from 0.
struct MerkleNode: Sendable, Hashable {
  var level: Int
  var place: Int64
  var hash: TreeHash
}

/// All that is needed to append to a Merkle tree: the roots of its complete subtrees, from the largest, which is the
/// first, to the smallest. There is one for each bit that is set in the size.
struct MerkleFrontier: Sendable, Hashable {
  let algorithm: HashAlgorithm
  private(set) var size: Int64 = 0
  private(set) var peaks: [TreeHash] = []

  init(algorithm: HashAlgorithm = .sha256) { self.algorithm = algorithm }

  /// The frontier of a kept tree; `node` finds the root of a complete subtree.
  init(
    size: Int64, algorithm: HashAlgorithm, node: (_ level: Int, _ place: Int64) throws(StorageError) -> TreeHash
  ) throws(StorageError) {
    self.algorithm = algorithm
    self.size = size
    for level in (0..<63).reversed() where size >> level & 1 == 1 {
      peaks.append(try node(level, (size >> level) - 1))
    }
  }

  /// Appends a leaf and returns the nodes that it completed, from the lowest; the leaf itself is not among them.
  @discardableResult
  mutating func append(_ leaf: TreeHash) -> [MerkleNode] {
    var completed: [MerkleNode] = []
    var hash = leaf
    var place = size
    while place & 1 == 1, let left = peaks.popLast() {
      hash = algorithm.node(left, hash)
      place >>= 1
      completed.append(MerkleNode(level: completed.count + 1, place: place, hash: hash))
    }
    peaks.append(hash)
    size += 1
    return completed
  }

  /// The hash of the whole tree, RFC 9162 section 2.1.1.
  var root: TreeHash {
    guard let smallest = peaks.last else { return algorithm.emptyTree }
    return peaks.dropLast().reversed().reduce(smallest) { algorithm.node($1, $0) }
  }
}
