import Domain
public import Storage
import Wire
public import WireTupo

extension CommonV1.PersonalCommitment {
  /// To the wire.
  public init(_ commitment: Commitment) {
    self.init()
    algorithm = CommonV1.HashAlgorithm(commitment.algorithm)
    value = commitment.value.bytes
  }
}

extension PersonalFault {
  /// To the wire.
  var wire: CommonV1.CheckDataResponse.PersonalFault {
    .with {
      $0.resource = resource
      $0.reason = reason
      $0.text = CommonV1.LocalizedText(text)
    }
  }

  private var reason: String {
    switch kind {
    case .missing: "PERSONAL_MISSING"
    case .differs: "PERSONAL_DIFFERS"
    case .unexpected: "PERSONAL_UNEXPECTED"
    }
  }

  private var text: Bilingual {
    switch kind {
    case .missing:
      Bilingual(zh: "日志中有其个人信息的承诺值且未见删除，信息缺失", en: "the log has its commitment and no erasure, the record is gone")
    case .differs: Bilingual(zh: "个人信息与日志中的承诺值不符", en: "the record is not what the log's commitment says")
    case .unexpected: Bilingual(zh: "有个人信息，日志中没有其承诺值", en: "there is a record of which the log has no commitment")
    }
  }
}
