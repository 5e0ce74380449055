internal import CFuzzDriver
internal import FuzzTargets

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

// libFuzzer on one target; all on one thread, to which the target's world belongs: FUZZ_TARGET=conversation tupo-fuzz [libFuzzer's arguments] CORPUS

/// What the C callback, which captures nothing, finds.
enum Chosen {
  nonisolated(unsafe) static let target = getenv("FUZZ_TARGET").flatMap { Targets.named(String(cString: $0)) }
}

@_cdecl("tupo_fuzz_input")
func take(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  guard let target = Chosen.target else { fatalError("FUZZ_TARGET is one of \(Targets.names.joined(separator: ", "))") }
  do {
    try target.run(Array(UnsafeBufferPointer(start: data, count: size)))
  } catch {
    fatalError("\(error)")
  }
  return 0
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(LLVMFuzzerRunDriver(&count, &arguments, LLVMFuzzerTestOneInput))
