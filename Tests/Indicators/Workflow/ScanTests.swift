import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Scans of the stamped form")
struct ScanTests {
  private static let scan = IndicatorsV1.Scan.with {
    $0.sha256 = [UInt8](repeating: 7, count: 32)
    $0.sizeBytes = 1_024
    $0.fileName = "6月份月报（盖章）.pdf"
    $0.mediaType = "application/pdf"
  }

  @discardableResult
  private func attach(
    _ desk: WorkflowDesk, _ scan: IndicatorsV1.Scan = scan, receipt: String = "", by name: String = "clerk-a"
  ) async throws -> IndicatorsV1.Submission {
    var scan = scan
    scan.receipt = receipt
    let request = IndicatorsV1.AttachScanRequest.with {
      $0.name = Desk.submission("a")
      $0.scan = scan
    }
    return try await desk.submissions.attachScan(request, Desk.call(name))
  }

  @Test("are kept with the receipt that stands on the paper, once, whatever the state")
  func kept() async throws {
    try await withDesk { desk in
      let early = await refusal { try await attach(desk) }
      #expect(early?.reasonName == "RECEIPT_MISSING")
      try await desk.fill("a", 120)
      try await desk.submit("a")
      let first = try await attach(desk)
      #expect(first.scans.map(\.receipt) == ["2013-06-0001"] && first.scans.first?.fileName == "6月份月报（盖章）.pdf")
      #expect(first.scans.first?.attachedBy?.principal == "people/clerk-a" && first.state == .submitted)
      #expect(try await attach(desk).etag == first.etag)
      try await desk.giveBack("a")
      try await desk.fill("a", 121, answer: "已核实")
      try await desk.submit("a")
      try await attach(desk, receipt: "2013-06-0001")
      var other = Self.scan
      other.sha256[0] = 8
      try await attach(desk, other)
      let read = try await desk.get("a")
      #expect(read.scans.map(\.receipt) == ["2013-06-0001", "2013-06-0002"])
      #expect(read.scans.map { $0.sha256[0] } == [7, 8])
    }
  }

  @Test("are the zone's, and are refused with each fault by its field")
  func faults() async throws {
    try await withDesk { desk in
      try await desk.fill("a", 120)
      try await desk.submit("a")
      let foreign = await refusal { try await attach(desk, by: "county") }
      #expect(foreign?.code == .permissionDenied)
      var wrong = IndicatorsV1.Scan()
      (wrong.sha256, wrong.fileName, wrong.mediaType) = ([1], "../a.pdf", "text/html")
      let refused = await refusal { [wrong] in try await attach(desk, wrong) }
      #expect(refused?.fields == ["scan.sha256", "scan.size_bytes", "scan.file_name", "scan.media_type"])
      let unknown = await refusal { try await attach(desk, receipt: "2013-06-0009") }
      #expect(unknown?.reasonName == "RECEIPT_UNKNOWN")
      #expect(try await desk.get("a").scans.isEmpty)
    }
  }
}
