// What follows a failed attempt (gRFC A6).

extension ClientCall {
  /// The attempt failed: the call is made again, or ends with this failure.
  func failed(_ failure: AttemptFailure, trailers: Metadata? = nil) {
    let verdict = attempts.verdict(
      on: failure, policy: policy, throttle: &core.throttle, random: core.options.random())
    guard case .again(let pause) = verdict, !core.isClosed else {
      if let trailers { options.answer?.received(trailers: trailers) }
      return end(failure.error)
    }
    guard connection != nil else { return again(after: pause) }
    phase = .leaving(pause: pause)
    leaveStream()
  }

  /// Puts the call, as it was before its first attempt, among those that wait; after a pause, if there is one.
  func again(after pause: Duration) {
    phase = .waiting
    outbound.rewind()
    guard pause > .zero else { return core.place(self) }
    cancelPause = core.options.clock.schedule(loop, pause) {
      self.cancelPause = {}
      self.core.place(self)
    }
  }

  /// The call stays with its attempt: what was sent need not be kept any more.
  func commit() {
    guard !attempts.isCommitted else { return }
    attempts.isCommitted = true
    outbound.forgetTaken()
  }
}
