/// What a summary needs to know of a project.
public struct PromotionItem: Sendable, Hashable {
  /// The project's id, for naming an overflow.
  public var id: String
  /// Its channel.
  public var channel: Channel
  /// Its stage on the day.
  public var stage: Stage
  /// Agreed investment, in yuan; `nil` when not agreed yet.
  public var amount: Amount?

  /// Creates an item.
  public init(id: String, channel: Channel, stage: Stage, amount: Amount?) {
    self.id = id
    self.channel = channel
    self.stage = stage
    self.amount = amount
  }
}

/// Count and sum of some projects.
public struct PromotionCell: Sendable, Hashable {
  /// Projects.
  public var count = 0
  /// Projects whose amount is not known: the sum is without them.
  public var withoutAmount = 0
  /// Sum of the known amounts, in yuan.
  public var amount = Amount.zero

  /// An empty cell.
  public init() {}

  /// Counts a project in. Throws when the sum does not fit.
  public mutating func add(_ item: PromotionItem) throws(ArithmeticOverflow) {
    if let known = item.amount { amount = try amount.adding(known) }
    withoutAmount += item.amount == nil ? 1 : 0
    count += 1
  }
}

/// Projects by channel and stage; rows and columns add up to the totals exactly.
public struct PromotionSummary: Sendable, Hashable {
  private var cells: [Channel: [Stage: PromotionCell]] = [:]
  private var channelTotals: [Channel: PromotionCell] = [:]
  private var stageTotals: [Stage: PromotionCell] = [:]
  /// All projects.
  public private(set) var total = PromotionCell()

  /// Adds projects up. Throws when a sum does not fit.
  public init(_ items: some Sequence<PromotionItem>) throws(ArithmeticOverflow) {
    for item in items {
      try cells[item.channel, default: [:]][item.stage, default: PromotionCell()].add(item)
      try channelTotals[item.channel, default: PromotionCell()].add(item)
      try stageTotals[item.stage, default: PromotionCell()].add(item)
      try total.add(item)
    }
  }

  /// Projects of a channel in a stage.
  public subscript(channel: Channel, stage: Stage) -> PromotionCell {
    cells[channel]?[stage] ?? PromotionCell()
  }
  /// Projects of a channel.
  public subscript(channel: Channel) -> PromotionCell { channelTotals[channel] ?? PromotionCell() }
  /// Projects in a stage.
  public subscript(stage: Stage) -> PromotionCell { stageTotals[stage] ?? PromotionCell() }
}
