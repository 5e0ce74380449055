import Wire
import WireBenchmark

// bench-wire: the nanoseconds of encoding and decoding one reply of 20 figures, each the median of 7 rounds.
let reply = BenchmarkV1.FiguresReply.with { reply in
  reply.figures = (0..<20).map { index in
    .with { figure in
      figure.indicator = "IND\(10_000 + index * 37)"
      figure.cumulative = 20_240_000 + Int64(index) * 7919
      figure.previous = figure.cumulative - 1000
      figure.growth = 1000 / Double(figure.previous)
    }
  }
}
let rounds = 7
let count = 50_000
let bytes = reply.encoded()

func median(_ body: () throws -> Void) rethrows -> Int64 {
  let clock = ContinuousClock()
  let times = try (0..<rounds).map { _ in try clock.measure { for _ in 0..<count { try body() } } }
  return times.sorted()[rounds / 2].components.attoseconds / 1_000_000_000 / Int64(count)
}

func run() throws {
  let arena = Arena(blockBytes: 65_536)
  let buffer = UnsafeMutableRawPointer.allocate(byteCount: 65_536, alignment: 16)
  defer { buffer.deallocate() }
  var sink = 0
  let encode = median { sink &+= reply.encode(arena: arena) { _ in buffer } }
  let decode = try bytes.withUnsafeBytes { wire in
    try median {
      sink &+= try BenchmarkV1.FiguresReply(decoding: wire, limits: WireLimits(), arena: arena).figures.count
    }
  }
  print("encode \(encode) decode \(decode) bytes \(bytes.count) \(sink == 0 ? "?" : "")")
}
try run()
