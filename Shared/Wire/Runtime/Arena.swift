public import CProtobufC

/// Memory for the C form of one message at a time; reused from message to message, so that neither reading nor writing
/// calls `malloc` for messages of ordinary size.
///
/// An arena belongs to one thread at a time: keep one for each event loop.
public final class Arena {
  @usableFromInline let raw: UnsafeMutablePointer<tupo_arena>

  /// Whether the message in the arena may have fields that ``Rewriting`` put aside.
  @usableFromInline var holdsLifted = false

  /// What ``takeReadBytes()`` answers.
  @usableFromInline var readBytes = 0

  /// How short strings are read and made without a call; nil where they do not lie as is known.
  @usableFromInline let shortStrings = ShortStrings()

  /// An arena whose lasting block has `blockBytes` bytes.
  public init(blockBytes: Int = 64 * 1024) {
    guard let raw = tupo_arena_new(max(blockBytes, 256)) else { fatalError("out of memory") }
    self.raw = raw
  }

  deinit { tupo_arena_delete(raw) }

  /// Whether memory was asked for beyond the limit.
  var isExhausted: Bool { raw.pointee.exhausted != 0 }

  /// Whether a message may have been given back: a oneof had more than one, or a field came twice.
  var hasDropped: Bool { raw.pointee.dropped != 0 }

  /// How many bytes the message that was read last took in C's form, with what was needed to make it: a measure of its
  /// Swift value too. Zero when none was read since this was asked.
  @inlinable public func takeReadBytes() -> Int {
    defer { readBytes = 0 }
    return readBytes
  }

  /// Gives everything back and bounds what may be taken next, in bytes.
  @inlinable public func begin(limit: Int = Int.max / 2) { tupo_arena_begin(raw, limit) }

  /// Room for `count` values of `type`, not yet set. Only for writing, which has no limit but the machine's memory.
  @inlinable public func take<T>(_ type: T.Type, _ count: Int = 1) -> UnsafeMutablePointer<T> {
    guard let piece = tupo_arena_take(raw, MemoryLayout<T>.stride * count) else { fatalError("out of memory") }
    return piece.assumingMemoryBound(to: type)
  }
}
