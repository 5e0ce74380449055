/// What a service's exit code tells whoever started it (the numbers of sysexits.h).
public enum ProgramStatus: Int32, Sendable, CaseIterable {
  /// It has drained.
  case drained = 0
  /// The command line is wrong.
  case usage = 64
  /// Something it needs is not to be had: the database, the address to listen on, data that another process owns.
  case unavailable = 69
  /// It failed while it ran, and only a restart tells what was kept.
  case failed = 70
  /// A file or a folder cannot be made or written.
  case cannotWrite = 73
  /// A file or a variable of the configuration is wrong, or a certificate is.
  case misconfigured = 78

  /// The code of a process that a second signal has ended before it had drained, as shells tell it.
  static func ended(by signal: Int32) -> Int32 { 128 + signal }

  /// The list for `--help`.
  static let help = """
    Exit codes 退出码: 0 drained 正常结束 · 64 wrong usage 用法错误 · 69 something needed is unavailable 所需资源不可用 · \
    70 failed while running 运行中失败 · 73 cannot write 无法写入 · 78 wrong configuration 配置错误 · \
    130, 143 ended by a second signal 再次收到信号立即结束
    """
}
