/// What is measured: something that makes one row durable for each call.
protocol RowLane: Sendable {
  func put(_ number: Int64) async throws
  func close() async
}

/// Has so many callers write one row after another for so long, once warmed up.
func measure(_ lane: any RowLane, callers: Int, seconds: Double) async throws -> String {
  let begin = ContinuousClock.now + .milliseconds(500)
  let end = begin + .seconds(seconds)
  let times = try await withThrowingTaskGroup(of: [Duration].self) { group in
    for caller in 0..<callers {
      group.addTask {
        var times: [Duration] = []
        var number = Int64(caller) << 32
        while case let start = ContinuousClock.now, start < end {
          try await lane.put(number)
          number += 1
          if start >= begin { times.append(.now - start) }
        }
        return times
      }
    }
    return try await group.reduce(into: []) { $0 += $1 }.sorted()
  }
  func at(_ share: Double) -> Double {
    Double(Int(times[Int(Double(times.count - 1) * share)] / .microseconds(1))) / 1000
  }
  return "rate \(Int(Double(times.count) / seconds)) p50 \(at(0.5)) p99 \(at(0.99))"
}
