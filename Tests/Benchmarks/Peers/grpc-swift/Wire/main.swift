import Messages
import SwiftProtobuf

// swift-protobuf-wire: the nanoseconds of encoding and decoding one reply of 20 figures, each the median of 7 rounds.
var reply = Benchmark_V1_FiguresReply()
for index in 0..<20 {
  var figure = Benchmark_V1_Figure()
  figure.indicator = "IND\(10_000 + index * 37)"
  figure.cumulative = 20_240_000 + Int64(index) * 7919
  figure.previous = figure.cumulative - 1000
  figure.growth = 1000 / Double(figure.previous)
  reply.figures.append(figure)
}
let rounds = 7
let count = 20_000
let bytes: [UInt8] = try reply.serializedBytes()
var sink = 0

func median(_ body: () throws -> Void) rethrows -> Int64 {
  let clock = ContinuousClock()
  let times = try (0..<rounds).map { _ in try clock.measure { for _ in 0..<count { try body() } } }
  return times.sorted()[rounds / 2].components.attoseconds / 1_000_000_000 / Int64(count)
}

let encode = try median {
  let encoded: [UInt8] = try reply.serializedBytes()
  sink &+= encoded.count
}
let decode = try median { sink &+= try Benchmark_V1_FiguresReply(serializedBytes: bytes).figures.count }
print("encode \(encode) decode \(decode) bytes \(bytes.count) \(sink == 0 ? "?" : "")")
