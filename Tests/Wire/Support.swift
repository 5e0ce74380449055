import Wire
import WireMessages

/// Bytes from hexadecimal digits; blanks are allowed.
func hex(_ digits: String) -> [UInt8] {
  let nibbles = digits.compactMap { $0.hexDigitValue.map(UInt8.init) }
  precondition(nibbles.count.isMultiple(of: 2))
  return stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
}

/// What reading gives: a message or why not.
func read<M: WireMessage>(
  _ type: M.Type, _ bytes: [UInt8], _ limits: WireLimits = WireLimits()
) -> Result<M, WireError> {
  do throws(WireError) {
    return .success(try M(decoding: bytes, limits: limits))
  } catch {
    return .failure(error)
  }
}

extension Result {
  var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}

/// Memory that a message is written into.
final class TestMemory {
  private let memory: UnsafeMutableRawBufferPointer

  init(capacity: Int) { memory = .allocate(byteCount: capacity, alignment: 1) }

  deinit { memory.deallocate() }

  func reserve(_ bound: Int) -> UnsafeMutableRawPointer {
    guard bound <= memory.count, let start = memory.baseAddress else { fatalError("\(bound) bytes do not fit") }
    return start
  }

  func first(_ count: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }
}
