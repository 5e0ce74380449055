/// Reads what `ValueWriter` has written. What cannot have been written by it is refused, whatever it is: the bytes may
/// have been edited on the disk.
struct ValueReader {
  private let bytes: [UInt8]
  private var place = 0
  private let fault: StorageError

  /// `fault` is thrown for bytes that are none.
  init(_ bytes: [UInt8], fault: StorageError) {
    self.bytes = bytes
    self.fault = fault
  }

  var isAtEnd: Bool { place >= bytes.count }

  /// What is to be thrown by whoever finds that the values make no sense.
  var malformed: StorageError { fault }

  mutating func value() throws(StorageError) -> SQLValue {
    switch try byte() {
    case 0: return .null
    case 1:
      let raw = try number()
      return .integer(Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1))
    case 2: return .text(try text())
    case 3: return .blob(Array(try slice()))
    default: throw fault
    }
  }

  mutating func names() throws(StorageError) -> [String] {
    var names: [String] = []
    for _ in 0..<(try count()) { names.append(try text()) }
    return names
  }

  mutating func text() throws(StorageError) -> String {
    guard let text = String(validating: try slice(), as: UTF8.self) else { throw fault }
    return text
  }

  private mutating func slice() throws(StorageError) -> ArraySlice<UInt8> {
    let length = try count()
    defer { place += length }
    return bytes[place..<place + length]
  }

  /// A count, number or length: never more than there are bytes left, so that nothing is made on a lie's account.
  private mutating func count() throws(StorageError) -> Int {
    let number = try number()
    guard number <= UInt64(bytes.count - place) else { throw fault }
    return Int(number)
  }

  mutating func number() throws(StorageError) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      let byte = try byte()
      guard shift < 63 || byte <= 1 else { break }
      number |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return number }
    }
    throw fault
  }

  mutating func byte() throws(StorageError) -> UInt8 {
    guard place < bytes.count else { throw fault }
    defer { place += 1 }
    return bytes[place]
  }
}
