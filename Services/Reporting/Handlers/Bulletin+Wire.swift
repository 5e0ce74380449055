import Chassis
import Domain
import Storage

import Wire
import WireStandard
import WireTupo

extension PublishedBulletin {
  /// Its resource name.
  var name: String { ResourcePattern.bulletin.name(programme, edition.id) }

  /// The bulletin as the contract has it, with its document or, in lists, without.
  func wire(withDocument: Bool = true) throws -> ReportingV1.Bulletin {
    let wire = withDocument ? try ReportingV1.Document(decoding: document) : nil
    return .with {
      $0.name = name
      $0.month = "\(edition.month)"
      $0.edition = Int32(clamping: edition.number)
      $0.number = numberText
      $0.signedOn = "\(signedOn)"
      $0.corrects = corrects.map { ResourcePattern.bulletin.name(programme, "\(edition.month)-\($0)") } ?? ""
      $0.document = wire
      $0.sources = versions.wire
      $0.checkCode = checkCode
      $0.demonstration = isDemonstration
      $0.publishedAt = .with {
        $0.seconds = publishedAt / 1_000_000
        $0.nanos = Int32(publishedAt % 1_000_000) * 1_000
      }
      $0.etag = etag
      $0.summary = summary.wire
    }
  }
}

extension SourceVersions {
  /// The versions as the contract has them.
  var wire: ReportingV1.Bulletin.Sources {
    .with {
      $0.indicators = CommonV1.DataVersion(indicators)
      $0.investment = CommonV1.DataVersion(investment)
      $0.planning = CommonV1.DataVersion(planning)
    }
  }
}

extension Headlines {
  /// The summary as the contract has it.
  var wire: ReportingV1.Summary {
    .with {
      $0.headlines = headlines
      $0.late = late
      $0.thresholds = thresholds
      $0.tracks = tracks
    }
  }
}
