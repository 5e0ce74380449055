import WireTupo

/// A programme as its files describe it, in the terms of the contracts.
struct Programme: Sendable, Hashable {
  /// Its key: the last part of `programmes/{programme}`.
  var id: String
  /// The folder that it was read from.
  var folder: String
  /// The plan.
  var plan = IndicatorsV1.Programme()
  /// Who reports, in the files' order.
  var zones: [IndicatorsV1.Zone] = []
  /// What is measured.
  var indicators: [IndicatorsV1.Indicator] = []
  /// Annual targets.
  var targets: [IndicatorsV1.Target] = []
  /// Threshold targets.
  var thresholds: [IndicatorsV1.ThresholdTarget] = []
  /// Rules of checking, laid over the product's own.
  var checkRules: [IndicatorsV1.CheckRule] = []
  /// What became of zones.
  var successions: [IndicatorsV1.Succession] = []
  /// Zones that are looked at together.
  var zoneGroups: [IndicatorsV1.ZoneGroup] = []
  /// The indicators of each year's forms.
  var indicatorSets: [IndicatorsV1.IndicatorSet] = []
  /// Projects with their history.
  var projects: [InvestmentV1.Project] = []
  /// Tracks with their milestones.
  var tracks: [PlanningV1.Track] = []
  /// How bulletins are numbered; nil when no file says.
  var series: ReportingV1.Series?
  /// Who takes part.
  var offices: [ReportingV1.Office] = []
  /// On-site meetings.
  var meetings: [ReportingV1.Meeting] = []
  /// Files of figures, in the order in which they are imported.
  var figures: [FigureSource] = []

  /// `programmes/{programme}`.
  var name: String { ResourceName.programme(id) }
}

/// A file of figures that a programme names.
struct FigureSource: Sendable, Hashable {
  /// The file, relative to the programme's folder.
  var file: String
  /// Where the figures come from.
  var source: String
  /// Whether they were made for a demonstration.
  var demonstration: Bool
}
