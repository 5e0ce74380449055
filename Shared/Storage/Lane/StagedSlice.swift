/// One piece of a large import, kept until an entry adopts its batch.
public struct StagedSlice: Sendable, Hashable {
  /// The batch it belongs to: an id that is used once.
  public let batch: String
  /// Its place in the batch. Numbers have no gaps.
  public let sequence: Int64
  /// Its bytes as they were staged.
  public let bytes: [UInt8]

  /// A slice that was sent; nothing is checked.
  public init(batch: String, sequence: Int64, bytes: [UInt8]) {
    self.batch = batch
    self.sequence = sequence
    self.bytes = bytes
  }
}
