import CLossyDisk
import TestRandom
import Testing

@testable import Storage

#if canImport(Glibc)
  import Glibc
#endif

/// What was done to the files of a folder, step by step, and the states that a disk may be in if the power fails at any
/// of them: all that was synced is there, and of the rest, file by file, anything in any order.
///
/// Those states are drawn by lot, sector by sector (`crash`); and, at the moments at which at most `writesMax` writes
/// were not synced, all of them are gone through, write by write (`allStates`).
struct LossyDisk {
  private static let installed = lossy_install()

  /// One step on one file that may get lost.
  fileprivate struct Change {
    var offset: Int
    /// Nil cuts the file, or fills it up, at `offset`.
    var bytes: UnsafeBufferPointer<UInt8>?
  }

  private struct File {
    var bytes: [UInt8]?
    var pending: [Change] = []
    /// Whether it was removed, and its folder not synced since.
    var isRemoved = false
    var wasSynced = false

    mutating func apply(_ change: Change) {
      var content = bytes ?? []
      bytes = nil  // So that it is not copied.
      if let new = change.bytes {
        let end = change.offset + new.count
        if content.count < end { content += [UInt8](repeating: 0, count: end - content.count) }
        content.replaceSubrange(change.offset..<end, with: new)
      } else if change.offset < content.count {
        content.removeLast(content.count - change.offset)
      } else {
        content += [UInt8](repeating: 0, count: change.offset - content.count)
      }
      bytes = content
    }

    mutating func sync() {
      for change in pending { apply(change) }
      pending = []
      wasSynced = true
    }
  }

  /// How much of what was not synced is kept.
  enum Keeping: CaseIterable {
    case nothing, everything, half, almostAll, almostNothing

    fileprivate func keeps(_ chance: inout SplitMix) -> Bool {
      switch self {
      case .nothing: false
      case .everything: true
      case .half: Bool.random(using: &chance)
      case .almostAll: Int.random(in: 0..<10, using: &chance) > 0
      case .almostNothing: Int.random(in: 0..<10, using: &chance) == 0
      }
    }
  }

  /// Notes what `body` does to the files below `folder`; it marks what is acknowledged.
  static func record<T>(_ folder: String, _ body: () async throws -> T) async throws -> T {
    #expect(installed == 0)
    lossy_watch(folder + "/")
    defer { lossy_stop() }
    return try await body()
  }

  static func mark(_ number: Int) { lossy_mark(Int64(number)) }

  /// How many steps were noted.
  static var steps: Int { Int(lossy_count()) }

  /// The step at which a number was marked.
  static func step(of mark: Int) -> Int? {
    (0..<steps).first { lossy_get($0).kind == LOSSY_MARK && lossy_get($0).size == mark }
  }

  /// Writes into `folder` what the disk may hold when the power fails before a step; answers what was marked before.
  static func crash(before step: Int, _ keeping: Keeping, _ chance: inout SplitMix, into folder: String) -> [Int] {
    var files = [File](repeating: File(), count: Int(lossy_files()))
    var marks: [Int] = []
    for index in 0..<step { take(lossy_get(index), &files, &marks) }
    for number in files.indices where !files[number].isRemoved || Bool.random(using: &chance) {
      let survivors = sectors(files[number].pending).filter { _ in keeping.keeps(&chance) }
      let inOrder = Bool.random(using: &chance)
      for change in inOrder ? survivors : survivors.shuffled(using: &chance) { files[number].apply(change) }
      if let bytes = files[number].bytes { write(bytes, to: folder + name(number)) }
    }
    return marks
  }

  /// A file's name with the slash before it.
  private static func name(_ number: Int) -> String {
    strrchr(lossy_name(Int32(number)), 47).map { String(cString: $0) } ?? ""
  }

  private static func take(_ step: lossy_step, _ files: inout [File], _ marks: inout [Int]) {
    let number = Int(step.file)
    if [LOSSY_WRITE, LOSSY_TRUNCATE].contains(step.kind), files[number].isRemoved { files[number] = File() }
    switch step.kind {
    case LOSSY_WRITE:
      let bytes = UnsafeBufferPointer(start: step.bytes, count: Int(step.size))
      files[number].pending.append(Change(offset: Int(step.offset), bytes: bytes))
    case LOSSY_TRUNCATE: files[number].pending.append(Change(offset: Int(step.size), bytes: nil))
    case LOSSY_SYNC:
      // With the first sync of a journal or WAL SQLite syncs the folder, too (os_unix.c, UNIXFILE_DIRSYNC).
      if !files[number].wasSynced, !String(cString: lossy_name(step.file)).hasSuffix(".sqlite") {
        for other in files.indices where files[other].isRemoved { files[other] = File() }
      }
      files[number].sync()
    case LOSSY_DELETE where step.size == 1: files[number] = File()
    case LOSSY_DELETE: files[number].isRemoved = true
    default: marks.append(Int(step.size))
    }
  }

  /// A disk writes sectors: of a longer write some may come and others not.
  private static func sectors(_ changes: [Change]) -> [Change] {
    let sector = 512
    return changes.flatMap { change -> [Change] in
      guard let bytes = change.bytes else { return [change] }
      var (parts, start) = ([Change](), 0)
      while start < bytes.count {
        let end = min(bytes.count, (change.offset + start) / sector * sector + sector - change.offset)
        parts.append(Change(offset: change.offset + start, bytes: UnsafeBufferPointer(rebasing: bytes[start..<end])))
        start = end
      }
      return parts
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { return }
    bytes.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
  }
}

extension LossyDisk {
  /// Of so many writes that were not synced every choice is gone through, in every order that makes a difference.
  static let writesMax = 8

  /// What a disk may hold: the files' bytes by their names.
  struct State: Hashable {
    fileprivate var files: [String: [UInt8]] = [:]

    func write(into folder: String) { for (name, bytes) in files { LossyDisk.write(bytes, to: folder + name) } }
  }

  /// Every state that the disk may be in when the power fails before a step, with what was marked before; nil when more
  /// than `writesMax` writes were not synced.
  ///
  /// Each of those writes is there or not. Writes that touch no byte in common come to the same in any order; those that
  /// do are tried in all.
  static func allStates(before step: Int) -> (states: Set<State>, marks: [Int])? {
    var files = [File](repeating: File(), count: Int(lossy_files()))
    var marks: [Int] = []
    for index in 0..<step { take(lossy_get(index), &files, &marks) }
    guard files.reduce(0, { $0 + $1.pending.count }) <= writesMax else { return nil }
    var states: Set<State> = [State()]
    for number in files.indices {
      let contents = allContents(of: files[number])
      states = states.reduce(into: []) { all, state in
        for content in contents {
          var state = state
          if let content { state.files[name(number)] = content }
          all.insert(state)
        }
      }
    }
    return (states, marks)
  }

  /// What one file may hold; nil among them where it may not be there.
  private static func allContents(of file: File) -> Set<[UInt8]?> {
    var contents: Set<[UInt8]?> = file.isRemoved ? [nil] : []
    for chosen in 0..<(1 << file.pending.count) {
      let survivors = file.pending.indices.filter { chosen >> $0 & 1 == 1 }.map { file.pending[$0] }
      for order in orders(of: survivors) {
        var file = file
        for change in order { file.apply(change) }
        contents.insert(file.bytes)
      }
    }
    return contents
  }

  private static func orders(of changes: [Change]) -> [[Change]] {
    let meet = changes.indices.contains { one in changes[..<one].contains { $0.meets(changes[one]) } }
    return meet ? permutations(changes) : [changes]
  }

  private static func permutations(_ changes: [Change]) -> [[Change]] {
    guard changes.count > 1 else { return [changes] }
    return changes.indices.flatMap { first in
      var rest = changes
      let change = rest.remove(at: first)
      return permutations(rest).map { [change] + $0 }
    }
  }
}

extension LossyDisk.Change {
  /// Whether their order makes a difference. What cuts a file meets all that lies behind.
  fileprivate func meets(_ other: Self) -> Bool { range.overlaps(other.range) }

  private var range: Range<Int> { offset..<(bytes.map { offset + $0.count } ?? .max) }
}
