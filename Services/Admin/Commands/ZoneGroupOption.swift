import ArgumentParser

/// Which zones a board is of.
struct ZoneGroupOption: ParsableArguments {
  @Option(name: .customLong("zones"), help: "Only the zones of a group, by its id: see tupo indicators groups. 单位分组。")
  var group: String?

  /// Its name; empty: all zones.
  func name(in programme: ProgrammeOption) -> String {
    group.map { ResourceName.zoneGroup(programme.id, $0) } ?? ""
  }
}
