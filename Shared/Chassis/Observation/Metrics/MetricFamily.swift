/// All series of one metric, as they are at one moment.
struct MetricFamily: Sendable, Hashable {
  /// What its values mean.
  enum Kind: String, Sendable { case counter, gauge, histogram }

  var name: String
  /// One sentence.
  var help: String
  var kind: Kind
  var samples: [Sample] = []

  /// One number.
  struct Sample: Sendable, Hashable {
    /// What follows the family's name, for example `_bucket`.
    var suffix = ""
    var labels: [Label] = []
    var value: Double
  }

  /// A name and a value by which one series differs from the others of its family.
  struct Label: Sendable, Hashable {
    var name: String
    var value: String
  }

  /// A family of one series without labels.
  static func single(_ kind: Kind, _ name: String, _ help: String, _ value: Double) -> MetricFamily {
    MetricFamily(name: name, help: help, kind: kind, samples: [Sample(value: value)])
  }
}
