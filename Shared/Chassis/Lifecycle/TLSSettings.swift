import RPC

extension Settings {
  /// The server's TLS, its files read once so that wrong ones are told by name; nil when there is none.
  func tls() throws(StartFailure) -> ServerTLS? {
    let authorities = self[CommonSettings.tlsClientAuthorities]
    switch (self[CommonSettings.tlsCertificate], self[CommonSettings.tlsKey]) {
    case (nil, nil) where authorities == nil: return nil
    case (let chain?, let key?):
      let tls = ServerTLS(
        certificate: CertificateFiles(chain: chain, privateKey: key),
        clients: authorities.map { .optional(authorities: $0) } ?? .ignored)
      do throws(TLSFileFault) { try tls.check() } catch { throw StartFailure(error) }
      return tls
    default:
      throw StartFailure(
        .misconfigured, en: "tls-certificate and tls-key belong together, and tls-client-ca needs both",
        zh: "tls-certificate 与 tls-key 须同时给出，tls-client-ca 须与二者同用")
    }
  }
}

extension StartFailure {
  fileprivate init(_ fault: TLSFileFault) {
    switch fault {
    case .unreadable(let path, let reason):
      self.init(
        .misconfigured, en: "cannot read \(path): \(reason). Check the path and its permissions",
        zh: "无法读取证书文件，请检查路径和权限")
    case .notCertificates(let path):
      self.init(.misconfigured, en: "\(path) holds no certificates in PEM form", zh: "不是PEM格式的证书")
    case .notPrivateKey(let path):
      self.init(
        .misconfigured, en: "\(path) holds no private key in PEM form, or one with a passphrase",
        zh: "不是PEM格式的私钥，或私钥设有口令")
    case .keyOfAnother(let key, let certificate):
      self.init(
        .misconfigured, en: "the key in \(key) does not belong to the certificate in \(certificate)",
        zh: "私钥与证书不匹配")
    }
  }
}
