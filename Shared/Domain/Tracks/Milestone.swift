/// One step of an upgrade or approval track (B1, B2, D2, F1, F2).
public struct Milestone: Sendable, Hashable {
  /// The step's id, unique in its track.
  public var id: String
  /// Its title.
  public var title: String
  /// Steps that must be complete before it.
  public var dependencies: [String]
  /// How long it takes, in calendar days; 0 for an event.
  public var durationDays: Int
  /// Not before this day, whatever its dependencies.
  public var notBefore: Day?
  /// The day by which it must be complete (时间节点).
  public var deadline: Day?
  /// The day on which it was completed.
  public var completedOn: Day?
  /// What proves it: without evidence a step is not complete.
  public var evidence: String
  /// Why it was completed before its dependencies, when that was allowed.
  public var exceptionReason: String

  /// Creates a milestone.
  public init(
    id: String, title: String = "", dependencies: [String] = [], durationDays: Int = 0, notBefore: Day? = nil,
    deadline: Day? = nil, completedOn: Day? = nil, evidence: String = "", exceptionReason: String = ""
  ) {
    self.id = id
    self.title = title
    self.dependencies = dependencies
    self.durationDays = durationDays
    self.notBefore = notBefore
    self.deadline = deadline
    self.completedOn = completedOn
    self.evidence = evidence
    self.exceptionReason = exceptionReason
  }
}

/// Why a track or a change of it was refused.
public enum TrackRefusal: Error, Sendable, Hashable {
  /// Two milestones have the same id.
  case duplicate(String)
  /// A milestone depends on one that the track has not.
  case unknownDependency(of: String, on: String)
  /// The dependencies go round; the cycle is named, its first id again at the end.
  case cycle([String])
  /// A duration below zero or above a hundred years.
  case durationOutOfRange(String)
  /// More milestones than a track may have.
  case tooLarge(limit: Int)
  /// There is no such milestone.
  case unknownMilestone(String)
  /// It was completed already, on the day named.
  case alreadyComplete(String, on: Day)
  /// Its dependencies named here are not complete by the day given; an exception needs a reason.
  case dependenciesOpen(String, open: [String])
  /// Completing needs evidence.
  case evidenceMissing(String)
}

extension TrackRefusal: CustomStringConvertible {
  /// The refusal in Chinese, for the person at the screen.
  public var description: String {
    switch self {
    case .duplicate(let id): "节点“\(id)”重复"
    case .unknownDependency(let id, let on): "节点“\(id)”的前置节点“\(on)”不存在"
    case .cycle(let ids): "节点相互依赖成环：" + ids.joined(separator: " → ")
    case .durationOutOfRange(let id): "节点“\(id)”的工期超出范围"
    case .tooLarge(let limit): "节点数超过\(limit)个"
    case .unknownMilestone(let id): "没有节点“\(id)”"
    case .alreadyComplete(let id, let day): "节点“\(id)”已于\(day.chineseText)完成"
    case .dependenciesOpen(let id, let open): "节点“\(id)”的前置节点未完成：" + open.joined(separator: "、")
    case .evidenceMissing(let id): "节点“\(id)”缺少完成凭据"
    }
  }
}
