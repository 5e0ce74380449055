/// Proves that an entry is in the log of a size: RFC 9162 section 2.1.3.
public struct InclusionProof: Sendable, Hashable {
  /// The entry's place in the tree, from 0: its sequence minus one.
  public var index: Int64
  /// How many entries the tree has.
  public var size: Int64
  /// The hashes beside the way to the root, from the lowest.
  public var path: [TreeHash]

  /// A proof that was kept or sent.
  public init(index: Int64, size: Int64, path: [TreeHash]) {
    self.index = index
    self.size = size
    self.path = path
  }

  /// Whether the proof leads from this leaf to this root: the algorithm of section 2.1.3.2, step by step.
  public func proves(leaf: TreeHash, in root: TreeHash, algorithm: HashAlgorithm = .sha256) -> Bool {
    guard index >= 0, index < size else { return false }  // 1.
    var (fn, sn, r) = (index, size - 1, leaf)  // 2., 3.
    for p in path {  // 4.
      if sn == 0 { return false }  // a.
      if fn & 1 == 1 || fn == sn {  // b.
        r = algorithm.node(p, r)
        while fn & 1 == 0, fn != 0 { (fn, sn) = (fn >> 1, sn >> 1) }
      } else {
        r = algorithm.node(r, p)
      }
      (fn, sn) = (fn >> 1, sn >> 1)  // c.
    }
    return sn == 0 && r == root  // 5.
  }
}

/// Proves that a log only grew: that the first `oldSize` entries are those of the older head. RFC 9162 section 2.1.4.
public struct ConsistencyProof: Sendable, Hashable {
  /// How many entries the older head had.
  public var oldSize: Int64
  /// How many entries the newer head has.
  public var newSize: Int64
  /// The hashes from which both roots follow.
  public var path: [TreeHash]

  /// A proof that was kept or sent.
  public init(oldSize: Int64, newSize: Int64, path: [TreeHash]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// Whether both roots follow from the proof: the algorithm of section 2.1.4.2, step by step. A log of size 0 is the
  /// beginning of every log, and needs no proof.
  public func proves(from old: TreeHash, to new: TreeHash, algorithm: HashAlgorithm = .sha256) -> Bool {
    guard oldSize >= 0, oldSize <= newSize else { return false }
    if oldSize == newSize { return path.isEmpty && old == new }
    if oldSize == 0 { return path.isEmpty && old == algorithm.emptyTree }
    let nodes = oldSize.nonzeroBitCount == 1 ? [old] + path : path  // 2.
    guard let first = nodes.first, !path.isEmpty else { return false }  // 1.
    var (fn, sn) = (oldSize - 1, newSize - 1)  // 3.
    while fn & 1 == 1 { (fn, sn) = (fn >> 1, sn >> 1) }  // 4.
    var (fr, sr) = (first, first)  // 5.
    for c in nodes.dropFirst() {  // 6.
      if sn == 0 { return false }  // a.
      if fn & 1 == 1 || fn == sn {  // b.
        (fr, sr) = (algorithm.node(c, fr), algorithm.node(c, sr))
        while fn & 1 == 0, fn != 0 { (fn, sn) = (fn >> 1, sn >> 1) }
      } else {
        sr = algorithm.node(sr, c)
      }
      (fn, sn) = (fn >> 1, sn >> 1)  // c.
    }
    return fr == old && sr == new && sn == 0  // 7.
  }
}
