extension WireMessage {
  /// A message whose fields `set` has set.
  public static func with<Failure: Error>(_ set: (inout Self) throws(Failure) -> Void) throws(Failure) -> Self {
    var message = Self()
    try set(&message)
    return message
  }

  /// Reads a message from its bytes, with an arena of its own. The RPC runtime reuses one instead.
  ///
  /// - Throws: ``WireError`` when the bytes are malformed, a string is not UTF-8, or a bound of `limits` is passed.
  public init(decoding bytes: [UInt8], limits: WireLimits = WireLimits()) throws(WireError) {
    let result: Result<Self, WireError> = bytes.withUnsafeBytes { buffer in
      do throws(WireError) {
        return .success(try Self(decoding: buffer, limits: limits, arena: Arena(blockBytes: 4096)))
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }
}
