/// The hash function SM3 of GB/T 32905-2016; the names are the standard's. No library at hand has it.
struct SM3 {
  /// V, the eight words A to H of 5.3.2.
  private var v: [UInt32] = [
    0x7380_166F, 0x4914_B2B9, 0x1724_42D7, 0xDA8A_0600, 0xA96F_30BC, 0x1631_38AA, 0xE38D_EE4D, 0xB0FB_0E4E,
  ]
  private var block: [UInt8] = []
  private var length: UInt64 = 0

  private static let blockBytes = 64

  init() { block.reserveCapacity(Self.blockBytes) }

  mutating func update(_ bytes: [UInt8]) {
    length += UInt64(bytes.count)
    for byte in bytes {
      block.append(byte)
      if block.count == Self.blockBytes { compress() }
    }
  }

  /// Pads (5.2) and gives the 32 bytes.
  mutating func finalize() -> [UInt8] {
    let bits = length * 8
    block.append(0x80)
    if block.count > 56 {
      block += [UInt8](repeating: 0, count: Self.blockBytes - block.count)
      compress()
    }
    block += [UInt8](repeating: 0, count: 56 - block.count)
    withUnsafeBytes(of: bits.bigEndian) { block += $0 }
    compress()
    return v.flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
  }

  /// The compression function CF, 5.3.3.
  private mutating func compress() {
    let w = expanded()
    var (a, b, c, d) = (v[0], v[1], v[2], v[3])
    var (e, f, g, h) = (v[4], v[5], v[6], v[7])
    for j in 0..<64 {
      let t: UInt32 = j < 16 ? 0x79CC_4519 : 0x7A87_9D8A
      let a12 = rotated(a, 12)
      let ss1 = rotated(a12 &+ e &+ rotated(t, UInt32(j % 32)), 7)
      let ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
      let gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g)
      let tt1 = ff &+ d &+ (ss1 ^ a12) &+ (w[j] ^ w[j + 4])
      let tt2 = gg &+ h &+ ss1 &+ w[j]
      (d, c, b, a) = (c, rotated(b, 9), a, tt1)
      (h, g, f, e) = (g, rotated(f, 19), e, p0(tt2))
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { v[index] ^= word }
    block.removeAll(keepingCapacity: true)
  }

  /// The words W0 to W67 of the block, 5.3.2.
  private func expanded() -> [UInt32] {
    var w: [UInt32] = []
    w.reserveCapacity(68)
    for j in 0..<16 { w.append(block[(j * 4)..<(j * 4 + 4)].reduce(0) { $0 << 8 | UInt32($1) }) }
    for j in 16..<68 {
      w.append(p1(w[j - 16] ^ w[j - 9] ^ rotated(w[j - 3], 15)) ^ rotated(w[j - 13], 7) ^ w[j - 6])
    }
    return w
  }

  private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> ((32 - count) % 32) }
  private func p0(_ word: UInt32) -> UInt32 { word ^ rotated(word, 9) ^ rotated(word, 17) }
  private func p1(_ word: UInt32) -> UInt32 { word ^ rotated(word, 15) ^ rotated(word, 23) }
}
