import ArgumentParser
import Wire
import WireTupo

/// `tupo submission verify`.
struct SubmissionVerifyCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Sets a verified figure beside the reported one. 填写核定数。",
    discussion: "Without --value and --growth the verified figure is taken away. 不写数值即撤销核定数。")

  @OptionGroup var submission: SubmissionArgument
  @Argument(help: "The indicator's id. 指标。")
  var indicator: String
  @Option(help: "The cumulative value, in the indicator's display unit. 累计。")
  var value: String?
  @Option(help: "The growth in per cent. 同比增速%。")
  var growth: String?
  @Option(help: "Why it differs. 原因。")
  var reason = ""
  @Option(help: "What shows it: a document's title or number. 依据。")
  var evidence = ""
  @OptionGroup var writing: WritingOptions
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws {
    if (value ?? growth) != nil && reason.isEmpty { throw ValidationError("--reason is missing（请写明原因）") }
  }

  func run() async throws {
    let (own, cell) = (self, ResourceName.indicator(submission.form.programme.id, indicator))
    try await showSubmission { client, options in
      let name = own.submission.name
      let read = try await client.getSubmission(.with { $0.name = name }, options: options)
      let reported = read.cells.first { $0.indicator == cell }?.reported
      let scale = try await CellUnits(of: name, client.channel, options)[cell]
      var request = IndicatorsV1.VerifyCellRequest()
      request.name = name
      request.indicator = cell
      ((request.etag, request.validateOnly), request.requestId) = own.writing.fields
      if (own.value ?? own.growth) != nil {
        var values = reported ?? .init()
        if let argument = own.value.flatMap({ AssignmentArgument(argument: "\(own.indicator)=\($0)") }) {
          values.cumulative = try argument.amount(
            scale: scale?.displayScale ?? 1, unit: scale?.displayUnit ?? "", field: "--value")
        }
        if let argument = own.growth.flatMap({ AssignmentArgument(argument: "\(own.indicator)=\($0)") }) {
          values.growthBasisPoints = try argument.basisPoints(field: "--growth")
        }
        request.verification = .with {
          $0.values = values
          $0.reason = own.reason
          $0.evidence = own.evidence
        }
      }
      return try await client.verifyCell(request, options: options)
    }
  }
}
