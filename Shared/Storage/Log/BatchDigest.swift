/// The digest of a batch: of its id and, for each slice, its number and the hash of its bytes.
public struct BatchDigest: Sendable {
  private let algorithm: HashAlgorithm
  private var input = HashInput(tag: "tupo.log.batch/1")

  /// Of a batch without slices yet.
  public init(_ batch: String, _ algorithm: HashAlgorithm) {
    self.algorithm = algorithm
    input.add(batch)
  }

  /// Takes the next slice, by its number and its bytes as they are kept.
  public mutating func add(_ sequence: Int64, bytes: [UInt8]) { add(sequence, algorithm.hash(bytes)) }

  mutating func add(_ sequence: Int64, _ hash: TreeHash) {
    input.add(sequence)
    input.add(hash.bytes)
  }

  /// The digest.
  public var value: TreeHash { algorithm.hash(input.bytes) }

  /// The digest of all batches of an entry; nil when there are none.
  public static func digest(of batches: [TreeHash], _ algorithm: HashAlgorithm) -> TreeHash? {
    guard !batches.isEmpty else { return nil }
    var input = HashInput(tag: "tupo.log.batches/1")
    for batch in batches { input.add(batch.bytes) }
    return algorithm.hash(input.bytes)
  }
}
