internal import CNghttp2

/// How much freed memory the process keeps for the next message (mallopt(3)).
///
/// A message of a megabyte passes through several blocks of its size. Given back to the system after each call, their pages
/// were mapped and cleared anew for the next one, which took five times as long as all else that such a call does.
enum HeapReserve {
  /// Blocks of up to 4 MiB, as large as a message may be, come from the heap, and 8 MiB at its top stay; done once, when it is
  /// first asked for.
  static let isKept = tupo_keep_heap(4 << 20, 8 << 20) != 0
}
