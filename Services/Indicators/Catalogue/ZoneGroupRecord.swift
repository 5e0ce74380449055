import Chassis
import Domain

/// A group of zones as the programme tells it.
struct ZoneGroupRecord: Sendable, Hashable {
  var programme: String
  var id: String
  var title: Bilingual
  var group: ZoneGroup
  var source: String
  /// Its place in the programme's order.
  var order: Int
}
