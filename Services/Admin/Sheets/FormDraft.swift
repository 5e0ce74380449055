import Domain

/// What a month's form says before it is filled in.
struct FormDraft: Sendable, Hashable {
  /// A unit that may fill it in.
  struct Zone: Sendable, Hashable {
    var id: String
    var name: String
  }

  /// An indicator with what is known of it.
  struct Line: Sendable, Hashable {
    var id: String
    var name: String
    /// The unit in which the form is filled in.
    var unit: MeasureUnit
    /// Whether growth is judged by a rate that only the statistics bureau can give.
    var isComparable: Bool
    /// Whether values add up over the year, so that one below last month's is worth a word.
    var isFlow: Bool
    var lastMonth: Amount?
    var samePeriod: Amount?
    /// What the zone has filled in so far.
    var own = Own()
  }

  /// What stands in a submission's cell.
  struct Own: Sendable, Hashable {
    var cumulative: Amount?
    var base: Amount?
    /// In basis points.
    var growth: Int64?
    var note = ""
    var expectedNextMonth: Amount?
    var expectedYearEnd: Amount?
    /// What was remarked and not answered yet.
    var remark = ""
  }

  var programme: String
  /// The monthly form whose submission it becomes; nil where figures are imported.
  var form: String?
  var title: String
  /// The zone that it is for; nil when that is chosen in the form.
  var zone: Zone?
  /// The month that it is for; nil when that is written in the form.
  var month: Month?
  /// The zones among which is chosen.
  var zones: [Zone]
  var lines: [Line]
  /// The programme's check rules, as far as a sheet can say them.
  var rules: [CheckRule] = []
  /// How far the same period may lie from what was published, in basis points of it.
  var baseMargin: Int64
  /// Whether what is known was made for a demonstration.
  var isDemonstration: Bool
}
