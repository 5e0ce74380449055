import ArgumentParser
import Chassis
import Storage
import Wire
import WireTupo

/// `tupo audit prove`.
struct AuditProveCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "prove", abstract: "Proves that an entry is in the log, by hash. 证明一条记录在日志中。",
    discussion: """
      With --heads the proof leads to the newest head that you have kept outside, where the entry is covered by it; \
      otherwise to the head that the service tells now.
      """)

  @Argument(help: "The service. 服务。")
  var service: ServiceName
  @Argument(help: "The entry's number. 序号。")
  var entry: Int64
  @Option(help: "The folder of signed heads that you have kept. 外存签名摘要目录。", completion: .directory)
  var heads: String?
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    guard entry > 0 else { throw ValidationError("ENTRY counts from 1. 序号从1起。") }
    let console = console
    let outside = try outsideHead()
    let request = CommonV1.ProveEntryRequest.with {
      $0.name = "entries/\(entry)"
      $0.size = outside?.head.size
    }
    let answer = try await withRemotes { remotes in
      try await remotes[service].call { channel, options in
        try await CommonV1.AuditServiceClient(channel).proveEntry(request, options: options)
      }
    }
    guard let proof = EntryProof(answer, outside: outside?.head) else {
      throw Complaint(zh: "服务给出的证明无法读取。", en: "The service told a proof that cannot be read.", status: .broken)
    }
    console.show(ProofView.table(proof, service, outside, console.language))
    if !proof.holds { throw Outcome(status: .broken) }
  }

  /// The newest head from outside that covers the entry.
  private func outsideHead() throws -> SignedHead? {
    guard let heads else { return nil }
    let kept = try OutsideHeads(folder: heads, of: service, keys: [])
    guard let newest = kept.newest, newest.head.size >= entry else {
      throw Complaint(
        zh: "目录中没有包含第\(entry)条的摘要。", en: "No head in the folder covers entry \(entry).", field: "--heads",
        hint: Bilingual("不带--heads则以服务当前摘要证明。", "Leave --heads out to prove by the head that the service tells now."))
    }
    return newest
  }
}

/// A proof, checked here: the leaf is hashed from the entry's own fields.
struct EntryProof: Sendable {
  let entry: LogEntry
  let head: LogHead
  let proof: InclusionProof
  /// Whether the entry is what its leaf says, and the path leads from it to the head.
  let holds: Bool

  /// Nil when the answer cannot be read. With a head from outside the path must lead to that one.
  init?(_ answer: CommonV1.ProveEntryResponse, outside: LogHead?) {
    guard let entry = answer.entry.flatMap({ LogEntry($0) }), let told = answer.head.flatMap({ LogHead($0) }) else {
      return nil
    }
    let head = outside ?? told
    let proof = InclusionProof(
      index: entry.version.sequence - 1, size: head.size, path: answer.path.map { TreeHash(bytes: $0) })
    self.entry = entry
    self.head = head
    self.proof = proof
    holds =
      entry.computedLeaf == entry.leafHash
      && proof.proves(leaf: entry.leafHash, in: head.root, algorithm: head.algorithm)
  }
}
