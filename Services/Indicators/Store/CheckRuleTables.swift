import Storage

/// The table of a programme's own rules of checking. Numbers that need not be whole are decimals.
enum CheckRuleTables {
  static let rule = VersionedTable(
    "check_rule", key: [.text("programme"), .text("id")],
    columns: [
      .integer("position"), .integer("rule_version"), .text("kind"), .text("severity"), .integer("released_by_note"),
      .integer("disabled"), .text("indicators"), .text("others"), .text("margin"), .text("lower_limit"),
      .text("upper_limit"), .integer("least"), .text("factors"), .text("request_zh"), .text("request_en"),
    ])

  static let migrations = [Migration("0005 create check_rule", creating: rule)]
}
