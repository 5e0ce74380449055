import Testing

@testable import Storage

/// The definitions of RFC 9162 section 2.1.1 as they are written there, with no thought of speed.
private enum Reference {
  static let hash = HashAlgorithm.sha256

  static func root(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
    if leaves.isEmpty { return hash.hash() }
    if leaves.count == 1 { return leaves[leaves.startIndex] }
    let k = split(leaves.count)
    return hash.hash([0x01], root(leaves.prefix(k)).bytes, root(leaves.dropFirst(k)).bytes)
  }

  static func path(_ m: Int, _ leaves: ArraySlice<TreeHash>) -> [TreeHash] {
    if leaves.count == 1 { return [] }
    let k = split(leaves.count)
    if m < k { return path(m, leaves.prefix(k)) + [root(leaves.dropFirst(k))] }
    return path(m - k, leaves.dropFirst(k)) + [root(leaves.prefix(k))]
  }

  static func subproof(_ m: Int, _ leaves: ArraySlice<TreeHash>, _ whole: Bool) -> [TreeHash] {
    if m == leaves.count { return whole ? [] : [root(leaves)] }
    let k = split(leaves.count)
    if m <= k { return subproof(m, leaves.prefix(k), whole) + [root(leaves.dropFirst(k))] }
    return subproof(m - k, leaves.dropFirst(k), false) + [root(leaves.prefix(k))]
  }

  static func split(_ n: Int) -> Int {
    var k = 1
    while k * 2 < n { k *= 2 }
    return k
  }
}

private struct Grown {
  let leaves: [TreeHash]
  let frontier: MerkleFrontier
  let tree: MerkleTree

  init(_ size: Int) {
    var frontier = MerkleFrontier()
    var kept: [[Int64]: TreeHash] = [:]
    leaves = (0..<size).map { HashAlgorithm.sha256.leaf(Array("entry \($0)".utf8)) }
    for (place, leaf) in leaves.enumerated() {
      kept[[0, Int64(place)]] = leaf
      for node in frontier.append(leaf) { kept[[Int64(node.level), node.place]] = node.hash }
    }
    self.frontier = frontier
    let nodes = kept
    tree = MerkleTree(algorithm: .sha256) { level, place throws(StorageError) in
      guard let hash = nodes[[Int64(level), place]] else { throw .logBroken("no node \(level), \(place)") }
      return hash
    }
  }
}

@Suite("Merkle tree, RFC 9162")
struct MerkleTests {
  /// The eight leaves and roots that Certificate Transparency's implementations share as test vectors.
  static let leaves: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57), Array(0x60...0x6f),
  ]
  static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test("has the known root at each size", arguments: 0...8)
  func knownRoots(size: Int) {
    var frontier = MerkleFrontier()
    for leaf in Self.leaves.prefix(size) { frontier.append(HashAlgorithm.sha256.leaf(leaf)) }
    #expect(frontier.root.description == Self.roots[size])
  }

  @Test(
    "appended leaf by leaf equals the definition", arguments: [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100, 255, 256])
  func roots(size: Int) throws {
    let grown = Grown(size)
    let expected = Reference.root(grown.leaves[...])
    #expect(grown.frontier.root == expected)
    #expect(try grown.tree.root(0..<Int64(size)) == expected)
    let reloaded = try MerkleFrontier(size: Int64(size), algorithm: .sha256, node: grown.tree.node)
    #expect(reloaded == grown.frontier)
  }

  @Test("proves every leaf of every tree, and no other leaf or place", arguments: 1...40)
  func inclusion(size: Int) throws {
    let grown = Grown(size)
    for index in 0..<size {
      let path = try grown.tree.path(to: Int64(index), in: 0..<Int64(size))
      #expect(path == Reference.path(index, grown.leaves[...]))
      var proof = InclusionProof(index: Int64(index), size: Int64(size), path: path)
      #expect(proof.proves(leaf: grown.leaves[index], in: grown.frontier.root))
      #expect(!proof.proves(leaf: HashAlgorithm.sha256.leaf([0xff]), in: grown.frontier.root))
      #expect(!proof.proves(leaf: grown.leaves[index], in: HashAlgorithm.sha256.leaf([0xff])))
      proof.path.append(grown.frontier.root)
      #expect(!proof.proves(leaf: grown.leaves[index], in: grown.frontier.root))
      proof.path = Array(path.dropLast())
      #expect(size == 1 || !proof.proves(leaf: grown.leaves[index], in: grown.frontier.root))
    }
  }

  @Test("proves that every tree grew from every smaller one", arguments: 1...40)
  func consistency(size: Int) throws {
    let grown = Grown(size)
    for old in 1...size {
      let oldRoot = Reference.root(grown.leaves.prefix(old))
      let path = try grown.tree.consistency(from: Int64(old), to: Int64(size))
      #expect(path == Reference.subproof(old, grown.leaves[...], true))
      var proof = ConsistencyProof(oldSize: Int64(old), newSize: Int64(size), path: path)
      #expect(proof.proves(from: oldRoot, to: grown.frontier.root))
      #expect(!proof.proves(from: HashAlgorithm.sha256.leaf([]), to: grown.frontier.root))
      #expect(!proof.proves(from: oldRoot, to: HashAlgorithm.sha256.leaf([])))
      proof.path.append(oldRoot)
      #expect(!proof.proves(from: oldRoot, to: grown.frontier.root))
    }
  }

  @Test("hashes entries apart that differ only in where one field ends")
  func encoding() {
    var one = HashInput(tag: "t")
    one.add("ab")
    one.add("c")
    var other = HashInput(tag: "t")
    other.add("a")
    other.add("bc")
    #expect(one.bytes != other.bytes)
    var absent = HashInput(tag: "t")
    absent.addIfPresent(nil)
    var empty = HashInput(tag: "t")
    empty.addIfPresent("")
    #expect(absent.bytes != empty.bytes)
  }
}
