public import CProtobufC

/// The two calls to libprotobuf-c around which generated code is built.
public enum WireCodec {
  /// Reads bytes into C structs in `arena`, which the next message that uses the arena overwrites.
  ///
  /// libprotobuf-c recurses once for each level without a limit, so bytes of a type that can nest deeper than allowed
  /// (`nesting` is how deep the type can, `Int.max` when it contains itself) are walked before. It also refuses groups
  /// and fields of another wire type than the contract's, which protobuf treats as unknown, and does not merge a message
  /// that comes twice: such bytes are rewritten, after a refusal or when a message was dropped, since none of ours are so.
  public static func unpack(
    _ bytes: UnsafeRawBufferPointer, as type: UnsafePointer<ProtobufCMessageDescriptor>, nesting: Int,
    limits: WireLimits, arena: Arena
  ) throws(WireError) -> UnsafeRawPointer {
    guard bytes.count <= min(limits.messageBytes, Int(Int32.max)) else {
      throw .tooLarge(bytes: bytes.count, limit: limits.messageBytes)
    }
    if nesting > limits.depth { try Inspection(limits).run(bytes, type) }
    arena.begin(limit: limits.arenaBytes)
    arena.holdsLifted = false
    if let message = unpack(bytes, type, arena), !arena.hasDropped { return message }
    guard !arena.isExhausted else { throw .arenaExhausted(limit: limits.arenaBytes) }
    return try unpackRewritten(bytes, type, limits, arena)
  }

  private static func unpackRewritten(
    _ bytes: UnsafeRawBufferPointer, _ type: UnsafePointer<ProtobufCMessageDescriptor>, _ limits: WireLimits,
    _ arena: Arena
  ) throws(WireError) -> UnsafeRawPointer {
    try Inspection(limits).run(bytes, type)
    let rewritten = try Rewriting.rewrite(bytes, type)
    arena.begin(limit: limits.arenaBytes)
    arena.holdsLifted = true
    if let message = rewritten.withUnsafeBytes({ unpack($0, type, arena) }) { return message }
    guard !arena.isExhausted else { throw .arenaExhausted(limit: limits.arenaBytes) }
    throw .malformed(.value, offset: 0)
  }

  private static func unpack(
    _ bytes: UnsafeRawBufferPointer, _ type: UnsafePointer<ProtobufCMessageDescriptor>, _ arena: Arena
  ) -> UnsafeRawPointer? {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let message = protobuf_c_message_unpack(type, &arena.raw.pointee.allocator, bytes.count, start)
    arena.readBytes = tupo_arena_used(arena.raw)
    return UnsafeRawPointer(message)
  }

  /// Writes C structs into the memory that `reserve` gives, and answers how many bytes they took.
  public static func pack(
    _ message: UnsafeRawPointer, bound: Int, _ reserve: (_ upperBound: Int) -> UnsafeMutableRawPointer
  ) -> Int {
    let target = reserve(bound).assumingMemoryBound(to: UInt8.self)
    let size = protobuf_c_message_pack(message.assumingMemoryBound(to: ProtobufCMessage.self), target)
    precondition(size <= bound, "upper bound \(bound) is below the size \(size)")
    return size
  }
}
