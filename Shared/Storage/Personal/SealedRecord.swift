/// Personal data on its way into a store: with the salt that was drawn for it, and the commitment that the log gets in
/// its place.
public struct SealedRecord: Sendable, Hashable {
  /// Whose data it is, by resource name.
  public let resource: String
  /// The data.
  public let bytes: [UInt8]
  /// What stands in the log.
  public let commitment: Commitment
  let salt: [UInt8]

  /// Many times the 128 bits below which a guess could be tried out once a copy of the salt is lost.
  static let saltBytes = 32

  /// Seals data with a fresh salt.
  init(_ bytes: [UInt8], of resource: String, _ algorithm: HashAlgorithm) {
    var random = SystemRandomNumberGenerator()
    let salt = (0..<Self.saltBytes).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    self.init(bytes, of: resource, salt: salt, algorithm)
  }

  /// Seals data with a salt that is there.
  init(_ bytes: [UInt8], of resource: String, salt: [UInt8], _ algorithm: HashAlgorithm) {
    (self.resource, self.bytes, self.salt) = (resource, bytes, salt)
    commitment = Commitment(algorithm, salt: salt, resource: resource, bytes: bytes)
  }
}

/// What the log keeps in place of personal data: a hash over salt, resource and data. Whoever has salt and data can show
/// that they are what was kept; once the salt is erased, no guess at the data can be told from another.
public struct Commitment: Sendable, Hashable {
  /// By what it was hashed: each names its own, so that the algorithm may change.
  public var algorithm: HashAlgorithm
  /// The hash.
  public var value: TreeHash

  /// One that was kept.
  public init(algorithm: HashAlgorithm, value: TreeHash) {
    self.algorithm = algorithm
    self.value = value
  }

  init(_ algorithm: HashAlgorithm, salt: [UInt8], resource: String, bytes: [UInt8]) {
    var input = HashInput(tag: "tupo.personal/1")
    input.add(salt)
    input.add(resource)
    input.add(bytes)
    self.init(algorithm: algorithm, value: algorithm.hash(input.bytes))
  }
}

extension Store {
  /// Seals personal data, to be kept by `PersonalRecords.put`. The request's bytes, which the log keeps for ever, may
  /// hold its commitment, but not the data.
  public func seal(_ bytes: [UInt8], of resource: String) -> SealedRecord {
    SealedRecord(bytes, of: resource, commitmentAlgorithm)
  }
}
