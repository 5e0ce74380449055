import Foundation
import Logging
import RPC
internal import SwiftASN1
import Synchronization
internal import X509

/// The lists of one file, and what they say of a certificate.
struct CertificateLists: Sendable {
  private let lists: [CertificateList]

  /// Reads a file of lists: PEM, one or several, or one in DER. Each must be signed by one of the authorities.
  init(file bytes: [UInt8], authorities: [Certificate]) throws(IdentityFault) {
    do {
      lists = try Self.documents(bytes).map { try CertificateList(der: $0, signedBy: authorities) }
    } catch {
      throw IdentityFault("不是可用的证书吊销列表：\(error)。", "is no certificate revocation list of use: \(error).")
    }
    guard !lists.isEmpty else {
      throw IdentityFault("没有证书吊销列表。", "holds no certificate revocation list.")
    }
  }

  /// What the lists say of a certificate at a time, in seconds; nil when nothing is wrong.
  func fault(of certificate: [UInt8], at now: Int64) -> CertificateFault? {
    guard let certificate = try? Certificate(derEncoded: certificate) else { return .unreadable }
    let serial = CertificateSerial(certificate.serialNumber)
    for list in lists where list.issuer == certificate.issuer {
      if list.revoked[serial] != nil { return .revoked }
      if now >= list.nextUpdate { return .listExpired }
    }
    return nil
  }

  private static func documents(_ bytes: [UInt8]) throws -> [[UInt8]] {
    guard bytes.starts(with: Array("-----BEGIN".utf8)) else { return [bytes] }
    return try PEMDocument.parseMultiple(pemString: String(decoding: bytes, as: UTF8.self))
      .filter { $0.discriminator == "X509 CRL" }.map(\.derBytes)
  }
}

/// Why a certificate that the handshake has accepted is refused.
enum CertificateFault: String, Error, CaseIterable {
  case revoked = "CERTIFICATE_REVOKED"
  case listExpired = "CERTIFICATE_LIST_EXPIRED"
  case unreadable = "CERTIFICATE_UNREADABLE"

  /// UNAUTHENTICATED with this reason.
  var failure: Failure {
    let (zh, en) =
      switch self {
      case .revoked: ("证书已被吊销。", "The certificate was revoked.")
      case .listExpired:
        ("证书吊销列表已过期，须由管理员更新。", "The list of revoked certificates has expired: an administrator must renew it.")
      case .unreadable: ("证书无法识读。", "The certificate cannot be read.")
      }
    return Failure(.unauthenticated, rawValue, zh: zh, en: en)
  }
}
