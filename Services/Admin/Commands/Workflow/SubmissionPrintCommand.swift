import ArgumentParser
import RPC
import Wire
import WireTupo

/// `tupo submission print`.
struct SubmissionPrintCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "print", abstract: "Makes the form to be printed and stamped, as a page of HTML. 打印月报表，供签字盖章。",
    discussion: """
      The figures are those of the last receipt, whose number stands on the page. Names and telephone come from the \
      zone's posts, against an entry in the log; what is not known is left blank. Attach the scan by tupo submission attach. \
      数据以最近一次回执为准；姓名、电话取自任职记录（读取记入日志），未登记的留空手填。盖章后用 attach 登记扫描件。
      """)

  @OptionGroup var submission: SubmissionArgument
  @Flag(help: "Leaves names and telephone blank; then no read is entered in the log. 姓名、电话留空，不记读取日志。")
  var withoutContacts = false
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let console = console
    let (name, form, isBlank) = (submission.name, submission.form.name, withoutContacts)
    let zone = ResourceName.zone(submission.form.programme.id, submission.zone)
    let programme = submission.form.programme.name
    let (point, day) = (asOf.point, asOf.day)
    let page = try await call(.indicators) { channel, options in
      let own = try await IndicatorsV1.SubmissionServiceClient(channel).getSubmission(
        .with {
          $0.name = name
          $0.read = point
        }, options: options)
      let asked = try await IndicatorsV1.FormServiceClient(channel).getForm(
        .with {
          $0.name = form
          $0.read = point
        }, options: options)
      let place = try await IndicatorsV1.CatalogueServiceClient(channel).getZone(
        .with {
          $0.name = zone
          $0.read = point
        }, options: options)
      let units = try await CellUnits(of: name, channel, options, read: point)
      var signatures = StampedForm.Signatures()
      if !isBlank {
        let request = IndicatorsV1.ListPersonsRequest.with {
          $0.parent = programme
          $0.unit = zone
          $0.on = day
          $0.purpose = "打印月报表"
          $0.read = point
        }
        let persons = try await IndicatorsV1.PersonServiceClient(channel).listPersons(request, options: options)
        signatures = StampedForm.Signatures(persons.persons, unit: zone, on: day)
      }
      return StampedForm(own, form: asked, zone: place, units: units, signatures: signatures)
    }
    guard let path = speech.file else { return console.write(page.html) }
    try OutputFile.write(Array(page.html.utf8), to: path)
    console.note(path)
  }
}
