import Domain
import RPC
import Wire
import WireTupo

/// One import of a file: what is said before its rows, and how they travel.
struct FigureImport: Sendable {
  /// `programmes/{programme}`.
  var parent: String
  /// The file.
  var file: FigureFile
  /// Where the figures come from.
  var source = ""
  /// Whether they were made for a demonstration.
  var demonstration = false
  /// What is told beside a drawn file.
  var told = Told()
  /// Why figures that a bulletin has told are changed.
  var reason = ""
  /// The id by which the service knows a repetition.
  var requestID: String

  /// What is told beside a file whose headings, months and units the service finds.
  struct Told: Sendable, Hashable {
    /// What headings of the sender's own mean.
    var aliases: [String: String] = [:]
    /// `2013-06`; empty when the sheet tells it.
    var month = ""
    /// Empty when the sheet tells it.
    var unit = ""
  }

  /// Rows in one message: some hundred KiB at most.
  static let sliceRows = 2_000

  /// Streams the file. With `validateOnly` the answer tells every fault, and nothing is kept.
  func run(
    on remote: Remote, validateOnly: Bool, _ progress: @Sendable @escaping (_ rowsSent: Int) -> Void = { _ in }
  ) async throws -> IndicatorsV1.ImportFiguresResponse {
    try await remote.call(timeout: .seconds(600), attempts: 4) { channel, options in
      try await IndicatorsV1.FigureServiceClient(channel).importFigures(options: options) { writer in
        try await writer.write(heading(validateOnly: validateOnly))
        for start in stride(from: 0, to: file.rows.count, by: Self.sliceRows) {
          let rows = file.rows[start..<min(start + Self.sliceRows, file.rows.count)]
          try await writer.write(slice(rows))
          progress(start + rows.count)
        }
      }
    }
  }

  private func heading(validateOnly: Bool) -> IndicatorsV1.ImportFiguresRequest {
    var heading = IndicatorsV1.ImportFiguresRequest.Heading()
    heading.parent = parent
    heading.file = file.name
    heading.columns = file.columns
    heading.row = Int32(clamping: file.headingRow)
    heading.source = source
    heading.reason = reason
    heading.demonstration = demonstration
    heading.validateOnly = validateOnly
    heading.requestId = validateOnly ? "" : requestID
    if file.isDrawn {
      heading.layout = .drawn
      heading.month = told.month
      heading.unit = told.unit
      heading.aliases = told.aliases.sorted { $0.key < $1.key }.map { alias in
        .with {
          $0.heading = alias.key
          $0.meaning = alias.value
        }
      }
    }
    return .with { $0.part = .heading(heading) }
  }

  private func slice(_ rows: ArraySlice<FigureFile.Row>) -> IndicatorsV1.ImportFiguresRequest {
    var slice = IndicatorsV1.ImportFiguresRequest.Slice()
    slice.rows = rows.map { row in
      .with {
        $0.number = Int32(clamping: row.number)
        $0.cells = row.cells
        $0.sheet = row.sheet
      }
    }
    return .with { $0.part = .slice(slice) }
  }
}
