import ArgumentParser
import Chassis
import RPC
import Wire
import WireTupo

/// `tupo submission attach`.
struct SubmissionAttachCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Notes the scan of the stamped form by its hash. 登记盖章扫描件。",
    discussion: "The file itself stays with you: size, name, kind and SHA-256 are sent. 文件由本单位留存，只登记其大小、名称、类型和SHA-256。")

  @OptionGroup var submission: SubmissionArgument
  @Argument(help: "The scan: PDF, JPEG, PNG or TIFF. 扫描件。", completion: .file())
  var file: String
  @Option(help: "The receipt that stands on the paper; otherwise the last one. 纸面上的回执号。")
  var receipt = ""
  @OptionGroup var writing: WritingOptions
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let scan = try ScannedFile(file)
    let request = IndicatorsV1.AttachScanRequest.with {
      $0.name = submission.name
      $0.scan = .with {
        $0.sha256 = scan.digest
        $0.sizeBytes = scan.size
        $0.fileName = scan.name
        $0.mediaType = scan.mediaType
        $0.receipt = receipt
      }
      (($0.etag, $0.validateOnly), $0.requestId) = writing.fields
    }
    let own = try await callSubmissions { try await $0.attachScan(request, options: $1) }
    console.show(ScansView.table(own.scans, console.language))
  }
}

/// `tupo submission check-scan`.
struct SubmissionCheckScanCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "check-scan", abstract: "Tells whether a file is the scan that was noted. 核对扫描件是否为登记的那一份。",
    discussion: "Exit code 5 when it is none of them. 不符时退出码为5。")

  @OptionGroup var submission: SubmissionArgument
  @Argument(help: "The file to compare. 待核对的文件。", completion: .file())
  var file: String
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let scan = try ScannedFile(file)
    let name = submission.name
    let request = IndicatorsV1.GetSubmissionRequest.with {
      $0.name = name
      $0.read = asOf.point
    }
    let own = try await callSubmissions { try await $0.getSubmission(request, options: $1) }
    guard let same = scan.match(in: own.scans) else {
      throw Complaint(
        zh: "\(file)不是\(name)登记的扫描件（SHA-256：\(hexadecimal(scan.digest))）。",
        en: "\(file) is none of the scans of \(name) (SHA-256: \(hexadecimal(scan.digest))).", field: "FILE",
        hint: Bilingual("已登记\(own.scans.count)份。", "Scans noted: \(own.scans.count)."), status: .broken)
    }
    console.show(ScansView.table([same], console.language))
    console.note(console.text("相符。", "It is the same file."))
  }
}

extension Calling {
  fileprivate func callSubmissions(
    _ call:
      @escaping @Sendable (IndicatorsV1.SubmissionServiceClient, CallOptions) async throws -> IndicatorsV1.Submission
  ) async throws -> IndicatorsV1.Submission {
    try await self.call(.indicators) { channel, options in
      try await call(IndicatorsV1.SubmissionServiceClient(channel), options)
    }
  }
}
