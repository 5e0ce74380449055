import Foundation
import Synchronization

/// What is measured: something that makes one row durable for each call.
protocol RowLane: Sendable {
  func put(_ number: Int64) async throws
  func close() async
}

/// Has so many callers write one row after another for so long, once warmed up. `cpu` is this process's time for a
/// call, warming up included: it moves less with the machine than the rate does.
func measure(_ lane: any RowLane, callers: Int, seconds: Double) async throws -> String {
  let begin = ContinuousClock.now + .milliseconds(500)
  let end = begin + .seconds(seconds)
  return try await callersRun(lane, callers, begin) { end <= .now }.told(seconds)
}

/// Has so many callers write one row after another while a large import is made, until all of it is settled.
func measureBeside(_ lane: StoreLane, callers: Int, rows: Int) async throws -> String {
  let isDone = Atomic(false)
  let begin = ContinuousClock.now
  async let imported: Void = {
    defer { isDone.store(true, ordering: .releasing) }
    try await lane.importRows(rows)
    try await lane.tidied()
  }()
  let runs = try await callersRun(lane, callers, begin) { isDone.load(ordering: .acquiring) }
  try await imported
  return runs.told((ContinuousClock.now - begin) / .seconds(1))
}

/// How many rows a second are imported, from the first slice to the answer.
func measureImport(_ lane: StoreLane, rows: Int) async throws -> String {
  let begin = ContinuousClock.now
  try await lane.importRows(rows)
  return "rate \(Int(Double(rows) / ((ContinuousClock.now - begin) / .seconds(1))))"
}

private func callersRun(
  _ lane: any RowLane, _ callers: Int, _ begin: ContinuousClock.Instant, until isOver: @escaping @Sendable () -> Bool
) async throws -> Run {
  try await withThrowingTaskGroup(of: Run.self) { group in
    for caller in 0..<callers {
      group.addTask { try await run(lane, first: Int64(caller) << 32, begin, isOver) }
    }
    return try await group.reduce(into: Run()) { $0.add($1) }
  }
}

private struct Run: Sendable {
  var calls = 0
  var times: [Duration] = []

  mutating func add(_ other: Run) {
    calls += other.calls
    times += other.times
  }

  func told(_ seconds: Double) -> String {
    let times = times.sorted()
    func milliseconds(_ share: Double) -> Double {
      (times[Int(Double(times.count - 1) * share)] / .microseconds(1) / 10).rounded() / 100
    }
    let rate = Int(Double(times.count) / seconds)
    return "rate \(rate) p50 \(milliseconds(0.5)) p99 \(milliseconds(0.99)) max \(milliseconds(1)) "
      + "cpu \(cpuMicroseconds() / calls)"
  }
}

private func run(
  _ lane: any RowLane, first: Int64, _ begin: ContinuousClock.Instant, _ isOver: @Sendable () -> Bool
) async throws -> Run {
  var run = Run()
  while !isOver() {
    let start = ContinuousClock.now
    try await lane.put(first + Int64(run.calls))
    run.calls += 1
    if start >= begin { run.times.append(.now - start) }
  }
  return run
}

private func cpuMicroseconds() -> Int {
  var usage = rusage()
  getrusage(0, &usage)  // RUSAGE_SELF
  return [usage.ru_utime, usage.ru_stime].map { Int($0.tv_sec) * 1_000_000 + Int($0.tv_usec) }.reduce(0, +)
}
