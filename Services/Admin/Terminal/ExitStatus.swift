/// What the command's exit code tells a script.
enum ExitStatus: Int32, Sendable, CaseIterable {
  /// It did what was asked.
  case done = 0
  /// A service refused, or something failed.
  case refused = 1
  /// The command line is wrong.
  case usage = 2
  /// A service cannot be reached.
  case unavailable = 3
  /// The input has faults; all of them were told.
  case faulty = 4
  /// Kept data is not what it should be.
  case broken = 5

  /// The list for `--help`.
  static let help = """
    Exit codes 退出码: 0 done 成功 · 1 refused or failed 被拒绝或失败 · 2 wrong usage 用法错误 · \
    3 service unavailable 服务不可用 · 4 faults in the input 输入有误 · 5 kept data is broken 数据不符
    """
}
