/// The bulletin in short, in sentences: what a terminal shows first.
struct Headlines: Sendable, Hashable {
  /// One for each main indicator.
  var headlines: [String] = []
  /// Who is late or missing.
  var late: [String] = []
  /// How the thresholds stand.
  var thresholds: [String] = []
  /// Which tracks are due.
  var tracks: [String] = []
}
