import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes out what was printed: whoever started the program waits for the line.
func flushStandardOutput() { fflush(nil) }

/// Writes lines to stderr.
func complain(_ lines: [String]) {
  for line in lines { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}

/// The process' number.
func processID() -> Int32 { getpid() }

/// Ends the process without running anything more.
func exitAtOnce(_ code: Int32) -> Never { _exit(code) }
