import Storage

/// A proof that an entry is in the log.
enum ProofView {
  static func table(
    _ proof: EntryProof, _ service: ServiceName, _ outside: SignedHead?, _ language: Language
  ) -> Table {
    var table = Table([.text("step", "步骤", "step"), .text("hash", "哈希", "hash")])
    table.facts = [
      ("service", .string(service.rawValue)), ("sequence", .integer(proof.entry.version.sequence)),
      ("size", .integer(proof.head.size)), ("root", .string("\(proof.head.root)")),
      ("leaf_hash", .string("\(proof.entry.leafHash)")), ("algorithm", .string(proof.head.algorithm.rawValue)),
      ("outside_head", .bool(outside != nil)), ("holds", .bool(proof.holds)),
    ]
    func add(_ zh: String, _ en: String, _ hash: TreeHash) {
      table.rows.append([.word(Bilingual(zh, en).text(language), en), .text("\(hash)")])
    }
    add("叶", "leaf", proof.entry.leafHash)
    for (index, hash) in proof.proof.path.enumerated() { add("旁支\(index + 1)", "beside \(index + 1)", hash) }
    add("根", "root", proof.head.root)
    let sequence = proof.entry.version.sequence
    let by =
      outside.map {
        Bilingual(
          "外存摘要（\(TimeText.china(micros: $0.signedAt))签名）",
          "the outside head signed \(TimeText.china(micros: $0.signedAt))")
      } ?? Bilingual("服务当前摘要", "the head that the service tells now")
    table.notes = [
      (proof.holds
        ? Bilingual("第\(sequence)条在日志中，依据：\(by.zh)。", "Entry \(sequence) is in the log, by \(by.en).")
        : Bilingual("证明不成立：第\(sequence)条与\(by.zh)不符。", "The proof fails: entry \(sequence) does not lead to \(by.en)."))
        .text(language)
    ]
    return table
  }
}
