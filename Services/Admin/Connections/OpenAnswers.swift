import Chassis
import RPC
import Synchronization

/// Notices when a service answers without having asked who calls.
final class OpenAnswers: ClientInterceptor {
  private let noticed = Atomic(false)

  /// Whether one did.
  var came: Bool { noticed.load(ordering: .relaxed) }

  func intercept(_ call: inout ClientCallStart) async throws {
    let answer = call.options.answer ?? AnswerMetadata()
    call.options.answer = answer
    call.whenFinished { [noticed = self] _ in
      if answer.headers[OpenGate.header] == OpenGate.value { noticed.noticed.store(true, ordering: .relaxed) }
    }
  }
}
