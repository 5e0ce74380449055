import Logging
import Synchronization
import Testing

@testable import Chassis

@Suite("The parts of a program")
struct StandingPartsTests {
  private final class Record: Sendable {
    private let kept = Mutex<[String]>([])
    var words: [String] { kept.withLock { $0 } }
    func add(_ word: String) { kept.withLock { $0.append(word) } }
  }

  private func parts(_ record: Record) -> StandingParts {
    var standing = StandingParts()
    for name in ["store", "parts", "server"] { standing.add(name) { record.add(name) } }
    return standing
  }

  @Test("end in the other order, one after another, when the end has come and not before")
  func order() async {
    let record = Record()
    await parts(record).stand(Logger(label: "test")) {
      await Task.yield()
      record.add("end")
    }
    #expect(record.words == ["end", "server", "parts", "store"])
  }

  @Test("are undone in the other order when a later one cannot start")
  func undo() async {
    let record = Record()
    await parts(record).undo()
    #expect(record.words == ["server", "parts", "store"])
  }
}
