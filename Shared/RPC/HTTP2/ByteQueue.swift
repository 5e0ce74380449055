/// A queue of bytes in one piece of memory: written at its end, read at its front, in place.
struct ByteQueue: ~Copyable {
  private var memory: UnsafeMutableRawPointer?
  private var capacity = 0
  private var head = 0
  private var tail = 0
  /// Whether taken bytes stay in memory, so that ``rewind()`` brings them back.
  private var keepsTaken = false

  /// Memory above this size is given back when the queue runs empty, so that idle streams hold little.
  private static let keptCapacity = 32 << 10

  init() {}

  deinit { memory?.deallocate() }

  var count: Int { tail - head }
  var isEmpty: Bool { head == tail }

  /// The queued bytes; valid until the next change of the queue.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: memory.map { UnsafeRawPointer($0 + head) }, count: count)
  }

  mutating func append(_ source: UnsafeRawBufferPointer) {
    guard let start = source.baseAddress, source.count > 0 else { return }
    reserve(source.count).copyMemory(from: start, byteCount: source.count)
    tail += source.count
  }

  /// Room for `size` bytes after the last one; what is written there is made part of the queue by ``commit(_:)``.
  mutating func reserve(_ size: Int) -> UnsafeMutableRawPointer {
    if let memory, tail + size <= capacity { return memory + tail }
    return makeRoom(for: size)
  }

  mutating func commit(_ size: Int) {
    precondition(size >= 0 && tail + size <= capacity, "\(size) bytes were not reserved")
    tail += size
  }

  mutating func drop(_ size: Int) {
    precondition(size >= 0 && size <= count, "\(size) bytes are not in the queue")
    head += size
    if head == tail && !keepsTaken { reset() }
  }

  /// Takes back the last `size` bytes.
  mutating func dropLast(_ size: Int) {
    precondition(size >= 0 && size <= count, "\(size) bytes are not in the queue")
    tail -= size
    if head == tail && !keepsTaken { reset() }
  }

  mutating func removeAll() {
    keepsTaken = false
    head = tail
    reset()
  }

  // MARK: Sending again

  /// How many taken bytes are kept.
  var keptCount: Int { keepsTaken ? head : 0 }

  /// Keeps what is taken from now on. To be said to an empty queue.
  mutating func keepTaken() {
    precondition(head == 0 && tail == 0, "the queue was used before")
    keepsTaken = true
  }

  /// Puts the kept bytes back before the queued ones.
  mutating func rewind() { if keepsTaken { head = 0 } }

  /// Gives the kept bytes up, and keeps none any more.
  mutating func forgetTaken() {
    keepsTaken = false
    if head == tail { reset() }
  }

  private mutating func reset() {
    head = 0
    tail = 0
    if capacity > Self.keptCapacity {
      memory?.deallocate()
      memory = nil
      capacity = 0
    }
  }

  private mutating func makeRoom(for size: Int) -> UnsafeMutableRawPointer {
    let start = keepsTaken ? 0 : head
    let used = tail - start
    if let memory, used + size <= capacity, used <= capacity / 2 {
      memory.copyMemory(from: memory + start, byteCount: used)
      head -= start
      tail = used
      return memory + used
    }
    let larger = max(used + size, capacity * 2, 512)
    let fresh = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    if let memory {
      fresh.copyMemory(from: memory + start, byteCount: used)
      memory.deallocate()
    }
    memory = fresh
    capacity = larger
    head -= start
    tail = used
    return fresh + used
  }
}
