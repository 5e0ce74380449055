/// Room for the messages of one connection's requests that do not fit their streams' windows.
///
/// Who finds none waits, in order. One message always finds room, however large it is: so somebody always goes on.
struct RequestRoom<Call: AnyObject> {
  private let bytes: Int
  private var taken = 0
  private var waiting: [(call: Call, size: Int)] = []

  init(bytes: Int) { self.bytes = bytes }

  /// Takes room for a message of `size` bytes; false when it must wait until ``next()`` names its call.
  mutating func take(_ size: Int, for call: Call) -> Bool {
    guard waiting.isEmpty, fits(size) else {
      waiting.append((call, size))
      return false
    }
    taken += size
    return true
  }

  /// The first call that waits, when there is room for it: it has taken it then.
  mutating func next() -> Call? {
    guard let first = waiting.first, fits(first.size) else { return nil }
    taken += first.size
    return waiting.removeFirst().call
  }

  /// Gives back what a message had taken.
  mutating func give(back size: Int) { taken -= size }

  /// The call waits no more.
  mutating func leave(_ call: Call) { waiting.removeAll { $0.call === call } }

  private func fits(_ size: Int) -> Bool { taken == 0 || taken + size <= bytes }
}
