import Logging
import UnixSignals

/// SIGTERM and Ctrl-C: the first one asks to drain, the second one ends the process at once.
///
/// They are heard from the beginning, so that the second one also ends a start that does not come to its end.
struct Signals: Sendable {
  private let firsts: AsyncStream<UnixSignal>

  /// Hears them from now on, for as long as the process lives.
  init(_ logger: Logger) async {
    let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    let (firsts, continuation) = AsyncStream.makeStream(of: UnixSignal.self)
    self.firsts = firsts
    Task {
      var isDraining = false
      for await signal in signals {
        if isDraining { exitAtOnce(ProgramStatus.ended(by: signal.rawValue)) }
        logger.info("draining", metadata: ["signal": "\(signal)"])
        isDraining = true
        continuation.yield(signal)
      }
    }
  }

  /// Waits for the first one.
  func first() async { for await _ in firsts { return } }
}
