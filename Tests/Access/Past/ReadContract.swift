import Wire
import WireStandard
import WireTupo

/// The reading methods of the contracts that are served, as their descriptors tell them.
struct ReadContract: Sendable {
  /// `tupo.indicators.v1.AnalysisService/GetScoreboard`.
  let method: String
  /// The field of its request that says which state is read; nil: it has none.
  let point: ListContract.Field?
  /// The field of the page's size, where it answers by pages.
  let size: ListContract.Field?

  /// MethodRule.Retry RETRY_READ, and the number of `tupo.common.v1.rule`.
  private static let (reads, rule) = (UInt64(2), UInt32(50_001))

  /// Every method of `tupo.*` that only reads, by name.
  static func all() throws -> [ReadContract] {
    let pool = try DescriptorPool([WireStandardFiles.descriptorSet, WireTupoFiles.descriptorSet])
    var found: [ReadContract] = []
    for name in pool.fileNames where name.hasPrefix("tupo/") {
      guard let file = pool.file(named: name) else { continue }
      for service in try RawMessage(decoding: file.bytes).messages(6) {
        for method in try service.messages(2) {
          let rule = try method.messages(4).first?.messages(Self.rule).first
          guard rule?.varint(2) == Self.reads else { continue }
          let request = try ListContract.fields(of: method.string(2), in: pool)
          found.append(
            ReadContract(
              method: "\(file.package).\(service.string(1))/\(method.string(1))",
              point: request.first { $0.of == ".tupo.common.v1.ReadPoint" }?.field,
              size: request.first { $0.field.name == "page_size" }?.field))
        }
      }
    }
    return found.sorted { $0.method < $1.method }
  }
}
