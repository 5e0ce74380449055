import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// What tells a scan of the printed and stamped form: the file itself stays with the unit.
struct ScanRecord: Sendable, Hashable {
  /// The receipt that stands on it, by its ordinal in the form.
  var receipt: Int
  var digest: [UInt8]
  /// In bytes.
  var size: Int64
  var fileName: String
  var mediaType: String
  var by: Signature

  /// The kinds of file that a scanner makes.
  static let mediaTypes = ["application/pdf", "image/jpeg", "image/png", "image/tiff"]

  /// Whether both are the same file for the same receipt.
  func isSame(as other: ScanRecord) -> Bool { receipt == other.receipt && digest == other.digest }
}

extension SubmissionHandler {
  func attachScan(
    _ request: IndicatorsV1.AttachScanRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Submission {
    let wanted = request.scan ?? .init()
    var faults = FieldFaults()
    faults.scan("scan", wanted)
    try faults.check()
    let ids = try ResourcePattern.submission.ids(ofRequested: request.name)
    return try await store.write(
      request, Methods.attachScan, resource: request.name, requestID: request.requestId, call: call
    ) { transaction in
      let found = try SubmissionCase.find(
        ids[0], zone: ids[1], form: ids[2], on: Day(inChinaAt: transaction.time), in: transaction)
      guard var own = try found?.withExpectations(in: transaction) else { throw Failure.notFound(request.name) }
      guard request.etag.isEmpty || request.etag == own.record.etag else { throw Failure.staleETag(request.name) }
      let scan = try own.scan(wanted, by: call, at: transaction.time)
      let isNew = !own.record.scans.contains { $0.isSame(as: scan) }
      if isNew { own.record.scans.append(scan) }
      if isNew && !request.validateOnly { try SubmissionStore.put(&own.record, in: transaction) }
      return transaction.reply(changed: isNew, validateOnly: request.validateOnly) { [own] in own.wire(epoch: $0.epoch)
      }
    }
  }
}

extension SubmissionCase {
  /// The scan as it is kept. Throws where there is no such receipt, or the caller does not act for the zone.
  fileprivate func scan(_ wire: IndicatorsV1.Scan, by call: CallContext, at time: Int64) throws -> ScanRecord {
    let zone = name(of: .zone)
    let standing = call.standings.first { $0.holds(.zoneReporter, .zoneApprover, .system, of: zone) }
    guard let standing else { throw failure(SubmissionRefusal.notYours([.zone])) }
    guard let last = record.receipts.last else {
      throw Failure(
        .failedPrecondition, "RECEIPT_MISSING", zh: "\(name)尚未上报，没有回执，不能附盖章件。",
        en: "\(name) was not sent in yet: there is no receipt that a stamped form could bear.",
        values: ["resource": name])
    }
    let receipt = wire.receipt.isEmpty ? last : record.receipts.first { number($0) == wire.receipt }
    guard let receipt else {
      throw Failure(
        .invalidArgument, "RECEIPT_UNKNOWN", zh: "scan.receipt：\(name)没有回执\(wire.receipt)。",
        en: "scan.receipt: \(name) has no receipt \(wire.receipt).",
        values: ["field": "scan.receipt", "resource": name])
    }
    return ScanRecord(
      receipt: receipt.ordinal, digest: wire.sha256, size: wire.sizeBytes, fileName: wire.fileName,
      mediaType: wire.mediaType, by: Signature(call, for: zone, by: standing.standIn, at: time))
  }

  private func number(_ receipt: SubmissionRecord.Receipt) -> String {
    "\(ReceiptNumber(month: form.month, ordinal: receipt.ordinal))"
  }

  /// A scan as the contract has it.
  func wire(_ own: ScanRecord) -> IndicatorsV1.Scan {
    .with {
      $0.sha256 = own.digest
      $0.sizeBytes = own.size
      $0.fileName = own.fileName
      $0.mediaType = own.mediaType
      $0.receipt = "\(ReceiptNumber(month: form.month, ordinal: own.receipt))"
      $0.attachedBy = own.by.wire
    }
  }
}

extension FieldFaults {
  /// What tells a scan.
  fileprivate mutating func scan(_ field: String, _ wire: IndicatorsV1.Scan) {
    if wire.sha256.count != 32 {
      add("\(field).sha256", "HASH_INVALID", zh: "应为32字节的SHA-256。", en: "must be the 32 bytes of a SHA-256.")
    }
    if wire.sizeBytes <= 0 {
      add("\(field).size_bytes", "SIZE_INVALID", zh: "应大于0。", en: "must be above 0.")
    }
    let hasFolder = wire.fileName.contains { $0 == "/" || $0 == "\\" }
    let hasControl = wire.fileName.unicodeScalars.contains { $0.properties.generalCategory == .control }
    if !(1...255).contains(wire.fileName.count) || hasFolder || hasControl {
      add(
        "\(field).file_name", "FILE_NAME_INVALID", zh: "应为1至255字的文件名，不含目录。",
        en: "must be a file's name of 1 to 255 characters, without folders.")
    }
    if !ScanRecord.mediaTypes.contains(wire.mediaType) {
      let types = ScanRecord.mediaTypes
      add(
        "\(field).media_type", "MEDIA_TYPE_INVALID", zh: "应为\(types.joined(separator: "、"))之一。",
        en: "must be one of \(types.joined(separator: ", ")).")
    }
  }
}
