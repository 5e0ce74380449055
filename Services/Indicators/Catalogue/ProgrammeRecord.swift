import Domain

/// A programme: one city's plan of a year, or any other set of units that report together.
struct ProgrammeRecord: Sendable, Hashable {
  /// A numbered clause of the plan.
  struct Clause: Sendable, Hashable {
    var id: String
    var text: Bilingual
  }

  /// Margins as the programme states them, in basis points.
  struct MarginPoints: Sendable, Hashable {
    var near: Int64 = 0
    var baseRevision: Int64 = 0
    var lowBase: Int64 = 0
  }

  var id: String
  var title: Bilingual
  var year: Int
  var document: String
  var unitNoun: Bilingual
  var calendar: WorkingCalendar
  var calendarSource: String
  var margins: MarginPoints
  var clauses: [Clause]
  var etag = ""
}

extension ProgrammeRecord {
  /// The margins by which boards are judged.
  var judging: Margins {
    Margins(
      growthNear: Ratio(basisPoints: margins.near), progressNear: Ratio(basisPoints: margins.near),
      baseDifference: Ratio(basisPoints: margins.baseRevision),
      lowBaseOfMedian: margins.lowBase > 0 ? Ratio(basisPoints: margins.lowBase) : nil)
  }
}
