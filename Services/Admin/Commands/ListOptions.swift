import ArgumentParser

/// How a list is narrowed and ordered.
struct ListOptions: ParsableArguments {
  @Option(
    help: """
      Only what this says, such as 'stage=STAGE_SIGNED agreed_investment>=1000000'; a wrong one tells the fields. \
      Comparisons are = != < <= > >= and : (holds), joined by AND, OR, NOT and parentheses. 过滤条件。
      """)
  var filter = ""
  @Option(help: "Order by these fields, such as 'agreed_investment desc, name'. 排序字段。")
  var orderBy = ""
}
