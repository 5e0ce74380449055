import ArgumentParser
import Chassis
import Foundation

/// The command as a whole: reads the arguments, runs, and tells what went wrong.
public enum Program {
  /// Runs this process's arguments and exits.
  public static func main() async {
    let status = await run(Array(CommandLine.arguments.dropFirst()))
    exit(status.rawValue)
  }

  static func run(_ arguments: [String]) async -> ExitStatus {
    var speech = Speech.standard
    do {
      var command = try TupoCommand.parseAsRoot(arguments)
      if let speaking = command as? any Speaking { speech = speaking.speech }
      if let parsed = command as? any AsyncParsableCommand {
        // ArgumentParser runs it elsewhere; nobody else touches it meanwhile.
        nonisolated(unsafe) var asynchronous = parsed
        let name = "tupo " + (type(of: asynchronous).configuration.commandName ?? "")
        try await withShownTables(speech) {
          try await ProgramTrace.run(name, of: "tupo", environment: ProcessInfo.processInfo.environment) {
            try await asynchronous.run()
          }
        }
      } else {
        try command.run()
      }
      return .done
    } catch {
      return tell(error, speech.console)
    }
  }

  /// Runs a command whose tables go into a file, when one is asked for: also those of faults, before it fails for them.
  private static func withShownTables(_ speech: Speech, _ run: () async throws -> Void) async throws {
    guard let path = speech.file else { return try await run() }
    // Before anything is asked for or changed.
    try OutputFile.requireFolder(of: path)
    let shown = ShownTables()
    let console = speech.console
    do {
      try await ShownTables.$current.withValue(shown) { try await run() }
    } catch let outcome as Outcome {
      try shown.write(to: path, as: console.format, console.language)
      throw outcome
    }
    try shown.write(to: path, as: console.format, console.language)
  }

  private static func tell(_ error: any Error, _ console: Console) -> ExitStatus {
    switch error {
    case let outcome as Outcome: return outcome.status
    case let complaint as Complaint:
      complaint.lines(console.language, console.err.style).forEach(console.note)
      return complaint.status
    case let fault as IdentityFault: return tell(Complaint(zh: fault.zh, en: fault.en), console)
    case let faults as ProgrammeFaults:
      console.note(faults.text(console.language, console.err.style))
      return .faulty
    case is CancellationError: return .refused
    default: return tellParser(error, console)
    }
  }

  /// ArgumentParser's own: help and version go to stdout, a wrong command line to stderr.
  private static func tellParser(_ error: any Error, _ console: Console) -> ExitStatus {
    let message = TupoCommand.fullMessage(for: error)
    guard TupoCommand.exitCode(for: error) != .success else {
      console.say(message)
      return .done
    }
    console.note(message)
    return TupoCommand.exitCode(for: error) == .validationFailure ? .usage : .refused
  }
}

/// Thrown when everything was told already and only the exit code is left to give.
struct Outcome: Error {
  let status: ExitStatus
}

extension ProgrammeFaults {
  /// One line for each fault, `file:line` first, and how many there are.
  func text(_ language: Language, _ style: Style) -> String {
    let lines = faults.map { style.paint($0.place, .strong) + "  " + $0.text.text(language).printable }
    let count = language == .zh ? "共\(faults.count)处错误，未应用任何内容。" : "\(faults.count) faults; nothing was applied."
    return (lines + [style.paint(count, .bad)]).joined(separator: "\n")
  }
}
