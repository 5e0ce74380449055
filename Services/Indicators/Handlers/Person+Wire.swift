import Chassis
import Domain
import Storage
import Wire
import WireStandard
import WireTupo

extension ResourcePattern {
  static let person = ResourcePattern("programmes/{programme}/persons/{person}")
  static let office = ResourcePattern("programmes/{programme}/offices/{office}")
}

extension PersonRecord {
  var name: String { ResourcePattern.person.name(programme, id) }

  /// The person without the contact.
  func wire(epoch: Int64) -> IndicatorsV1.Person {
    .with {
      $0.name = name
      $0.posts = posts.map { $0.wire(programme: programme) }
      $0.erased = isErased
      $0.recordedIn = CommonV1.DataVersion(epoch: epoch, sequence: revision)
      $0.etag = etag
      $0.contactCommitment = contact.map { CommonV1.PersonalCommitment($0.commitment) }
    }
  }
}

extension PostRole {
  init?(_ wire: IndicatorsV1.Person.Role) {
    guard let word = wire.name, let role = PostRole(rawValue: word) else { return nil }
    self = role
  }

  var wire: IndicatorsV1.Person.Role {
    IndicatorsV1.Person.Role.knownValues.first { $0.name == rawValue } ?? .unspecified
  }
}

extension Post {
  /// Converts a post of `programme` (nil: known to be wrong already); notes every fault by its path below `field`.
  fileprivate init?(
    _ wire: IndicatorsV1.Person.Post, programme: String?, field: String, _ faults: inout FieldFaults
  ) {
    let unit = faults.unit("\(field).unit", wire.unit, of: programme)
    let title = faults.text("\(field).title", wire.title)
    let role = faults.choice("\(field).role", wire.role, PostRole.init(_:))
    let from = faults.day("\(field).valid_from", wire.validFrom)
    let to = faults.optionalDay("\(field).valid_to", wire.validTo)
    if let from, let to, to < from {
      faults.add("\(field).valid_to", "DATES_REVERSED", zh: "早于起始日。", en: "lies before valid_from.")
    }
    guard let unit, let title, let role, let from else { return nil }
    self.init(unit: unit, title: title, role: role, validFrom: from, validTo: to)
  }

  fileprivate func wire(programme: String) -> IndicatorsV1.Person.Post {
    .with {
      $0.unit = "\(ResourcePattern.programme.name(programme))/\(unit)"
      $0.title = CommonV1.LocalizedText(title)
      $0.role = role.wire
      $0.validFrom = "\(validFrom)"
      $0.validTo = validTo.map { "\($0)" } ?? ""
    }
  }
}

extension FieldFaults {
  /// A unit of a programme (nil: known to be wrong already), as posts name it: `zones/{zone}` or `offices/{office}`.
  mutating func unit(_ field: String, _ text: String, of programme: String?) -> String? {
    if let ids = ResourcePattern.office.match(text) {
      guard programme == nil || ids[0] == programme else {
        return name(field, text, .office, of: programme)
      }
      return "offices/\(ids[1])"
    }
    guard ResourcePattern.zone.match(text) != nil else {
      return require(
        field, nil, "NAME_INVALID",
        zh: "“\(text)”应形如\(ResourcePattern.zone.text)或\(ResourcePattern.office.text)。",
        en: "\"\(text)\" should look like \(ResourcePattern.zone.text) or \(ResourcePattern.office.text).")
    }
    return name(field, text, .zone, of: programme).map { "zones/\($0)" }
  }

  /// All posts of a person.
  mutating func posts(_ field: String, _ wire: [IndicatorsV1.Person.Post], programme: String?) -> [Post] {
    if wire.count > 100 { add(field, "TOO_MANY", zh: "最多100个。", en: "holds at most 100.") }
    var posts: [Post] = []
    for (index, post) in wire.enumerated() {
      guard let post = Post(post, programme: programme, field: "\(field)[\(index)]", &self) else { continue }
      if posts.contains(where: post.doubles) {
        add("\(field)[\(index)]", "DUPLICATE", zh: "与另一任职单位、职责相同且日期重叠。", en: "has unit, role and days of another post.")
      }
      posts.append(post)
    }
    return Post.oldestFirst(posts)
  }

  /// A contact whose name and telephone have the shape of such.
  mutating func contact(_ field: String, _ wire: IndicatorsV1.Person.Contact) {
    if text("\(field).display_name", wire.displayName) != nil, !ContactShape.isName(wire.displayName) {
      add(
        "\(field).display_name", "TEXT_INVALID", zh: "应为1至64个字，不含控制字符。",
        en: "must be 1 to 64 characters, and no control characters.")
    }
    if !wire.telephone.isEmpty, !ContactShape.isTelephone(wire.telephone) {
      add(
        "\(field).telephone", "TELEPHONE_INVALID", zh: "应为5至24个数字、“+”、“-”和空格，至少5个数字。",
        en: "must be 5 to 24 digits, \"+\", \"-\" and spaces, 5 of them digits at least.")
    }
  }
}

/// What an update changes of a person (AIP-134).
struct PersonMask {
  /// Whether the contact is replaced.
  let hasContact: Bool
  /// Whether the posts are.
  let hasPosts: Bool

  /// Reads a mask; where it is empty, what is set is changed. Notes every path that cannot be changed, and an update
  /// that changes nothing.
  init(_ wire: GoogleProtobuf.FieldMask?, _ person: IndicatorsV1.Person, _ faults: inout FieldFaults) {
    let paths = wire?.paths ?? []
    for path in paths where path != "contact" && path != "posts" {
      faults.add("update_mask", "MASK_INVALID", zh: "“\(path)”不能修改。", en: "\"\(path)\" cannot be changed.")
    }
    hasContact = paths.isEmpty ? person.contact != nil : paths.contains("contact")
    hasPosts = paths.isEmpty ? !person.posts.isEmpty : paths.contains("posts")
    if paths.isEmpty && !hasContact && !hasPosts {
      faults.add("update_mask", "FIELD_REQUIRED", zh: "未给出要修改的内容。", en: "names nothing to change, and nothing is set.")
    }
    if hasContact && person.contact == nil {
      faults.add(
        "person.contact", "FIELD_REQUIRED", zh: "必填；删除请用ErasePerson。", en: "is required; ErasePerson erases it.")
    }
  }
}
