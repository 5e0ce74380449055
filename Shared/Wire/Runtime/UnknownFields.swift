/// Fields that came with a message and that its contract here does not know: kept as they came, and written again after
/// the known ones.
public struct UnknownFields: Sendable, Hashable {
  /// The fields, tags included, in the protobuf encoding.
  public internal(set) var bytes: [UInt8]

  /// No fields.
  public init() { bytes = [] }

  /// Whether there are none.
  @inlinable public var isEmpty: Bool { bytes.isEmpty }

  @usableFromInline init(bytes: [UInt8]) { self.bytes = bytes }
}
