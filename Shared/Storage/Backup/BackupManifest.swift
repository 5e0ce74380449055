/// What a backup is of, and the checksums of its files. It is written last: a backup without it is incomplete.
///
/// Lines of words: `tupo.backup/2`, the program's version, the time, a line for each service in the order in which the
/// heads were pinned, a line for each file as `sha256sum -c` reads it, and the SHA-256 of everything above. The form
/// before it, `tupo.backup/1`, told nothing of personal data.
public struct BackupManifest: Sendable, Hashable {
  /// The release that made the backup.
  public var program: String
  /// When it was made, in microseconds UTC.
  public var madeAt: Int64
  /// The services, in the order in which their heads were pinned.
  public var services: [BackupPart]

  /// The manifest's file in a backup's folder.
  public static let file = "MANIFEST"
  static let form = "tupo.backup/2"
  private static let formBefore = "tupo.backup/1"

  /// How many records of personal data are in the backup. While it is kept, an erasure has not reached them.
  public var personalRecords: Int64 { services.reduce(0) { $0 + $1.personalRecords } }

  var text: String {
    var lines = [Self.form, "program \(program)", "made \(UTCTime(micros: madeAt))"]
    lines += services.map(\.line)
    lines += services.map { "\($0.sha256.hexadecimal)  \(BackupFile.name(of: $0.service))" }
    let above = lines.joined(separator: "\n") + "\n"
    return above + "sha256 \(Self.digest(above))\n"
  }

  /// Reads what was written; nil when anything of it was changed or is missing.
  init?(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.popLast() == "", let seal = lines.popLast() else { return nil }
    guard seal == "sha256 \(Self.digest(lines.joined(separator: "\n") + "\n"))" else { return nil }
    guard lines.count >= 3, lines.count.isMultiple(of: 2) == false else { return nil }
    guard lines[0] == Self.form || lines[0] == Self.formBefore else { return nil }
    guard let program = lines[1].value(after: "program "),
      let madeAt = lines[2].value(after: "made ").flatMap({ UTCTime($0) })
    else { return nil }
    (self.program, self.madeAt, services) = (program, madeAt.micros, [])
    let count = (lines.count - 3) / 2
    for index in 0..<count {
      let line = lines[0] == Self.form ? lines[3 + index] : lines[3 + index] + BackupPart.nothingPersonal
      guard let part = BackupPart(line: line, checksum: lines[3 + count + index]) else { return nil }
      services.append(part)
    }
  }

  init(program: String, madeAt: Int64, services: [BackupPart]) {
    (self.program, self.madeAt, self.services) = (program, madeAt, services)
  }

  private static func digest(_ text: String) -> String { HashAlgorithm.sha256.hash(Array(text.utf8)).description }

  /// Reads the manifest of a backup. Throws `backupBroken` when it is missing or damaged.
  public static func read(in folder: String) throws(StorageError) -> BackupManifest {
    let path = "\(folder)/\(file)"
    guard let bytes = try DurableFile.read(path)?.bytes else {
      throw .backupBroken(file: path, reason: "there is no such file, so the backup is incomplete")
    }
    guard let manifest = BackupManifest(text: String(decoding: bytes, as: UTF8.self)) else {
      throw .backupBroken(file: path, reason: "it is damaged or cut")
    }
    return manifest
  }
}

/// One service in a backup.
public struct BackupPart: Sendable, Hashable {
  /// The name under which its data is kept.
  public var service: String
  /// Its log's head: the version that was copied.
  public var head: LogHead
  /// How many migrations have made its schema.
  public var migrations: Int
  /// How many tables there are.
  public var tables: Int
  /// How many rows they have together.
  public var rows: Int64
  /// How many of them hold personal data that can be erased.
  public var personalRecords: Int64 = 0
  /// How long the file is.
  public var bytes: Int64
  /// The file's SHA-256.
  public var sha256: [UInt8]
}

extension BackupPart {
  private static let words = [
    "service", "epoch", "entries", "root", "time", "hash", "migrations", "tables", "rows", "bytes",
    "personal",
  ]
  /// What the line of the form before lacks.
  fileprivate static let nothingPersonal = " personal 0"

  fileprivate var line: String {
    let values = [
      service, "\(head.epoch)", "\(head.size)", "\(head.root)", "\(head.time)", head.algorithm.rawValue,
      "\(migrations)", "\(tables)", "\(rows)", "\(bytes)",
      "\(personalRecords)",
    ]
    return zip(Self.words, values).map { "\($0) \($1)" }.joined(separator: " ")
  }

  fileprivate init?(line: String, checksum: String) {
    let parts = line.split(separator: " ").map(String.init)
    guard parts.count == 2 * Self.words.count else { return nil }
    let values = stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
    guard zip(Self.words, stride(from: 0, to: parts.count, by: 2)).allSatisfy({ parts[$1] == $0 }),
      let epoch = Int64(values[1]), let size = Int64(values[2]), let root = [UInt8](hexadecimal: values[3]),
      let time = Int64(values[4]), let algorithm = HashAlgorithm(rawValue: values[5]),
      let migrations = Int(values[6]), let tables = Int(values[7]), let rows = Int64(values[8]),
      let bytes = Int64(values[9]), let personal = Int64(values[10]),
      let sha256 = checksum.dropSuffix("  \(BackupFile.name(of: values[0]))").flatMap({ [UInt8](hexadecimal: $0) })
    else { return nil }
    self.init(
      service: values[0],
      head: LogHead(epoch: epoch, size: size, root: TreeHash(bytes: root), time: time, algorithm: algorithm),
      migrations: migrations, tables: tables, rows: rows, personalRecords: personal, bytes: bytes,
      sha256: sha256)
  }
}

extension String {
  fileprivate func value(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }

  fileprivate func dropSuffix(_ suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }
}

extension [UInt8] {
  /// Reads lower-case hexadecimal; nil for anything else.
  fileprivate init?(hexadecimal text: String) {
    let digits = text.utf8.compactMap { Array("0123456789abcdef".utf8).firstIndex(of: $0) }
    guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
