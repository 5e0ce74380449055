import CProcess

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory of this process.
enum Memory {
  /// What the program holds, in KiB. What RSS has beyond it is code, stacks, and pages that are held by a few bytes.
  static var allocatedKiB: Int { Int(tupo_allocated_bytes() >> 10) }

  /// The resident set, in KiB (proc(5), `VmRSS`); 0 where there is no /proc.
  ///
  /// What was freed goes back to the system first (malloc_trim(3)): how much of it the allocator keeps depends on the last
  /// moments' load, by a third of the whole, and says nothing of what the runtime holds.
  static var residentKiB: Int {
    tupo_give_memory_back()
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        .split(whereSeparator: \.isWhitespace)
      if words.first == "VmRSS:", words.count > 1, let size = Int(words[1]) { return size }
    }
    return 0
  }
}
