import Foundation
import Spreadsheet

/// Converts what only an office program can read, where LibreOffice is installed.
enum SheetConversion {
  /// The workbook made of a file of such a kind; nil when the kind needs none, or there is no program for it.
  static func workbook(_ path: String, _ kind: FileKind) async throws -> [UInt8]? {
    guard needsProgram(kind), let program = program(in: ProcessInfo.processInfo.environment) else { return nil }
    let scratch = ScratchFolder()
    defer { scratch.remove() }
    // A profile of its own: a window that is open does not hold it up.
    let child = try await SpawnThread.shared.start(
      program,
      [
        "-env:UserInstallation=file://\(scratch.path)/profile", "--headless", "--convert-to", "xlsx", "--outdir",
        scratch.path, URL(fileURLWithPath: path).path,
      ])
    async let output: Void = drain(child.standardOutput)
    async let errors: Void = drain(child.standardError)
    _ = await Reaping(pid: child.pid).end()
    _ = await (output, errors)
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    return FileManager.default.contents(atPath: "\(scratch.path)/\(name).xlsx").map(Array.init)
  }

  private static func needsProgram(_ kind: FileKind) -> Bool {
    switch kind {
    case .legacyWorkbook, .binaryWorkbook, .openDocument, .markup: true
    case .workbook, .text, .encryptedWorkbook, .pdf, .ofd, .textDocument, .picture, .unknown: false
    }
  }

  private static func program(in environment: [String: String]) -> String? {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return folders.filter { $0.hasPrefix("/") }.flatMap { ["\($0)/soffice", "\($0)/libreoffice"] }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func drain(_ descriptor: Int32) async {
    for await _ in LineReader.lines(of: descriptor) {}
  }
}
