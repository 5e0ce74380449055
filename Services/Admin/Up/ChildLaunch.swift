import CProcess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The last step before a child becomes its program: it shall not outlive whoever started it.
///
/// The command starts itself as `tupo child PARENT PROGRAM ARGUMENT...`; that process asks the kernel for SIGTERM at
/// the parent's end, which also holds when the parent is killed with SIGKILL, and then becomes the program.
enum ChildLaunch {
  /// The hidden subcommand's name.
  static let subcommand = "child"

  /// Becomes `program`, or ends with 127 and a line on stderr.
  static func become(_ program: String, _ arguments: [String], parent: Int32) -> Never {
    let failed = tupo_signal_at_parents_end(SIGTERM) != 0
    // The parent may have ended before the kernel was asked: this process then has another one already.
    if failed || getppid() != parent { _exit(126) }
    var pointers = ([program] + arguments).map { strdup($0) }
    pointers.append(nil)
    execv(program, pointers)
    Console.write("\(program): \(String(cString: strerror(errno)))\n", to: STDERR_FILENO)
    _exit(127)
  }

  /// The arguments with which the command starts itself for a program.
  static func arguments(_ program: String, _ arguments: [String]) -> [String] {
    [subcommand, String(getpid()), program] + arguments
  }
}
