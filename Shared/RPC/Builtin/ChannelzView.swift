#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import NIOCore
internal import Wire
internal import WireStandard

/// Servers and sockets as channelz tells of them.
enum ChannelzView {
  static func server(_ core: ServerCore) async -> GrpcChannelzV1.Server {
    let counts = await core.totals()
    return .with { server in
      server.ref = .with { $0.serverId = core.number }
      server.listenSocket = core.listeners.map { socketRef($0.number) }
      server.data = .with {
        $0.callsStarted = Int64(counts.started)
        $0.callsSucceeded = Int64(counts.succeeded)
        $0.callsFailed = Int64(counts.over - counts.succeeded)
        $0.lastCallStartedTimestamp = counts.lastStarted.map(timestamp)
      }
    }
  }

  static func socketRef(_ number: Int64) -> GrpcChannelzV1.SocketRef { .with { $0.socketId = number } }

  static func socket(_ listener: ServerListener) -> GrpcChannelzV1.Socket {
    .with {
      $0.ref = socketRef(listener.number)
      $0.data = GrpcChannelzV1.SocketData()
      $0.local = address(listener.address)
    }
  }

  static func socket(_ connection: ServerConnection) async -> GrpcChannelzV1.Socket {
    let (counts, windows) = await connection.snapshot()
    return .with { socket in
      socket.ref = socketRef(connection.number)
      socket.local = connection.localAddress.map(address)
      socket.remote = connection.peer.address.map(address)
      if connection.server.tls != nil {
        socket.security = .with { $0.model = .tls(.with { $0.cipherSuite = .otherName("TLS") }) }
      }
      socket.data = .with {
        $0.streamsStarted = Int64(counts.started)
        $0.streamsSucceeded = Int64(counts.answered)
        $0.streamsFailed = Int64(counts.over - counts.answered)
        $0.messagesSent = Int64(counts.messagesSent)
        $0.messagesReceived = Int64(counts.messagesReceived)
        $0.keepAlivesSent = Int64(counts.keepalives)
        $0.lastRemoteStreamCreatedTimestamp = counts.lastStarted.map(timestamp)
        if let windows {
          $0.localFlowControlWindow = .with { $0.value = Int64(windows.remote) }
          $0.remoteFlowControlWindow = .with { $0.value = Int64(windows.local) }
        }
      }
    }
  }

  private static func address(_ address: ListenAddress) -> GrpcChannelzV1.Address {
    .with {
      switch address {
      case .tcp(let host, let port):
        $0.address = .tcpipAddress(
          .with {
            $0.ipAddress = AddressRange.bytes(of: host) ?? []
            $0.port = Int32(clamping: port)
          })
      case .unix(let path): $0.address = .udsAddress(.with { $0.filename = path })
      }
    }
  }

  /// The wall clock's time of a moment that has passed.
  private static func timestamp(_ moment: NIODeadline) -> GoogleProtobuf.Timestamp {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let ago = (NIODeadline.now() - moment).nanoseconds
    let nanoseconds = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec) - ago
    return .with {
      $0.seconds = nanoseconds / 1_000_000_000
      $0.nanos = Int32(nanoseconds % 1_000_000_000)
    }
  }
}
