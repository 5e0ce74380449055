/// Calls that wait, in order. Adding, taking the first and removing any are done in constant time, on average.
struct CallQueue {
  private var places: [ClientCall?] = []
  private var first = 0
  private(set) var count = 0

  /// A queue shorter than this is not made smaller.
  private static let smallest = 64

  var isEmpty: Bool { count == 0 }

  /// A copy, for work during which calls may leave.
  var all: [ClientCall] { places[first...].compactMap(\.self) }

  mutating func append(_ call: ClientCall) {
    precondition(call.queuePlace == nil, "the call waits already")
    call.queuePlace = places.count
    places.append(call)
    count += 1
  }

  mutating func popFirst() -> ClientCall? {
    while first < places.count {
      if let call = places[first] {
        remove(call)
        return call
      }
      first += 1
    }
    return nil
  }

  mutating func remove(_ call: ClientCall) {
    guard let place = call.queuePlace else { return }
    precondition(places[place] === call, "the call waits elsewhere")
    call.queuePlace = nil
    places[place] = nil
    count -= 1
    if places.count >= Self.smallest, count < places.count / 4 { close() }
  }

  /// Closes the gaps.
  private mutating func close() {
    places = places[first...].filter { $0 != nil }
    first = 0
    for (place, call) in places.enumerated() { call?.queuePlace = place }
  }
}
