#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
import Foundation

/// What the kernel says of this process, under the names that all of Prometheus' libraries use.
enum ProcessMetrics {
  static func families() -> [MetricFamily] {
    [
      cpu.map { .single(.counter, "process_cpu_seconds_total", "Processor time, in user and system.", $0) },
      residentBytes.map { .single(.gauge, "process_resident_memory_bytes", "Memory that lies in RAM.", $0) },
      openFiles.map { .single(.gauge, "process_open_fds", "Open file descriptors.", $0) },
      fileLimit.map { .single(.gauge, "process_max_fds", "How many file descriptors may be open.", $0) },
      threads.map { .single(.gauge, "process_threads", "Threads.", $0) },
      start.map { .single(.gauge, "process_start_time_seconds", "When it began, since 1970.", $0) },
    ].compactMap(\.self)
  }

  private static var cpu: Double? {
    var usage = rusage()
    guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
    return [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1e6 }.reduce(0, +)
  }

  private static var residentBytes: Double? {
    guard let pages = words("/proc/self/statm")?.dropFirst().first.flatMap({ Double($0) }) else { return nil }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The descriptor by which they are counted is not counted.
  private static var openFiles: Double? {
    guard let folder = opendir("/proc/self/fd") else { return nil }
    defer { closedir(folder) }
    var count = -3  // The folder's own entries `.` and `..`, and this descriptor.
    while readdir(folder) != nil { count += 1 }
    return Double(count)
  }

  private static var fileLimit: Double? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
    return Double(limit.rlim_cur)
  }

  private static var threads: Double? { stat?.dropFirst(17).first.flatMap { Double($0) } }

  /// The kernel tells it in ticks since it was booted.
  private static let start: Double? = {
    guard let ticks = stat?.dropFirst(19).first.flatMap({ Double($0) }),
      let boot = text("/proc/stat")?.split(separator: "\n").first(where: { $0.hasPrefix("btime ") })
        .flatMap({ Double($0.dropFirst("btime ".count)) })
    else { return nil }
    return boot + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }()

  /// The fields of proc(5), `/proc/pid/stat`, from the third on: the second is a name that may hold anything.
  private static var stat: [Substring]? {
    guard let text = text("/proc/self/stat"), let name = text.lastIndex(of: ")") else { return nil }
    return text[text.index(after: name)...].split(separator: " ")
  }

  private static func words(_ path: String) -> [Substring]? { text(path)?.split(separator: " ") }

  private static func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
}
