import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

extension FigureHandler {
  func publishFigures(
    _ request: IndicatorsV1.PublishFiguresRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.PublishFiguresResponse {
    var faults = FieldFaults()
    let named = faults.name("parent", request.parent, .programme)?.first
    let asked = faults.month("month", request.month)
    _ = faults.name("bulletin", request.bulletin, .bulletin, of: named)
    let (programme, month) = (try faults.checked(named), try faults.checked(asked))
    let method = IndicatorsV1.FigureServiceMethods.publishFigures
    return try await store.write(request, method, resource: request.parent, requestID: request.requestId, call: call) {
      transaction in
      guard try ProgrammeStore.find(programme, in: transaction) != nil else { throw Failure.notFound(request.parent) }
      let isNews = try RevisionStore.publish(month, programme, in: request.bulletin, in: transaction)
      return transaction.reply(changed: isNews, validateOnly: request.validateOnly) { version in
        .with { $0.version = version }
      }
    }
  }
}
