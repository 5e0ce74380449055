import ArgumentParser
import Chassis
import Foundation

/// `tupo admin certificates`.
struct AdminCertificatesCommand: ParsableCommand, Speaking {
  static let configuration = CommandConfiguration(
    commandName: "certificates", abstract: "Makes and renews the services' certificates. 生成和更新服务证书。",
    discussion: """
      Keeps a small private authority in the folder: ca.pem is what everybody trusts; ca.key is best kept elsewhere. \
      What holds for more than a month stays as it is, so the command can run every day. Services take the new files \
      without a restart. revoked.pem is the list of what was revoked; it holds for a year and is renewed like the rest.
      可每日执行：有效期一个月以上的证书保持不变。
      """)

  @Option(help: "The folder of the authority and its certificates. 证书目录。", completion: .directory)
  var folder = IdentityFolder.standard
  @Option(help: "A service that needs a certificate; otherwise all four. 服务名称，可多次给出。")
  var service: [String] = ServiceName.allCases.map(\.rawValue)
  @Option(help: "A host name or address at which services are called, beside this machine's. 主机名或地址。")
  var host: [String] = []
  @Option(help: "Another organisation's system that needs a certificate to call. 外部系统名称。")
  var system: [String] = []
  @Option(help: "Revokes all certificates of services/NAME or systems/NAME. 吊销证书。")
  var revoke: [String] = []
  @Option(help: "How many days new ones hold, 31 to 3650. 有效天数。")
  var days = 365
  @OptionGroup var speech: Speech

  func validate() throws {
    guard (31...3650).contains(days) else { throw ValidationError("--days 31 to 3650（有效天数应为31至3650）") }
    _ = try principals()
    _ = try revoked()
  }

  func run() throws {
    let console = console
    let authority = try PrivateAuthority(folder: folder, now: Date().seconds)
    for principal in try revoked() {
      let count = try authority.revoke(principal)
      console.note(
        console.text("已吊销\(principal)的\(count)张证书。", "Revoked \(count) certificates of \(principal)."))
    }
    try authority.keepList()
    let made = try principals().map { principal in
      (file: try authority.path(of: principal), principal, try authority.issue(to: principal, hosts: host, days: days))
    }
    console.show(CertificatesView.table(made, console.language))
  }

  private func principals() throws -> [PrincipalName] {
    try service.map { try name(.services, $0, "--service") } + system.map { try name(.systems, $0, "--system") }
  }

  private func revoked() throws -> [PrincipalName] {
    try revoke.map { text in
      guard let name = PrincipalName(text), name.kind != .people else {
        throw ValidationError("--revoke \(text): services/NAME or systems/NAME（应为 services/名称 或 systems/名称）")
      }
      return name
    }
  }

  private func name(_ kind: PrincipalName.Kind, _ id: String, _ flag: String) throws -> PrincipalName {
    guard let name = PrincipalName(kind, id) else {
      throw ValidationError("\(flag) \(id): of a-z, 0-9, \".\", \"_\" and \"-\"（名称有误）")
    }
    return name
  }
}
