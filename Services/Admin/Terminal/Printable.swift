extension String {
  /// One line that a terminal shows as it is: control characters, which could move the cursor or recolour what stands
  /// around, become spaces.
  var printable: String {
    let isControl = { (scalar: Unicode.Scalar) in scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) }
    guard unicodeScalars.contains(where: isControl) else { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(isControl(scalar) ? " " : scalar) }
    return String(scalars)
  }
}
