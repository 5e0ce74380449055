/// What one side of a connection tells the other at its start, and what it tolerates.
struct HTTP2Settings: Sendable {
  /// Streams that the peer may have open at once.
  var maxConcurrentStreams: Int
  /// The window of each stream, in bytes.
  var streamWindowBytes: Int
  /// The window of the connection, in bytes.
  var connectionWindowBytes: Int
  /// The largest header list, in bytes as RFC 9113, 6.5.2 counts them.
  var maxHeaderListBytes: Int
  /// Bytes that may lie in the streams' queues before the connection's credit is held back.
  var connectionBufferBytes: Int
}

/// Which end of a connection a session is.
enum HTTP2Role: Sendable { case server, client }
