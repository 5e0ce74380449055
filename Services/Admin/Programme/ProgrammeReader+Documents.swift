import WireTupo

extension ProgrammeReader {
  /// series.yaml: how bulletins are numbered and signed. The last one read holds.
  func series(_ file: YAMLObject) {
    guard let object = file.object("series") else { return file.missing("series") }
    var wire = ReportingV1.Series()
    wire.name = ResourceName.series(programme.id, object.id("id", required: true))
    wire.code = object.text("code", required: true)
    wire.suffix = object.text("suffix")
    wire.issuer = object.text("issuer", required: true)
    wire.addressee = object.text("addressee")
    wire.banner = object.text("banner")
    wire.signings = object.objects("signings") { signing in
      var wire = ReportingV1.Series.Signing()
      wire.month = signing.month("month", required: true)
      wire.signedOn = signing.day("signed_on", required: true)
      return wire
    }
    wire.titlePattern = object.text("title_pattern", required: true)
    wire.opening = object.text("opening")
    wire.openingNumbers = object.objects("opening_numbers") { opening in
      var wire = ReportingV1.Series.Opening()
      wire.year = opening.int32("year", required: true)
      wire.lastNumber = opening.int32("last_number", required: true)
      return wire
    }
    object.close()
    programme.series = wire
  }

  /// offices.yaml: who takes part.
  func offices(_ file: YAMLObject) {
    programme.offices += file.objects("offices") { object in
      var wire = ReportingV1.Office()
      let id = object.id("id", required: true)
      note(id, "office", object)
      wire.name = ResourceName.office(programme.id, id)
      wire.title = object.localized("title", required: true)
      wire.role = object.localized("role")
      wire.order = object.int32("order")
      wire.clauses = object.texts("clauses")
      return wire
    }
  }

  /// meetings.yaml: on-site meetings.
  func meetings(_ file: YAMLObject) {
    programme.meetings += file.objects("meetings") { object in
      var wire = ReportingV1.Meeting()
      let id = object.id("id", required: true)
      note(id, "meeting", object)
      wire.name = ResourceName.meeting(programme.id, id)
      wire.title = object.localized("title", required: true)
      wire.place = object.localized("place")
      wire.on = object.day("on")
      wire.heldBy = object.day("held_by")
      wire.clauses = object.texts("clauses")
      wire.source = object.text("source")
      return wire
    }
  }
}
