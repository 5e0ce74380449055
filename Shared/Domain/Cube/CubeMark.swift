/// What a cell of a cube has: a missing number is not zero.
struct CubeMark: OptionSet, Sendable {
  let rawValue: UInt8
  static let figure = CubeMark(rawValue: 1)
  static let demonstration = CubeMark(rawValue: 2)
  static let cumulative = CubeMark(rawValue: 4)
  static let base = CubeMark(rawValue: 8)
  static let growth = CubeMark(rawValue: 16)
  static let day = CubeMark(rawValue: 32)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ figure: Figure) {
    self = .figure
    if figure.isDemonstration { insert(.demonstration) }
    if figure.cumulative != nil { insert(.cumulative) }
    if figure.reportedBase != nil { insert(.base) }
    if figure.reportedGrowth != nil { insert(.growth) }
    if figure.receivedOn != nil { insert(.day) }
  }
}
