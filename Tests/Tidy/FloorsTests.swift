import Foundation
import Testing

/// The house's floors as one table: who may import whom among our own modules. ARCHITECTURE.md draws the same.
///
/// A new arrow is a design decision: change it here and say why in the commit.
private let floors: [String: Set<String>] = [
  "Shared/Domain": [],
  "Shared/Spreadsheet": ["Domain", "CZlib"],
  "Shared/Wire/Runtime": ["CProtobufC"],
  "Shared/Wire/Generator": ["Wire", "WireGenerator"],
  "Shared/Wire/Standard": ["Wire", "CWireStandard", "CProtobufC"],
  "Shared/Wire/Telemetry": ["Wire", "CWireTelemetry", "CProtobufC"],
  "Shared/Wire/Tupo": ["Wire", "WireStandard", "CWireStandard", "RPC", "CWireTupo", "CProtobufC"],
  "Shared/RPC": ["Wire", "WireStandard", "CNghttp2", "CZlib"],
  "Shared/Storage": ["Domain", "CSQLite", "CPostgres"],
  "Shared/Chassis": ["RPC", "Storage", "WireTelemetry", "WireTupo", "WireStandard", "Wire", "Domain"],
  "Services/Indicators": ["Indicators", "Chassis", "RPC", "Storage", "WireTupo", "WireStandard", "Wire", "Domain"],
  "Services/InvestmentPromotion": [
    "InvestmentPromotion", "Chassis", "RPC", "Storage", "WireTupo", "WireStandard", "Wire", "Domain",
  ],
  "Services/ParkPlanning": ["ParkPlanning", "Chassis", "RPC", "Storage", "WireTupo", "WireStandard", "Wire", "Domain"],
  "Services/Reporting": ["Reporting", "Chassis", "RPC", "Storage", "WireTupo", "WireStandard", "Wire", "Domain"],
  "Services/Admin": [
    "Admin", "CProcess", "Chassis", "RPC", "Storage", "WireTupo", "WireStandard", "Wire", "Domain", "Spreadsheet",
  ],
  "Services/Image": ["Admin", "Chassis", "Indicators", "InvestmentPromotion", "ParkPlanning", "Reporting"],
]

private let ours: Set<String> = floors.values.reduce(into: ["Indicators", "Admin"]) { $0.formUnion($1) }

@Suite("Floors")
struct FloorsTests {
  @Test("imports only go down", arguments: floors.keys.sorted())
  func importsOnlyGoDown(floor: String) throws {
    let allowed = try #require(floors[floor])
    for file in try swiftFiles(under: floor) {
      let upward = try imports(of: file).intersection(ours).subtracting(allowed)
      #expect(upward.isEmpty, "\(file.path) imports \(upward.sorted())")
    }
  }

  @Test("only Storage's and Handlers' neighbours see SQL: no SQL outside Store folders")
  func sqlStopsAtStore() throws {
    let pattern = #/"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE)\s/#
    for file in try swiftFiles(under: "Services") where !file.path.contains("/Store/") {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.firstMatch(of: pattern) == nil, "\(file.path) holds SQL")
    }
  }

  @Test("wire types stop at Handlers", arguments: ["Indicators", "InvestmentPromotion", "ParkPlanning", "Reporting"])
  func wireTypesStopAtHandlers(service: String) throws {
    for file in try swiftFiles(under: "Services/\(service)") where file.path.contains("/Store/") {
      #expect(try !imports(of: file).contains("WireTupo"), "\(file.path) imports WireTupo")
    }
  }
}

@Suite("Style")
struct StyleTests {
  @Test("no hand-written file is longer than 800 lines")
  func filesAreShort() throws {
    for file in try handWritten() {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 800, "\(file.path) has \(lines.count) lines")
    }
  }

  @Test("each unchecked Sendable says why it is safe")
  func uncheckedSendableIsProved() throws {
    for file in try handWritten() {
      let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      for (index, line) in lines.enumerated()
      where line.contains("@unchecked Sendable") && !line.contains("contains(\"") && !line.hasPrefix("  @Test") {
        let around = lines[max(0, index - 8)...index]
        #expect(around.contains { $0.contains("//") }, "\(file.path):\(index + 1) gives no reason")
      }
    }
  }
}

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func handWritten() throws -> [URL] {
  try (swiftFiles(under: "Shared") + swiftFiles(under: "Services") + swiftFiles(under: "Tests")).filter {
    !$0.lastPathComponent.hasSuffix(".pb.swift") && !$0.lastPathComponent.hasSuffix(".grpc.swift")
  }
}

private func swiftFiles(under folder: String) throws -> [URL] {
  let start = root.appending(path: folder)
  let all =
    FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)?
    .allObjects as? [URL]
  let files = try #require(all).filter { $0.pathExtension == "swift" }
  #expect(!files.isEmpty, "\(folder) holds no Swift")
  return files
}

private func imports(of file: URL) throws -> Set<String> {
  let pattern = /^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:public |internal |package |private )?import (?:\w+ )?(\w+)/
    .anchorsMatchLineEndings()
  return Set(try String(contentsOf: file, encoding: .utf8).matches(of: pattern).map { String($0.1) })
}
