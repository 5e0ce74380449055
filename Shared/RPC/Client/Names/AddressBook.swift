internal import NIOCore

/// Keeps the addresses of a channel's targets up to date: looks names up when it is asked to, not too often, and again
/// after a failure.
final class AddressBook: @unchecked Sendable {  // Confined to its event loop: state is touched there only.
  private enum State {
    case off
    case looking
    /// Looked up a short while ago; `isAsked` tells whether somebody wants it again.
    case resting(isAsked: Bool, cancel: () -> Void)
    /// The last lookup failed; the next follows when its pause is over.
    case pausing(cancel: () -> Void)
    /// Known for good: the targets are addresses, not names.
    case settled
  }

  private let targets: [ListenAddress]
  private let options: ChannelOptions
  private let loop: RPCLoop
  private let told: (Result<[Endpoint], RPCError>) -> Void
  private var state = State.off
  private var row: BackoffRow
  private var lookups = 0

  /// From one lookup to the next, at least.
  static let minimumInterval = Duration.seconds(30)

  /// - Parameter told: gets what each lookup found.
  init(
    _ targets: [ListenAddress], _ options: ChannelOptions, _ loop: RPCLoop,
    told: @escaping (Result<[Endpoint], RPCError>) -> Void
  ) {
    self.targets = targets
    self.options = options
    self.loop = loop
    self.told = told
    self.row = BackoffRow(options.backoff)
  }

  /// Looks up, now or when the last lookup is long enough ago. Addresses that are given stay as they are.
  func ask() {
    switch state {
    case .off: look()
    case .resting(_, let cancel): state = .resting(isAsked: true, cancel: cancel)
    case .looking, .pausing, .settled: break
    }
  }

  func stop() {
    switch state {
    case .resting(_, let cancel), .pausing(let cancel): cancel()
    case .off, .looking, .settled: break
    }
    state = .off
    row.reset()
  }

  private func look() {
    state = .looking
    lookups += 1
    let number = lookups
    options.resolver.endpoints(of: targets, on: loop.eventLoop).hop(to: loop.eventLoop).whenComplete { outcome in
      self.found(outcome, number)
    }
  }

  private func found(_ outcome: Result<[Endpoint], any Error>, _ number: Int) {
    guard case .looking = state, number == lookups else { return }
    switch outcome {
    case .success(let endpoints):
      row.reset()
      state = targets.contains(where: \.isName) ? rest() : .settled
      told(.success(endpoints))
    case .failure(let error):
      let pause = row.next(random: options.random())
      state = .pausing(cancel: options.clock.schedule(loop, pause) { self.look() })
      let names = targets.map(\.description).joined(separator: ", ")
      told(.failure(RPCError(code: .unavailable, message: "\(names) cannot be looked up: \(error).")))
    }
  }

  private func rest() -> State {
    .resting(isAsked: false, cancel: options.clock.schedule(loop, Self.minimumInterval) { self.rested() })
  }

  private func rested() {
    guard case .resting(let isAsked, _) = state else { return }
    if isAsked { look() } else { state = .off }
  }
}
