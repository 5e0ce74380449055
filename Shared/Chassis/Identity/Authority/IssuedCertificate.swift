import Storage

/// A line of `issued.txt`: what was made, until when it holds, for whom.
struct IssuedCertificate: Sendable, Hashable {
  let serial: CertificateSerial
  let until: Int64
  let principal: PrincipalName

  init(serial: CertificateSerial, until: Int64, principal: PrincipalName) {
    self.serial = serial
    self.until = until
    self.principal = principal
  }

  /// Reads a line; nil when it is none.
  init?(_ line: some StringProtocol) {
    let words = line.split(separator: " ")
    guard words.count == 3, let serial = CertificateSerial(hexadecimal: words[0]), let until = Int64(words[1]),
      let principal = PrincipalName(words[2])
    else { return nil }
    self.init(serial: serial, until: until, principal: principal)
  }

  var line: String { "\(serial.bytes.hexadecimal) \(until) \(principal)" }
}

extension CertificateSerial {
  init?(hexadecimal text: some StringProtocol) {
    let digits = text.compactMap(\.hexDigitValue)
    guard !digits.isEmpty, digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
    self.init(stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
  }
}
