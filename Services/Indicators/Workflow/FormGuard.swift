import Chassis
import Domain
import RPC
import Storage

/// The figures that forms ask for: these come from their submissions only, so that nothing overwrites what a zone has
/// reported and the city approved.
struct FormGuard: Sendable {
  private let forms: [Month: [FormRecord]]

  /// The forms of a programme.
  init(_ programme: String, in transaction: some Transaction) throws {
    forms = Dictionary(grouping: try FormStore.list(programme, in: transaction), by: \.month)
  }

  /// Whether there is no form that could ask for anything.
  var isEmpty: Bool { forms.isEmpty }

  /// Throws FAILED_PRECONDITION, FIGURE_OF_FORM, when a form asks for one of the figures.
  func refuse(_ figures: some Sequence<(field: String, key: FigureKey)>) throws(Failure) {
    for (field, key) in figures {
      guard let owner = forms[key.month]?.first(where: { $0.asks(for: key) }) else { continue }
      let submission = ResourcePattern.submission.name(owner.programme, key.zone.rawValue, owner.id)
      let name = key.name(in: owner.programme)
      throw Failure(
        .failedPrecondition, "FIGURE_OF_FORM", zh: "\(field)：\(name)由报表\(submission)报送，不能直接写入。",
        en: "\(field): \(name) is reported through \(submission) and cannot be written past it.",
        values: ["field": field, "resource": name, "submission": submission],
        details: [.preconditionFailure([.init(type: "FIGURE_OF_FORM", subject: name, description: submission)])])
    }
  }
}
