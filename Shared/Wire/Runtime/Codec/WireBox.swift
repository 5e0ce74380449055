/// Holds a message inside a message of its own kind, which a struct cannot do in place.
package final class WireBox<Value: Sendable & Hashable>: Sendable, Hashable {
  package let value: Value

  package init(_ value: Value) { self.value = value }

  package static func == (left: WireBox, right: WireBox) -> Bool { left === right || left.value == right.value }

  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
