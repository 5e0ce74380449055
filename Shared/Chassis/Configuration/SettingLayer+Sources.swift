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
  /// One with our prefix that nobody has is a fault: most likely a setting's name is misspelt.
  init(environment: [String: String], _ table: SettingTable) {
    for row in table.rows {
      guard let text = environment[row.variable], !text.isEmpty else { continue }
      take(row, row.repeats ? text.split(separator: ",").map(String.init) : [text], at: row.variable)
    }
    let known = Set(table.rows.map(\.variable))
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
      guard name.hasPrefix("TUPO_"), !known.contains(name), !OtherVariables.has(name) else { continue }
      note(.unknown(variable: name, known: known.sorted()))
    }
  }
}
