import Storage

/// The heads of one service that an auditor has kept, and what is wrong with them as papers.
struct OutsideHeads: Sendable {
  /// Those whose signature holds, the shortest first.
  private(set) var heads: [SignedHead] = []
  /// Files that are no head, or whose signature does not hold.
  private(set) var faults: [Bilingual] = []
  /// Whether the keys came from the folder of heads itself, which whoever wrote a head could also write.
  private(set) var keysAreFromFolder = false

  /// None at all.
  init() {}

  /// Reads a folder of heads, and checks each with the keys given, or with those that lie beside the heads.
  init(folder path: String, of service: ServiceName, keys given: [PublicHeadKey]) throws(StorageError) {
    let folder = HeadFolder(path: path)
    let own = given.filter { $0.origin == "tupo/\(service.rawValue)" }
    keysAreFromFolder = own.isEmpty
    let keys = own.isEmpty ? try folder.keys(of: service.rawValue) : own
    for file in try folder.files(of: service.rawValue) {
      guard let head = try folder.head(in: file) else {
        faults.append(Bilingual("\(file)不是日志摘要", "\(file) is no head"))
        continue
      }
      guard keys.contains(where: { head.isSigned(by: $0) }) else {
        faults.append(
          Bilingual("\(file)的签名不成立或缺少公钥\(head.keyID)", "\(file) is not signed by a known key (\(head.keyID))"))
        continue
      }
      heads.append(head)
    }
    heads.sort { $0.head.version < $1.head.version }
  }

  /// The last head that was kept.
  var newest: SignedHead? { heads.last }
}
