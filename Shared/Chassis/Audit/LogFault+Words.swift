public import Domain
public import Storage
import Wire
public import WireTupo

extension LogFault {
  /// A stable name.
  public var reason: String {
    switch self {
    case .missing: "ENTRY_MISSING"
    case .edited: "ENTRY_EDITED"
    case .batchesEdited: "BATCHES_EDITED"
    case .effectsEdited: "EFFECTS_EDITED"
    case .timeBackwards: "TIME_BACKWARDS"
    case .epochWrong: "EPOCH_WRONG"
    case .treeEdited: "TREE_EDITED"
    case .afterHead: "ENTRY_AFTER_HEAD"
    case .headEdited: "HEAD_EDITED"
    case .rewritten: "LOG_REWRITTEN"
    case .truncated: "LOG_TRUNCATED"
    case .givenUp: "LOG_GIVEN_UP"
    }
  }

  /// The entry, or the size of the head, that it is about.
  public var sequence: Int64 {
    switch self {
    case .missing(let sequence), .edited(let sequence), .batchesEdited(let sequence), .effectsEdited(let sequence),
      .timeBackwards(let sequence), .epochWrong(let sequence), .afterHead(let sequence):
      sequence
    case .treeEdited(let first, _): first
    case .headEdited(let size): size
    case .rewritten(let head), .truncated(let head): head.size
    case .givenUp(_, let at): at
    }
  }

  /// What is wrong, in words.
  public var text: Bilingual {
    switch self {
    case .missing(let entry): Bilingual(zh: "第\(entry)条记录缺失", en: "entry \(entry) is missing")
    case .edited(let entry): Bilingual(zh: "第\(entry)条记录被改动", en: "entry \(entry) was edited")
    case .batchesEdited(let entry):
      Bilingual(zh: "第\(entry)条记录的导入原文被改动", en: "what entry \(entry) imported was edited")
    case .effectsEdited(let entry):
      Bilingual(zh: "第\(entry)条记录的结果被改动", en: "what entry \(entry) did was edited")
    case .timeBackwards(let entry):
      Bilingual(zh: "第\(entry)条记录早于前一条", en: "entry \(entry) is earlier than the one before it")
    case .epochWrong(let entry): Bilingual(zh: "第\(entry)条记录的纪元不符", en: "entry \(entry) has a wrong epoch")
    case .treeEdited(let first, let last):
      Bilingual(zh: "第\(first)至\(last)条记录的哈希树被改动", en: "the tree over entries \(first) to \(last) was edited")
    case .afterHead(let entry):
      Bilingual(zh: "第\(entry)条记录在日志末尾之后", en: "entry \(entry) lies after the log's end")
    case .headEdited(let size):
      Bilingual(zh: "\(size)条记录与数据库中的摘要不符", en: "the \(size) entries do not lead to the head in the database")
    case .rewritten(let head):
      Bilingual(
        zh: "日志在外存摘要（\(head.size)条）之前被重写",
        en: "the log was written anew before the outside head of \(head.size) entries")
    case .truncated(let head):
      Bilingual(zh: "日志短于外存摘要（\(head.size)条）", en: "the log is shorter than the outside head of \(head.size) entries")
    case .givenUp(let head, let entry):
      Bilingual(
        zh: "外存摘要（纪元\(head.epoch)，\(head.size)条）之后的记录被舍弃：新纪元自第\(entry)条开始，请核对是否确有恢复",
        en: "entries up to the outside head of \(head.size) (epoch \(head.epoch)) were given up: a later epoch began "
          + "with entry \(entry); ask whether there was a restore")
    }
  }

  /// To the wire.
  public var wire: CommonV1.LogFault {
    .with {
      $0.reason = reason
      $0.sequence = sequence
      $0.text = CommonV1.LocalizedText(text)
    }
  }
}
