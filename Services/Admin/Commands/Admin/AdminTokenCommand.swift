import ArgumentParser
import Chassis
import Foundation

/// `tupo admin token`.
struct AdminTokenCommand: AsyncParsableCommand, Speaking {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Issues a token by a key of this machine. 用本机密钥签发令牌。",
    discussion: """
      For installations without an identity provider. The key is made at first use: token.key in the folder, for its \
      owner only, and beside it token-keys.json and trust.yaml, by which the services verify tokens (--trust). Only the \
      token is printed: tupo admin token --subject people/zhang.wei | tupo login
      首次使用时生成密钥；只输出令牌。
      """)

  @Option(help: "Whom it is for: people/NAME or systems/NAME. 主体名称。")
  var subject: String
  @Option(help: "The folder of the key. 密钥目录。", completion: .directory)
  var folder = IdentityFolder.standard
  @Option(help: "How many days it holds, at most 366; otherwise one. 有效天数。")
  var days: Int?
  @Option(help: "How many minutes it holds, in place of days. 有效分钟数。")
  var minutes: Int?
  @Option(help: "Whom it is to be shown to. 受众。")
  var audience = LocalIssuer.audience
  @Option(help: "A PEM certificate that its bearer must show (RFC 8705). 绑定的证书。", completion: .file())
  var bind: String?
  @Option(help: "Writes the token to a file that only you may read (0600). 写入文件。")
  var outputFile: String?
  @OptionGroup var speech: Speech

  func validate() throws {
    guard let name = PrincipalName(subject), name.kind != .services else {
      throw ValidationError("--subject: people/NAME or systems/NAME, of a-z, 0-9, \".\", \"_\" and \"-\"（主体名称有误）")
    }
    guard days == nil || minutes == nil, (1...366).contains(days ?? 1), (1...527_040).contains(minutes ?? 1) else {
      throw ValidationError("--days 1 to 366, or --minutes 1 to 527040（有效期有误）")
    }
  }

  func run() async throws {
    guard let principal = PrincipalName(subject) else { return }
    let thumbprint = try bind.map(CertificateThumbprint.ofFile)
    let token = try await LocalIssuer(folder: folder).token(
      for: principal, audience: audience, now: Date().seconds,
      seconds: minutes.map { Int64($0) * 60 } ?? Int64(days ?? 1) * 86_400, boundTo: thumbprint)
    if let outputFile = outputFile ?? speech.file {
      try OutputFile.write(Array((token + "\n").utf8), to: outputFile, secret: true)
    } else {
      console.say(token)
    }
  }
}

/// Where keys and certificates of an installation lie.
enum IdentityFolder {
  static let standard = "data/identity"
}
