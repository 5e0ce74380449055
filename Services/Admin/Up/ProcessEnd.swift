/// How a process ended.
enum ProcessEnd: Sendable, Hashable {
  /// It exited with a code.
  case exited(Int32)
  /// A signal ended it.
  case killed(signal: Int32)

  /// From the status word of waitpid(2): the low 7 bits are the signal, the next byte is the code.
  init(status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal)
  }

  /// For people.
  var text: Bilingual {
    switch self {
    case .exited(let code): Bilingual("以退出码\(code)结束", "exited with code \(code)")
    case .killed(let signal): Bilingual("被信号\(signal)终止", "was killed by signal \(signal)")
    }
  }
}
