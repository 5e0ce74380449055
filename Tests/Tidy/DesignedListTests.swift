import Foundation
import Testing

@Suite("Contracts ahead of code")
struct DesignedListTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The contracts that are designed and not served: they have no descriptors yet.
  private static func designed() throws -> [(name: String, text: String)] {
    let folder = root.appending(path: "proto/tupo")
    let all =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    return try all.filter { $0.pathExtension == "proto" }.compactMap { file in
      let text = try String(contentsOf: file, encoding: .utf8)
      return text.contains("Designed; not served yet") ? (file.lastPathComponent, text) : nil
    }
  }

  @Test("ask for lists as those that are served do")
  func lists() throws {
    var count = 0
    for (file, text) in try Self.designed() {
      for method in text.matches(of: /rpc (List\w+)\((\w+)\) returns \((\w+)\)/) {
        let (request, response) = (Self.body(of: String(method.2), in: text), Self.body(of: String(method.3), in: text))
        for field in [
          "int32 page_size", "string page_token", "string filter", "string order_by",
          "google.protobuf.FieldMask read_mask",
        ] {
          let isAsked = request.contains("  \(field) = ")
          #expect(isAsked, "\(file): \(method.1) cannot be asked by \(field)")
        }
        let tellsNext = response.contains("  string next_page_token = ")
        #expect(tellsNext, "\(file): \(method.1) tells no next page")
        count += 1
      }
    }
    #expect(count > 0)
  }

  private static func body(of message: String, in text: String) -> Substring {
    guard let start = text.range(of: "\nmessage \(message) {\n"),
      let end = text.range(of: "\n}\n", range: start.upperBound..<text.endIndex)
    else { return "" }
    return text[start.upperBound..<end.lowerBound]
  }
}
