import RPC
import WireInterop

/// What a case stands on: the server under test.
struct Session: Sendable {
  /// How many calls the soak cases make.
  let soakIterations: Int
  /// The channel that most cases use.
  let channel: RPCChannel
  private let options: ChannelOptions

  init(target: ListenAddress, tls: ClientTLS?, soakIterations: Int) {
    self.soakIterations = soakIterations
    var options = ChannelOptions()
    options.tls = tls
    self.options = options
    channel = RPCChannel(target: target, options: options)
  }

  var client: GrpcTesting.TestServiceClient { GrpcTesting.TestServiceClient(channel) }

  /// Runs `body` over a channel of its own.
  func withFreshChannel(_ body: (GrpcTesting.TestServiceClient) async throws -> Void) async throws {
    let channel = RPCChannel(target: channel.target, options: options)
    do {
      try await body(GrpcTesting.TestServiceClient(channel))
    } catch {
      await channel.close()
      throw error
    }
    await channel.close()
  }

  func close() async { await channel.close() }
}

extension CallOptions {
  /// No case may hang, whatever the server does.
  static var bounded: CallOptions { CallOptions(timeout: .seconds(60)) }

  /// The same, with the requests compressed.
  static func bounded(compression: Compression?) -> CallOptions {
    var options = bounded
    options.compression = compression
    return options
  }
}
