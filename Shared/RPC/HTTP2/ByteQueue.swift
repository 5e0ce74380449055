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
  /// The size of its memory, what lies unused before and behind the queued bytes included.
  var memoryBytes: Int { capacity }

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

  // MARK: Memory that goes from queue to queue

  /// A piece of memory that no queue owns.
  struct Memory {
    fileprivate let start: UnsafeMutableRawPointer
    fileprivate let capacity: Int

    func deallocate() { start.deallocate() }
  }

  /// Memory above this size is freed with its queue.
  private static let sharedCapacity = 4 << 10

  /// Gives an empty queue, which has none yet, memory to begin with.
  mutating func adopt(_ piece: Memory) {
    precondition(memory == nil, "the queue has memory")
    memory = piece.start
    capacity = piece.capacity
  }

  /// Lets the memory of an empty queue go; nil when there is none, or none of a common size.
  mutating func release() -> Memory? {
    guard let start = memory, isEmpty, !keepsTaken, capacity <= Self.sharedCapacity else { return nil }
    let piece = Memory(start: start, capacity: capacity)
    memory = nil
    (capacity, head, tail) = (0, 0, 0)
    return piece
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
