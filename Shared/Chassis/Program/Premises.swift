public import RPC
public import Storage

/// What a service's own parts stand on.
public struct Premises: Sendable {
  /// The service's data.
  public let store: Store
  /// What it was told.
  public let settings: Settings
  /// Who may do what.
  public let access: AccessBoard

  /// Premises of these parts.
  public init(store: Store, settings: Settings, access: AccessBoard) {
    self.store = store
    self.settings = settings
    self.access = access
  }

  /// The way to another service of ours. Nothing is connected before the first call.
  public func channel(to address: ListenAddress) -> RPCChannel {
    var options = ChannelOptions.ownServices
    options.maxMessageBytes = 16 << 20
    options.tls = settings.clientTLS
    return RPCChannel(target: address, options: options)
  }
}

extension Settings {
  /// How this service calls others of ours: it shows its own certificate, and trusts the authorities that clients'
  /// certificates come from; nil without TLS.
  var clientTLS: ClientTLS? {
    guard let chain = self[CommonSettings.tlsCertificate], let key = self[CommonSettings.tlsKey] else { return nil }
    return ClientTLS(
      authorities: self[CommonSettings.tlsClientAuthorities],
      certificate: CertificateFiles(chain: chain, privateKey: key))
  }
}
