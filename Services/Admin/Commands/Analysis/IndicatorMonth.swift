import ArgumentParser

/// Which indicator, month, evening and zones an analysis is about, and in which state of the data.
struct IndicatorMonth: ParsableArguments {
  @Option(help: "The indicator's id, for example fixed-asset-investment. 指标标识。")
  var indicator: String
  @Option(help: "The month, as 2013-06. 月份。")
  var month: MonthArgument
  @Option(help: "As it was on the evening of a day; otherwise today. 截至某日，默认今天。")
  var on: DayArgument?
  @OptionGroup var group: ZoneGroupOption
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption

  /// The day whose evening is described.
  var evening: String { asOf.evening(on) }
  /// `programmes/{programme}/zoneGroups/{zone_group}`; empty: all zones.
  var zoneGroup: String { group.name(in: programme) }
  /// `programmes/{programme}/indicators/{indicator}`.
  var name: String { ResourceName.indicator(programme.id, indicator) }
}
