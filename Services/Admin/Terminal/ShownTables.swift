import Spreadsheet
import Synchronization

/// The tables that a command shows, when they are to stand in a file: they are written together, at its end.
final class ShownTables: Sendable {
  /// Those of the command that runs in this task; nil when tables go to stdout.
  @TaskLocal static var current: ShownTables?

  private let tables = Mutex<[Table]>([])

  /// Takes one.
  func add(_ table: Table) { tables.withLock { $0.append(table) } }

  /// Writes the file, if the command has shown anything: a command that wrote it itself has not.
  func write(to path: String, as format: OutputFormat, _ language: Language) throws(Complaint) {
    let tables = tables.withLock { $0 }
    guard !tables.isEmpty else { return }
    let text = tables.map { $0.written(as: format, language, .file) }.joined()
    try OutputFile.write(format == .xlsx ? Table.workbook(tables, language).bytes() : Array(text.utf8), to: path)
  }
}
