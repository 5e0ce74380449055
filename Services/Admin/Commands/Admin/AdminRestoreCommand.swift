import ArgumentParser
import Storage

/// `tupo admin restore`.
struct AdminRestoreCommand: AsyncParsableCommand, Speaking {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Restores a backup to an empty place, and compares every row. 恢复备份到空的位置。",
    discussion: """
      Nothing is restored unless every file is what the manifest says, and nothing stays when anything goes wrong. The \
      services go on in a new epoch: versions and page tokens from before end with OUT_OF_RANGE, EPOCH_ENDED. Give the \
      folder of signed heads that you have kept (--heads), so that the epoch is later than any in it. \
      恢复后进入新纪元，旧版本号和页标记不再有效。
      """)

  @Argument(help: "The backup's folder. 备份目录。", completion: .directory)
  var from: String
  @OptionGroup var place: InstallationOption
  @Option(help: "Signed heads of these logs; otherwise those in the data folder. 日志签名摘要目录。", completion: .directory)
  var heads: String?
  @OptionGroup var speech: Speech

  func run() async throws {
    let console = console
    let data = try place.url
    do {
      let restored = try await Backup.open(from).restore(to: data, after: try epochs(data))
      console.show(BackupView.table(restored, console.language))
      console.note(console.text("已恢复到\(data)，逐行比对一致。", "Restored to \(data); every row compares."))
      if restored.contains(where: \.isBroken) { throw Outcome(status: .broken) }
    } catch let error as StorageError {
      throw Complaint(backup: error, of: data)
    }
  }

  /// The last epochs that the heads tell of.
  private func epochs(_ data: DatabaseURL) throws(StorageError) -> [String: Int64] {
    guard let path = heads ?? data.folder.map({ "\($0)/heads" }) else { return [:] }
    var epochs: [String: Int64] = [:]
    for service in Installation.services { epochs[service] = try HeadFolder(path: path).lastEpoch(of: service) }
    return epochs
  }
}
