/// A request that its sender can name: while its id is not empty, sending it again has no further effect.
///
/// Conformances are generated for messages with a string field `request_id`, and for those that carry one of them in a
/// `oneof`.
public protocol RequestIdentified {
  /// The id; empty when the sender gave none.
  var requestId: String { get }
}
