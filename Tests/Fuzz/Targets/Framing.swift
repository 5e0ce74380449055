@testable import RPC

/// The prefix of messages, and their inflation: bounds hold, and what was inflated can be made again.
public struct Framing: Target {
  /// The target.
  public init() {}

  /// Takes a byte of switches, two of a limit, and what came.
  public func run(_ input: [UInt8]) throws {
    guard input.count >= 3 else { return }
    let limit = Int(input[1]) << 8 | Int(input[2])
    let bytes = Array(input.dropFirst(3))
    try bytes.withUnsafeBytes { try front(of: $0, limit, encoded: input[0] & 1 == 1) }
    for format in Compression.allCases {
      guard let inflated = try? bytes.withUnsafeBytes({ try ZlibStream.inflated($0, format, limit: limit) }) else {
        continue
      }
      try promise(inflated.count <= limit, "\(inflated.count) bytes were inflated, and \(limit) allowed")
      let again = inflated.withUnsafeBytes { ZlibStream.deflated($0, format) }
      let same = try again.withUnsafeBytes { try ZlibStream.inflated($0, format, limit: limit) } == inflated
      try promise(same, "deflating loses something")
    }
  }

  private func front(of bytes: UnsafeRawBufferPointer, _ limit: Int, encoded: Bool) throws(Finding) {
    let whole = MessageFrame.front(of: bytes, limit: limit, encoded: encoded)
    if case .complete(let size) = whole {
      let isThere = size <= limit && bytes.count >= MessageFrame.prefixSize + size
      try promise(isThere, "a message of \(size) bytes is not there")
    }
    // What is known of some bytes stays so when more come.
    for count in stride(from: 0, to: min(bytes.count, 16), by: 1) {
      let part = MessageFrame.front(
        of: UnsafeRawBufferPointer(rebasing: bytes[..<count]), limit: limit, encoded: encoded)
      try promise(part == .incomplete || part == whole, "\(part) became \(whole)")
    }
  }
}
