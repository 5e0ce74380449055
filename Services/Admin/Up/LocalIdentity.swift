import Chassis
import Foundation
import RPC

/// The keys, certificates and roles of a run on one machine: made at the first run, kept in `identity` below the data.
///
/// The services know each other by certificates of a private authority, and this user by a token.
struct LocalIdentity: Sendable {
  /// Who runs it: the administrator, the city's office and the auditor in one.
  static let name = "people/local"

  /// Where keys and certificates lie.
  let folder: String
  /// Where the indicators service answers its operator.
  let socket: String
  private let authority: PrivateAuthority
  private let trustFile: String
  private let token: String

  private static let tokenSeconds: Int64 = 30 * 86_400

  /// Makes what is missing below the data.
  ///
  /// - Throws: a complaint when a file cannot be read or written.
  init(data: String, socketFolder: String) async throws(Complaint) {
    folder = "\(data)/identity"
    socket = "\(socketFolder)/indicators.sock"
    do {
      let now = Date().seconds
      authority = try PrivateAuthority(folder: folder, now: now)
      for service in ServiceName.allCases {
        guard let principal = PrincipalName(.services, service.rawValue) else { continue }
        _ = try authority.issue(to: principal)
      }
      try authority.keepList()
      let issuer = try LocalIssuer(folder: folder)
      trustFile = issuer.trustFile
      guard let person = PrincipalName(Self.name) else { throw CancellationError() }
      token = try await issuer.token(for: person, now: now, seconds: Self.tokenSeconds)
    } catch {
      throw Complaint(
        zh: "无法准备密钥和证书：\(error)", en: "The keys and certificates cannot be made: \(error)", field: folder,
        hint: Bilingual("请检查目录和权限；或用 --open-loopback 不作认证。", "Check the folder, or run with --open-loopback.")
      )
    }
  }

  /// What a service is told of it.
  func arguments(of service: ServiceName) -> [String] {
    let own = "\(folder)/\(service.rawValue)"
    let listen = service == .indicators ? ["--listen", "unix:\(socket)"] : []
    return listen + [
      "--tls-certificate", "\(own).pem", "--tls-key", "\(own).key", "--tls-client-ca", authority.authorityFile,
      "--tls-crl", authority.listFile, "--trust", trustFile,
    ]
  }

  /// How this user is known at these addresses.
  func credentials(_ addresses: some Sequence<ListenAddress>) -> Credentials {
    var credentials = Credentials()
    for address in addresses { credentials.put(credential(at: address)) }
    return credentials
  }

  func credential(at address: ListenAddress) -> Credential {
    Credential(address: "\(address)", token: token, authorities: absolute(authority.authorityFile))
  }

  /// Options of a channel to the operator's socket: whoever runs the service needs no token there.
  var operatorOptions: ChannelOptions {
    var options = ChannelOptions.ownServices
    options.tls = ClientTLS(authorities: authority.authorityFile, serverName: "localhost")
    return options
  }

  private func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }
}
