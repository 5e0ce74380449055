import NIOCore
import Testing

@testable import RPC

@Suite("A client's frames") struct ConductTests {
  private static let conversation: [UInt8] =
    Frame.greeting + Frame.headers(1, [("a", "b")], whole: false) + Frame.continuation(1)
    + Frame.continuation(1, whole: true)
    + Frame.data(1, [UInt8](repeating: 1, count: 300), ends: true) + Frame.raw(0x77, [1]) + Frame.ping()

  @Test("are all seen, however their bytes are cut", arguments: [1, 2, 3, 7, 8, 9, 10, 24, 25, 1_000])
  func cut(_ size: Int) {
    var (meter, types, sizes, streams) = (FrameMeter(hasPreface: true), [UInt8](), [Int](), [UInt32]())
    for start in stride(from: 0, to: Self.conversation.count, by: size) {
      Self.conversation[start..<min(start + size, Self.conversation.count)].withUnsafeBytes { bytes in
        meter.pass(bytes) {
          types.append($0.type)
          sizes.append($0.size)
          streams.append($0.stream)
          return true
        }
      }
    }
    #expect(types == [4, 1, 9, 9, 0, 0x77, 6])
    #expect(sizes == [0, 5, 0, 0, 300, 1, 8])
    #expect(streams == [0, 1, 1, 1, 1, 0, 0])
    #expect(meter.begun == 5)
    #expect(!meter.isUnfinished)
  }

  @Test("are unfinished until their last byte, and until the last CONTINUATION")
  func unfinished() {
    let headers = Frame.headers(1, [("a", "b")], whole: false) + Frame.continuation(1)
    let whole = headers + Frame.continuation(1, whole: true)
    for count in 1...whole.count {
      var meter = FrameMeter(hasPreface: false)
      whole.prefix(count).withUnsafeBytes { meter.pass($0) { _ in true } }
      #expect(meter.isUnfinished == (count < whole.count))
    }
  }

  @Test("that get nothing done have budgets that time pays back")
  func budgets() {
    var limits = FloodLimits()
    limits.settings = .init(burst: 3, perSecond: 2)
    var flood = FloodGuard(limits)
    func count(_ second: Int) -> Bool { flood.count(.settings, second: second) }
    let first = [100, 100, 100, 100].map(count)
    #expect(first == [true, true, true, false])
    let paidByTime = [101, 102, 103].map(count)
    #expect(paidByTime == [true, true, true])
    flood.earn(.settings, 100)
    let paidByWork = [103, 103, 103, 103].map(count)
    #expect(paidByWork == [true, true, true, false])
    let others = [flood.count(.other, 100, second: 103), flood.count(.other, second: 103)]
    #expect(others == [true, false])
  }

  @Test("are waited for in the order in which they are due")
  func times() {
    let rules = ConnectionRules(
      idle: .seconds(100), age: .seconds(1_000), grace: .seconds(10), keepalive: .seconds(30),
      keepaliveTimeout: .seconds(5), frame: .seconds(20), look: .seconds(15))
    func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(UInt64(seconds) * 1_000_000_000) }
    var times = ConnectionTimes(rules, now: at(0), jitter: 0)
    var told: [ConnectionTimes.Due?] = []
    #expect(times.next == at(30))
    told += [times.due(at: at(29)), times.due(at: at(30)), times.due(at: at(30))]
    #expect(told == [nil, .ping, nil])
    #expect(times.next == at(35))
    times.heard(at: at(34), isUnfinished: true, isNew: true)
    #expect(times.next == at(54))
    times.heard(at: at(40), isUnfinished: true, isNew: false)
    told = [times.due(at: at(54))]
    times.heard(at: at(54), isUnfinished: false, isNew: false)
    times.becameBusy(at: at(55))
    #expect(times.next == at(70))
    told.append(times.due(at: at(70)))
    times.becameIdle(at: at(71))
    times.heard(at: at(171), isUnfinished: false, isNew: false)
    told.append(times.due(at: at(171)))
    #expect(told == [.unfinishedFrame, .look, .drain])
    times.draining(at: at(171))
    times.heard(at: at(173), isUnfinished: false, isNew: false)
    told = [times.due(at: at(173))]
    times.saidLastGoaway()
    times.heard(at: at(1_010), isUnfinished: false, isNew: false)
    told.append(times.due(at: at(1_010)))
    #expect(told == [.lastGoaway, .abandon])
  }

  @Test("silence while nothing is due is no standstill, nor is slow progress")
  func standstill() {
    func at(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(UInt64(seconds) * 1_000_000_000) }
    var way = Standstill.Way()
    func lasts(_ second: Int64, _ isDue: Bool, _ moved: Int) -> Bool {
      way.lasts(at: at(second), isDue: isDue, moved: moved, limit: .seconds(60))
    }
    let looks = [
      lasts(0, true, 0), lasts(59, true, 4_095), lasts(60, true, 4_095),
      lasts(60, true, 4_096), lasts(119, true, 4_097),  // Something moved: it counts anew.
      lasts(119, false, 4_097), lasts(500, true, 4_097),
    ]
    #expect(looks == [false, false, true, false, false, false, false])
  }
}
