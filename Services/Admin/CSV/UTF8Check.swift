/// Finds where bytes stop being UTF-8.
enum UTF8Check {
  /// The offset of the first byte that begins no valid sequence; nil when all of them are UTF-8.
  static func firstFault(in bytes: [UInt8]) -> Int? {
    var offset = 0
    var decoder = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let encoded): offset += encoded.count
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}
