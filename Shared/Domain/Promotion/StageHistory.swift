/// One dated step of a project.
public struct StageMove: Sendable, Hashable {
  /// The stage entered.
  public var stage: Stage
  /// The day on which it was entered.
  public var day: Day
  /// Why; needed for a step back.
  public var reason: String

  /// Creates a move.
  public init(_ stage: Stage, on day: Day, reason: String = "") {
    self.stage = stage
    self.day = day
    self.reason = reason
  }
}

/// Why a move was refused.
public enum StageRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// It is in that stage already.
  case unchanged(Stage)
  /// The day lies before the last move.
  case earlierThanLast(Day, last: Day)
  /// A step back needs a reason.
  case reasonMissing(from: Stage, to: Stage)

  /// The refusal in Chinese.
  public var description: String {
    switch self {
    case .unchanged(let stage): "项目已处于“\(stage.chineseText)”阶段"
    case .earlierThanLast(let day, let last): "日期\(day.chineseText)早于上次变动日期\(last.chineseText)"
    case .reasonMissing(let from, let to): "由“\(from.chineseText)”退回“\(to.chineseText)”须说明原因"
    }
  }
}

/// A project's stages with their days: forward by one or more, back only with a reason, days never going backwards.
public struct StageHistory: Sendable, Hashable {
  /// The moves, oldest first; never empty.
  public private(set) var moves: [StageMove]

  /// Begins a history.
  public init(first: StageMove) {
    moves = [first]
  }

  /// Takes moves as stored. Throws when one of them was not allowed; `nil` when there is none.
  public init?(moves: [StageMove]) throws(StageRefusal) {
    guard let first = moves.first else { return nil }
    self.moves = [first]
    for move in moves.dropFirst() { try append(move) }
  }

  /// The last move.
  public var current: StageMove { moves[moves.count - 1] }

  /// The stage at the end of a day; `nil` before the first.
  public func stage(on day: Day) -> Stage? { moves.last { $0.day <= day }?.stage }

  /// The first day on which a stage, or a later one, was reached; `nil` when not by `day`.
  public func reached(_ stage: Stage, by day: Day) -> Day? {
    moves.first { $0.stage >= stage && $0.day <= day }?.day
  }

  /// Adds a move.
  public mutating func append(_ move: StageMove) throws(StageRefusal) {
    guard move.stage != current.stage else { throw .unchanged(move.stage) }
    guard move.day >= current.day else { throw .earlierThanLast(move.day, last: current.day) }
    guard move.stage > current.stage || !move.reason.trimmedBlanks.isEmpty else {
      throw .reasonMissing(from: current.stage, to: move.stage)
    }
    moves.append(move)
  }
}
