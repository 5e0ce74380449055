#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Why a program could not start, as the line that it prints.
struct StartFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Writes out what was printed: whoever started the program waits for the line.
func flushStandardOutput() { fflush(nil) }

/// Ends the process without running anything more.
func exitAtOnce(_ code: Int32) -> Never { _exit(code) }
