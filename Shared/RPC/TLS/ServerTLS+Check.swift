internal import NIOSSL

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file is of no use for TLS.
public enum TLSFileFault: Error, Sendable, Hashable {
  /// It cannot be read.
  case unreadable(path: String, reason: String)
  /// It holds no certificates in PEM form.
  case notCertificates(path: String)
  /// It holds no private key in PEM form without a passphrase.
  case notPrivateKey(path: String)
  /// The key is not that of the certificate.
  case keyOfAnother(key: String, certificate: String)
}

extension ServerTLS {
  /// Reads the files once, to tell which one is of no use.
  public func check() throws(TLSFileFault) {
    try Self.readCertificates(certificate.chain)
    try Self.open(certificate.privateKey)
    do { _ = try NIOSSLPrivateKey(file: certificate.privateKey, format: .pem) } catch {
      throw .notPrivateKey(path: certificate.privateKey)
    }
    if let authorities { try Self.readCertificates(authorities) }
    do { _ = try recipe.make() } catch {
      throw .keyOfAnother(key: certificate.privateKey, certificate: certificate.chain)
    }
  }

  private static func readCertificates(_ path: String) throws(TLSFileFault) {
    try open(path)
    guard let found = try? NIOSSLCertificate.fromPEMFile(path), !found.isEmpty else {
      throw .notCertificates(path: path)
    }
  }

  private static func open(_ path: String) throws(TLSFileFault) {
    guard let file = fopen(path, "r") else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    fclose(file)
  }
}
