/// Fields that came with a message and that its contract here does not know: kept as they came, and written again after
/// the known ones.
public struct UnknownFields: Sendable, Hashable {
  /// Nil when there are none: every message has this field, and few use it.
  @usableFromInline var box: WireBox<[UInt8]>?

  /// No fields.
  @inlinable public init() { box = nil }

  /// The fields, tags included, in the protobuf encoding.
  public var bytes: [UInt8] { box?.value ?? [] }

  /// Whether there are none.
  @inlinable public var isEmpty: Bool { box == nil }

  @usableFromInline init(bytes: [UInt8]) { box = bytes.isEmpty ? nil : WireBox(bytes) }
}
