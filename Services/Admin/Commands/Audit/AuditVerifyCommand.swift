import ArgumentParser
import Foundation
import Storage

/// `tupo audit verify`.
struct AuditVerifyCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Proves that nothing in the logs was changed, or says what was. 验证日志。",
    discussion: """
      Reads every entry, hashes what is stored, and compares with the log's tree, with the heads that you have kept \
      outside (--heads), and with the projections. Without a head from outside nobody can tell a log that was written \
      anew as a whole. 没有外存摘要时，无法识别被整体重写的日志。
      """)

  @OptionGroup var services: ServicesOption
  @Option(help: "The folder of signed heads that you have kept. 外存签名摘要目录。", completion: .directory)
  var heads: String?
  @Option(help: "A file with a public key of heads; may be repeated. Otherwise those beside the heads. 公钥文件。")
  var key: [String] = []
  @OptionGroup var kept: KeptDataOption
  @Flag(help: "Only the log, not the projections made of it. 只验证日志，不重算数据表。")
  var logOnly = false
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let keys = try key.map { path throws(Complaint) in try Self.key(path) }
    let console = console
    var found: [Verification] = []
    try await eachLog(services.chosen, at: try kept.place) { service, source in
      let outside = try outsideHeads(of: service, keys)
      found.append(try await Verification.run(service, source, outside, checkingData: !logOnly))
    }
    console.show(VerificationView.table(found, console.language))
    for line in VerificationView.notes(found, headsGiven: heads != nil, console.language) { console.note(line) }
    let statuses = Set(found.map(\.status))
    for status in [ExitStatus.broken, .unavailable] where statuses.contains(status) { throw Outcome(status: status) }
  }

  private func outsideHeads(of service: ServiceName, _ keys: [PublicHeadKey]) throws(Complaint) -> OutsideHeads {
    guard let heads else { return OutsideHeads() }
    do throws(StorageError) {
      return try OutsideHeads(folder: heads, of: service, keys: keys)
    } catch {
      throw Complaint(zh: "无法读取\(heads)：\(error)", en: "Cannot read \(heads): \(error)", field: "--heads")
    }
  }

  private static func key(_ path: String) throws(Complaint) -> PublicHeadKey {
    let line = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n").first.map(String.init)
    guard let line, let key = PublicHeadKey(text: line) else {
      throw Complaint(
        zh: "\(path)不是摘要公钥。", en: "\(path) is no public key of heads.", field: "--key",
        hint: Bilingual("公钥文件名形如indicators-1a2b3c4d.pub。", "It is a file like indicators-1a2b3c4d.pub."),
        status: .usage)
    }
    return key
  }
}
