/// A certificate and its private key as PEM files.
public struct CertificateFiles: Sendable, Hashable {
  /// The certificate, followed by those of the authorities between it and the root.
  public var chain: String
  /// The key of the first certificate, without a passphrase.
  public var privateKey: String

  /// The certificates in the file `chain`, with the key in the file `privateKey`.
  public init(chain: String, privateKey: String) {
    self.chain = chain
    self.privateKey = privateKey
  }
}
