import Chassis
import Domain
import RPC
import Wire
import WireTupo

/// The forms that a month's figures came by: a bulletin is made of what they fixed (冻结), and they come out with it.
struct MonthForms: Sendable {
  var forms: [IndicatorsV1.Form] = []

  /// The version of the figures that is fixed: the last one, since what an earlier form fixed has not changed since.
  var fixedAt: CommonV1.DataVersion? { forms.compactMap(\.frozenAt).max { $0.sequence < $1.sequence } }

  /// Those that have still to come out in a bulletin: the fixed ones in a first edition, in a correction those that were
  /// out before.
  func due(in bulletin: String, correcting: Bool) -> [IndicatorsV1.Form] {
    forms.filter { $0.bulletin != bulletin && ($0.state == .frozen || (correcting && $0.state == .published)) }
  }
}

extension SourceReader {
  func forms(_ programme: String, _ month: Month, call: CallContext) async throws -> MonthForms {
    var found = MonthForms()
    var request = IndicatorsV1.ListFormsRequest.with {
      $0.parent = ResourcePattern.programme.name(programme)
      $0.filter = "month=\(month)"
    }
    repeat {
      let asked = request
      let page = try await naming(.indicators) {
        try await monthForms.listForms(asked, options: CallOptions(for: call))
      }
      found.forms += page.forms
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  func publish(_ month: Month, of programme: String, in bulletin: String, call: CallContext) async throws {
    _ = try await naming(.indicators) {
      try await figures.publishFigures(
        .with {
          $0.parent = ResourcePattern.programme.name(programme)
          $0.month = "\(month)"
          $0.bulletin = bulletin
        }, options: CallOptions(for: call))
    }
  }

  func publish(_ form: String, in bulletin: String, validateOnly: Bool, call: CallContext) async throws {
    _ = try await naming(.indicators) {
      try await submissions.publishForm(
        .with {
          $0.name = form
          $0.bulletin = bulletin
          $0.validateOnly = validateOnly
        }, options: CallOptions(for: call))
    }
  }
}
