internal import CProcess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A process that was started, with the reading ends of its pipes.
struct Spawned: Sendable {
  let pid: Int32
  let standardOutput: Int32
  let standardError: Int32
}

/// Why a process could not be started.
struct SpawnFailure: Error, Sendable, Hashable, CustomStringConvertible {
  let path: String
  let code: Int32
  var description: String { "\(path): \(String(cString: strerror(code)))" }
}

enum Spawn {
  /// Starts a program in a process group of its own, so that Ctrl-C reaches only us and we can drain it; with signals
  /// at their defaults, stdin empty, stdout and stderr as pipes. Nothing else is inherited.
  static func start(_ path: String, _ arguments: [String]) throws(SpawnFailure) -> Spawned {
    let output = try pipe(for: path)
    let errors = try pipe(for: path)
    defer {
      close(output.write)
      close(errors.write)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.write, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.write, STDERR_FILENO)
    var attributes = attributes()
    defer { posix_spawnattr_destroy(&attributes) }
    var pointers = ([path] + arguments).map { strdup($0) }
    pointers.append(nil)
    defer { pointers.forEach { free($0) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, path, &actions, &attributes, pointers, environ)
    guard code == 0 else {
      close(output.read)
      close(errors.read)
      throw SpawnFailure(path: path, code: code)
    }
    return Spawned(pid: pid, standardOutput: output.read, standardError: errors.read)
  }

  private static func pipe(for path: String) throws(SpawnFailure) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    // Closed on exec from the beginning: a process that another thread starts meanwhile must not hold our pipe open.
    guard tupo_pipe(&ends) == 0 else { throw SpawnFailure(path: path, code: errno) }
    return (ends[0], ends[1])
  }

  private static func attributes() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    return attributes
  }
}
