internal import NIOCore

/// A connection as the client sees it.
final class ClientConnection: HTTP2Connection, @unchecked Sendable {  // As its superclass: confined to its event loop.
  private weak var core: ChannelCore?

  init(loop: RPCLoop, core: ChannelCore) {
    self.core = core
    super.init(loop: loop, role: .client, settings: core.settings)
  }

  override func receivedSettings() { core?.ready(self) }

  override func receivedGoaway(lastStreamID: Int32, code: HTTP2ErrorCode, debug: String) { core?.leaves(self) }

  override func ended() { core?.ended(self) }
}
