/// Several values at once that somebody seems to have copied.
enum Copies {
  /// Values that are those of the month before.
  static func fromLastMonth(_ cells: [CheckedFigure], least: Int) -> Verdict {
    let same = cells.filter(LastMonth.isUnchanged)
    guard same.count >= least else { return .sound }
    let names = names(same)
    return .found(
      .copiedFromLastMonth,
      Bilingual(
        zh: "\(same.count)项与上月数完全相同：\(names.zh)",
        en: "\(same.count) values are exactly last month's: \(names.en)"),
      others: same.map(\.indicator.key))
  }

  /// Values with the digits of one other zone's of the same month, whatever their unit. What is none of `zones`, as the whole
  /// city, has no neighbours.
  static func fromNeighbour(_ cells: [CheckedFigure], zones: [ZoneKey: Bilingual], least: Int) -> Verdict {
    var same: [ZoneKey: [CheckedFigure]] = [:]
    for cell in cells where zones[cell.zone] != nil {
      guard let digits = digits(cell.figure.cumulative) else { continue }
      for zone in zones.keys where zone != cell.zone {
        if Self.digits(cell.known.cumulative(zone, cell.indicator.key, cell.month)) == digits {
          same[zone, default: []].append(cell)
        }
      }
    }
    let found = same.filter { $0.value.count >= least }.sorted { $0.key < $1.key }
    guard !found.isEmpty else { return .sound }
    return .found(
      found.map { zone, cells in
        let (names, neighbour) = (names(cells), zones[zone] ?? Bilingual(zh: zone.rawValue, en: zone.rawValue))
        return Discovery(
          reason: .copiedFromNeighbour,
          text: Bilingual(
            zh: "\(cells.count)项与\(neighbour.zh)数字完全相同：\(names.zh)",
            en: "\(cells.count) values have the digits of \(neighbour.en): \(names.en)"),
          others: cells.map(\.indicator.key))
      })
  }

  /// The digits without the zeros at the end; `nil` for fewer than three, which may well be the same by chance.
  static func digits(_ amount: Amount?) -> Int64? {
    guard var rest = amount?.units, rest != 0 else { return nil }
    while rest % 10 == 0 { rest /= 10 }
    return rest.magnitude >= 100 ? rest : nil
  }

  private static func names(_ cells: [CheckedFigure]) -> Bilingual {
    let names = cells.map { $0.name($0.indicator.key) }
    return Bilingual(zh: Wording.list(names.map(\.zh)), en: names.map(\.en).joined(separator: ", "))
  }
}
