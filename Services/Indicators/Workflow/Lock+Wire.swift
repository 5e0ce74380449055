import Chassis
import Domain
import Wire
import WireTupo

extension IndicatorsV1.Lock.Kind {
  init(_ kind: Lock.Kind) {
    self =
      switch kind {
      case .notOpen: .notOpen
      case .deadlinePassed: .deadlinePassed
      case .underReview: .underReview
      case .approved: .approved
      case .frozen: .frozen
      case .published: .published
      }
  }
}

extension SubmissionCase {
  /// A lock as the contract has it: which it is, who opens it, until when, and that in words.
  func wire(_ lock: Lock) -> IndicatorsV1.Lock {
    .with {
      $0.kind = IndicatorsV1.Lock.Kind(lock.kind)
      $0.resource = name
      $0.openers = lock.openers.map(name(of:))
      $0.openUntil = lock.kind == .notOpen ? "" : lock.day.map { "\($0)" } ?? ""
      $0.reason = CommonV1.LocalizedText(words(lock))
    }
  }

  private func words(_ lock: Lock) -> Bilingual {
    let day = lock.day.map { "\($0)" } ?? ""
    return switch lock.kind {
    case .notOpen: Bilingual(zh: "报表未开始，\(day)起填报。", en: "The form opens on \(day).")
    case .deadlinePassed:
      Bilingual(zh: "报表已于\(day)截止，可请市推进办延期。", en: "The form closed on \(day); the city's office can give more time.")
    case .underReview:
      Bilingual(zh: "已上报，正在审核；退回后方可修改。", en: "It is under review, and can be changed when it is returned.")
    case .approved: Bilingual(zh: "市级已核准，由市推进办退回后方可修改。", en: "The city has approved it; its office can return it.")
    case .frozen:
      Bilingual(zh: "本月数据已冻结，由市推进办解冻。", en: "The month's data are fixed; the city's office can take that back.")
    case .published: Bilingual(zh: "已通报，须由市推进办开启修订。", en: "It is published; the city's office can open a revision.")
    }
  }
}
