/// The streams that are open, so that each can be ended when the session is.
///
/// `nghttp2_session_del` does not call back for open streams; without this table their calls would never end.
struct StreamTable {
  fileprivate private(set) var streams: [HTTP2Stream] = []

  var count: Int { streams.count }

  mutating func insert(_ stream: consuming HTTP2Stream) {
    stream.slot = streams.count
    streams.append(stream)
  }

  /// Takes out a stream in constant time: the last one gets its place. Answers the stream as the table held it.
  mutating func remove(_ stream: HTTP2Stream) -> HTTP2Stream {
    let slot = stream.slot
    precondition(slot >= 0 && streams[slot] === stream, "stream \(stream.id) is not in the table")
    stream.slot = -1
    let last = streams.removeLast()
    guard slot < streams.count else { return last }
    last.slot = slot
    let removed = streams[slot]
    streams[slot] = last
    return removed
  }

  mutating func takeAny() -> HTTP2Stream? {
    guard let stream = streams.popLast() else { return nil }
    stream.slot = -1
    return stream
  }

  /// Finds a stream by its number; in linear time, for rare events only.
  func find(_ id: Int32) -> HTTP2Stream? { streams.first { $0.id == id } }
}

extension StreamTable {
  /// A copy of the table, for work during which streams may leave it.
  var all: [HTTP2Stream] { streams }
}
