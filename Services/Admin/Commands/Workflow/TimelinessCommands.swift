import ArgumentParser
import Wire
import WireTupo

/// `tupo reminders`.
struct RemindersCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "reminders", abstract: "Whom to press for a form, in words ready to send. 催报名单。",
    discussion: "Telephone numbers are given out against an entry in the log. 电话的读取记入日志。")

  @OptionGroup var form: FormArgument
  @Option(help: "The day; otherwise today. 日期，默认今天。")
  var on: DayArgument?
  @OptionGroup var list: ListOptions
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    var request = IndicatorsV1.ListRemindersRequest()
    request.parent = form.name
    request.on = on?.text ?? DayArgument.today
    request.read = asOf.point
    let (first, console) = (request, console)
    let (reminders, names) = try await withRemotes { remotes in
      let reminders = try await remotes[.indicators].collect(first, list) { channel, request, options in
        let page = try await IndicatorsV1.TimelinessServiceClient(channel).listReminders(request, options: options)
        return (page.reminders, page.nextPageToken)
      }
      return (reminders, await remotes.names(of: first.parent, for: console.format))
    }
    console.show(TimelinessView.table(reminders, names, console.language))
  }
}

/// `tupo timeliness`.
struct TimelinessCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "timeliness",
    abstract: "Units by completeness and timeliness of their reports. 报送及时率排名。")

  @Option(help: "The first month, as 2013-01. 起始月份。")
  var from: MonthArgument
  @Option(help: "The last month, as 2013-12. 截止月份。")
  var to: MonthArgument
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.GetTimelinessRequest.with {
      $0.parent = programme.name
      $0.fromMonth = from.text
      $0.toMonth = to.text
      $0.read = asOf.point
    }
    let console = console
    let (timeliness, names) = try await withRemotes { remotes in
      let timeliness = try await remotes[.indicators].call { channel, options in
        try await IndicatorsV1.TimelinessServiceClient(channel).getTimeliness(
          request, options: options)
      }
      return (timeliness, await remotes.names(of: request.parent, for: console.format))
    }
    console.show(TimelinessView.table(timeliness, names, console.language))
  }
}
