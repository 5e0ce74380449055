import Synchronization

/// Hands out the elements of an array one by one, to whoever asks.
@usableFromInline final class Remaining<Element: Sendable>: Sendable {
  private let elements: Mutex<ArraySlice<Element>>

  init(_ elements: [Element]) { self.elements = Mutex(elements[...]) }

  @usableFromInline func next() -> Element? { elements.withLock { $0.popFirst() } }
}
