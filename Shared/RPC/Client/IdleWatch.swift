/// Makes a channel idle when nobody has called for a while.
final class IdleWatch: @unchecked Sendable {  // Confined to its channel's loop: state is touched there only.
  private unowned let channel: ChannelCore
  private var calls = 0
  private var lastEnd = Duration.zero
  private var cancelTimer: (() -> Void)?

  init(_ channel: ChannelCore) { self.channel = channel }

  func callBegan() { calls += 1 }

  func callEnded() {
    calls -= 1
    if calls == 0 { rest() }
  }

  /// The channel has left IDLE without a call.
  func rest() {
    guard calls == 0, !channel.isClosed else { return }
    lastEnd = channel.options.clock.now()
    if cancelTimer == nil { arm(channel.options.idleTimeout) }
  }

  func stop() {
    cancelTimer?()
    cancelTimer = nil
  }

  private func arm(_ time: Duration) {
    cancelTimer = channel.options.clock.schedule(channel.loop, time) { self.fired() }
  }

  private func fired() {
    cancelTimer = nil
    guard calls == 0 else { return }
    let left = channel.options.idleTimeout - (channel.options.clock.now() - lastEnd)
    if left > .zero { arm(left) } else { channel.becomeIdle() }
  }
}
