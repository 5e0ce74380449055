extension SettingLayer {
  /// Reads flags: `--name VALUE`, `--name=VALUE`, and `--name` alone for a switch.
  init(flags arguments: some Sequence<String>, _ table: SettingTable) {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard argument.hasPrefix("--"), let row = table.row(parts[0].dropFirst(2)) else {
        note(.unknown(argument.hasPrefix("-") ? String(parts[0]) : argument, known: table.rows.map { "--" + $0.name }))
        while parts.count == 1, rest.first?.hasPrefix("-") == false { rest.removeFirst() }  // The values of it.
        continue
      }
      if parts.count == 2 {
        take(row, [String(parts[1])], at: "--\(row.name)")
      } else if row.isSwitch {
        take(row, ["true"], at: "--\(row.name)")
      } else if let value = rest.popFirst() {
        take(row, [value], at: "--\(row.name)")
      } else {
        note(SettingFault("--\(row.name)", zh: "缺少值", en: "its value is missing"))
      }
    }
  }

  /// Reads variables; an empty one is as good as none. Several values of one setting stand between commas.
  ///
  /// Variables that no setting has are not looked at: others use the prefix too, among them Kubernetes.
  init(environment: [String: String], _ table: SettingTable) {
    for row in table.rows {
      guard let text = environment[row.variable], !text.isEmpty else { continue }
      take(row, row.repeats ? text.split(separator: ",").map(String.init) : [text], at: row.variable)
    }
  }
}
