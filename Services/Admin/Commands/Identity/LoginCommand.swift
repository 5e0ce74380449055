import ArgumentParser
import Chassis
import Foundation
import RPC

/// `tupo login`.
struct LoginCommand: ParsableCommand, Speaking {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Keeps a token for the services' addresses. 保存访问令牌。",
    discussion: """
      The token is typed without echo, read from standard input, or from a file: never from the command line, which other \
      users see. It is kept for you alone (mode 0600) in ~/.config/tupo/credentials.json, and sent with every call to \
      these addresses. Without --ca nothing is encrypted, so only addresses of this machine are taken.
      令牌从终端、标准输入或文件读入，仅本人可读；无--ca时只用于本机地址。
      """)

  @Option(help: "The file that holds the token; otherwise standard input. 令牌文件。", completion: .file())
  var tokenFile: String?
  @Flag(help: "Keeps no token: the certificate alone tells who calls. 只用证书，不用令牌。")
  var noToken = false
  @Option(help: "The PEM file of the authority that the services are trusted by. 证书颁发机构。", completion: .file())
  var ca: String?
  @Option(help: "The PEM file of the certificate to show, for tokens bound to one. 客户端证书。", completion: .file())
  var certificate: String?
  @Option(help: "The PEM file of that certificate's key. 客户端私钥。", completion: .file())
  var key: String?
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws {
    guard (certificate == nil) == (key == nil), certificate == nil || ca != nil else {
      throw ValidationError("--certificate, --key and --ca go together. 三者须同时给出。")
    }
    guard !noToken || (certificate != nil && tokenFile == nil) else {
      throw ValidationError("--no-token needs --certificate, and no --token-file. 只用证书时须给出证书。")
    }
  }

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let resolved = try addresses.resolved(environment: environment)
    if ca == nil, let open = resolved.values.first(where: { !$0.staysOnThisMachine }) {
      throw Complaint(
        zh: "\(open)不在本机，令牌不得明文发送。", en: "\(open) is not on this machine: a token is not to go there in the clear.",
        field: "--ca", hint: Bilingual("用 --ca 指定证书颁发机构。", "Name the authority by --ca."), status: .usage)
    }
    let token = noToken ? nil : try readToken()
    var credentials = try Credentials(environment: environment)
    for address in resolved.values {
      credentials.put(
        Credential(
          address: "\(address)", token: token, authorities: try full(ca), certificate: try full(certificate),
          key: try full(key)))
    }
    try credentials.save(environment: environment)
    console.show(WhoamiView.table(credentials, now: Date().seconds, console.language))
  }

  private func readToken() throws(Complaint) -> String {
    let text: String?
    if let tokenFile {
      text = FileManager.default.contents(atPath: tokenFile).map { String(decoding: $0, as: UTF8.self) }
    } else {
      text = SecretInput.read(limit: 16 << 10) { console.note(console.text("请粘贴令牌：", "Paste the token:")) }
    }
    let token = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard let read = UnverifiedToken(token) else {
      throw Complaint(
        zh: "这不是令牌。", en: "This is no token.", field: tokenFile,
        hint: Bilingual("令牌是以两个点分为三段的一行文字。", "A token is one line of three parts with two dots."), status: .faulty)
    }
    guard read.expiresAt > Date().seconds else {
      throw Complaint(
        zh: "令牌已过期。", en: "The token has expired.", hint: Bilingual("请重新申请令牌。", "Ask for a new one."), status: .faulty)
    }
    return token
  }

  /// A path that holds wherever later commands run, of a file that is there.
  private func full(_ path: String?) throws(Complaint) -> String? {
    guard let path else { return nil }
    let full = URL(fileURLWithPath: path).path
    guard FileManager.default.isReadableFile(atPath: full) else {
      throw Complaint(
        zh: "无法读取\(path)。", en: "\(path) cannot be read.", field: path,
        hint: Bilingual("请检查文件和权限。", "Check the file and its permissions."))
    }
    return full
  }
}

extension Date {
  /// In seconds of Unix time.
  var seconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
}
