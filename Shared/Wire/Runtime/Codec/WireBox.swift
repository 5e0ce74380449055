/// Holds a message inside a message of its own kind, which a struct cannot do in place.
public final class WireBox<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The message.
  public let value: Value

  /// Holds `value`.
  public init(_ value: Value) { self.value = value }

  /// Whether both hold the same.
  public static func == (left: WireBox, right: WireBox) -> Bool { left === right || left.value == right.value }

  /// Feeds the message to `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
