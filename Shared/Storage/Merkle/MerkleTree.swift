/// Makes proofs from kept nodes, after RFC 9162 sections 2.1.3.1 and 2.1.4.1.
struct MerkleTree {
  let algorithm: HashAlgorithm
  /// The root of a complete subtree; level 0 are the leaves.
  let node: (_ level: Int, _ place: Int64) throws(StorageError) -> TreeHash

  /// MTH(D[begin:end]). A complete subtree is looked up, so this costs O(log n) look-ups.
  func root(_ range: Range<Int64>) throws(StorageError) -> TreeHash {
    guard range.count > 0 else { return algorithm.emptyTree }
    if range.count.nonzeroBitCount == 1 {
      let level = range.count.trailingZeroBitCount
      return try node(level, range.lowerBound >> level)
    }
    let (left, right) = Self.split(range)
    return try algorithm.node(root(left), root(right))
  }

  /// PATH(m, D[range]), section 2.1.3.1.
  func path(to leaf: Int64, in range: Range<Int64>) throws(StorageError) -> [TreeHash] {
    guard range.count > 1 else { return [] }
    let (left, right) = Self.split(range)
    if left.contains(leaf) { return try path(to: leaf, in: left) + [root(right)] }
    return try path(to: leaf, in: right) + [root(left)]
  }

  /// PROOF(m, D[n]), section 2.1.4.1, for 0 < m <= n.
  func consistency(from old: Int64, to new: Int64) throws(StorageError) -> [TreeHash] {
    try subproof(old, in: 0..<new, isWhole: true)
  }

  /// SUBPROOF(m, D[range], b): `isWhole` says that the old tree's root is known to the verifier and is left out.
  private func subproof(_ end: Int64, in range: Range<Int64>, isWhole: Bool) throws(StorageError) -> [TreeHash] {
    if end == range.upperBound { return isWhole ? [] : [try root(range)] }
    let (left, right) = Self.split(range)
    if end <= left.upperBound { return try subproof(end, in: left, isWhole: isWhole) + [root(right)] }
    return try subproof(end, in: right, isWhole: false) + [root(left)]
  }

  /// At the largest power of two that is smaller than the count.
  private static func split(_ range: Range<Int64>) -> (Range<Int64>, Range<Int64>) {
    let middle = range.lowerBound + Int64(1) << Int64(63 - (range.count - 1).leadingZeroBitCount)
    return (range.lowerBound..<middle, middle..<range.upperBound)
  }
}
