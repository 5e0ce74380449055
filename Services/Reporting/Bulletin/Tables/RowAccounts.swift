import Domain

/// Where the numbers of a row come from that were taken over and not computed.
struct RowAccounts {
  let board: Board
  let month: Month

  /// Of the base: what growth was computed from beside the value; for a unit without growth last year's figure.
  func base(of row: Board.Row) -> Account {
    let published = row.publishedBase.map { "上报同期数；上年公布\(board.scale.textWithUnit($0))" } ?? ""
    let rate = row.nominalGrowth ?? row.growth
    return Account(arithmetic: published, sources: rest(rate, row) ?? lastYear(row))
  }

  /// Of the annual target: what completion was computed from beside the value; else the target itself.
  func target(of row: Board.Row) -> Account {
    let target = Figure.Source(
      label: "\(month.year)年\(board.title)年度目标",
      detail: name(row) { zone, indicator in "\(zone)/targets/\(indicator)-\(month.year)" })
    return Account(sources: rest(row.completion, row) ?? [target])
  }

  /// The sources of a rate without those of the value; nil when none is left.
  private func rest(_ rate: Rate?, _ row: Board.Row) -> [Figure.Source]? {
    let sources = rate?.account.sources.filter { !row.account.sources.contains($0) } ?? []
    return sources.isEmpty ? nil : sources
  }

  private func lastYear(_ row: Board.Row) -> [Figure.Source] {
    let last = month.samePeriodLastYear
    let reference = name(row) { zone, indicator in "\(zone)/indicators/\(indicator)/figures/\(last)" }
    return [Figure.Source(label: "\(row.title)\(last.cumulativeLabelWithYear)\(board.title)", detail: reference)]
  }

  /// The name of a record of the row's unit; the board's own for the total.
  private func name(_ row: Board.Row, _ make: (_ zone: String, _ indicator: String) -> String) -> String {
    let indicator = board.indicator.split(separator: "/").last.map(String.init) ?? ""
    return row.zone.isEmpty ? board.indicator : make(row.zone, indicator)
  }
}
