import Chassis
import RPC
import Storage
import Wire
import WireTupo

/// Enters copies of personal data in the logs of that data: by the service that runs over it, or, where none does, by
/// opening the data itself.
struct CopyEntries: Sendable {
  let place: DatabaseURL
  /// Why the copies are made.
  let purpose: String
  let remotes: Remotes

  /// The entry's version; nil when there is no personal data any more.
  func enter(_ copy: PendingCopy) async throws -> DataVersion? {
    if let service = ServiceName(rawValue: copy.service), await runs(service, over: copy) {
      let answer = try await remotes[service].call { channel, options in
        try await CommonV1.MaintenanceServiceClient(channel).recordCopy(
          CommonV1.RecordCopyRequest(copy, purpose: purpose), options: options)
      }
      return answer.personalRecords > 0 ? answer.version.map(DataVersion.init) : nil
    }
    do {
      return try await Backup.enter(
        LogRequest(copying: copy, purpose: purpose), of: copy.service, in: place)
    } catch StorageError.inUse {
      throw Complaint(
        zh: "\(copy.service)正在运行，但未能连接，无法将此次复制记入其日志。",
        en: "\(copy.service) runs, but cannot be reached to enter the copy in its log.", field: "--\(copy.service)",
        hint: Bilingual("请指定该服务的地址，或先停止该服务。", "Give its address, or stop it first."), status: .unavailable)
    } catch let error as Failure {
      throw Complaint(zh: error.zh, en: error.en, field: "--purpose", status: .usage)
    }
  }

  /// Whether the service at the address that is known writes this very log, and no other of the same name.
  private func runs(_ service: ServiceName, over copy: PendingCopy) async -> Bool {
    let head = try? await CommonV1.AuditServiceClient(remotes[service].channel).getHead(
      .with { $0.size = copy.head.size }, options: CallOptions(timeout: .seconds(10)))
    return head?.root == copy.head.root.bytes
  }
}

extension Console {
  /// Says whose data is in a copy that stays.
  func warn(ofPersonalDataIn parts: [BackupPart]) {
    for part in parts where part.personalRecords > 0 {
      note(
        text(
          "备份含有\(part.personalRecords)人的姓名、电话（\(part.service)），已记入其日志：今后的删除不及于此备份，请按期销毁。",
          "The copy of \(part.service) holds contacts of \(part.personalRecords) persons, and its log says so: later "
            + "erasures do not reach it. Destroy it in time."))
    }
  }
}
