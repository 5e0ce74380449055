import Domain

/// What one enterprise gives to a zone's figure, as it is kept.
struct EnterpriseFigureRecord: Sendable, Hashable {
  var share: EnterpriseReports.Share
  var isDemonstration: Bool
  /// The version in which it became what it is; 0 before it is kept.
  var since: Int64 = 0
}
