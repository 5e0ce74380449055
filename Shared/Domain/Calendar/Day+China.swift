extension Day {
  /// The day in China at a time in microseconds since 1970 UTC: UTC+8 all the year (GB/T 7408, 北京时间).
  public init(inChinaAt micros: Int64) {
    let (day, second): (Int64, Int64) = (86_400, 1_000_000)
    let shifted = micros / second + 8 * 3_600 - (micros % second < 0 ? 1 : 0)
    self.init(number: Int32(clamping: shifted >= 0 ? shifted / day : (shifted - day + 1) / day))
  }
}
