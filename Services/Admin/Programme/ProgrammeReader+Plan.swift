import WireTupo

extension ProgrammeReader {
  /// programme.yaml: the plan, its calendar, margins, clauses and figure files.
  func plan(_ file: YAMLObject) {
    programme.id = file.id("id", required: true)
    var plan = IndicatorsV1.Programme()
    plan.name = programme.name
    plan.title = file.localized("title", required: true)
    plan.year = file.int32("year", required: true)
    plan.document = file.text("document")
    plan.unitNoun = file.localized("unit_noun", required: true)
    _ = file.int32("base_year")
    plan.calendar = file.object("calendar").map(calendar)
    plan.margins = file.object("margins").map(margins)
    plan.clauses = file.objects("clauses") { clause in
      var wire = IndicatorsV1.Clause()
      wire.id = clause.text("id", required: true)
      wire.text = clause.localized("text", required: true)
      return wire
    }
    programme.plan = plan
    programme.figures += file.objects("figures") { figure in
      FigureSource(
        file: figure.text("file", required: true), source: figure.text("source"),
        demonstration: figure.flag("demonstration"))
    }
  }

  private func calendar(_ object: YAMLObject) -> IndicatorsV1.WorkingCalendar {
    var calendar = IndicatorsV1.WorkingCalendar()
    calendar.source = object.text("source")
    calendar.holidays = object.days("holidays")
    calendar.workingWeekends = object.days("working_weekends")
    object.close()
    return calendar
  }

  private func margins(_ object: YAMLObject) -> IndicatorsV1.Margins {
    var margins = IndicatorsV1.Margins()
    margins.nearBasisPoints = object.integer("near_basis_points") ?? 0
    margins.baseRevisionBasisPoints = object.integer("base_revision_basis_points") ?? 0
    margins.lowBaseBasisPoints = object.integer("low_base_basis_points") ?? 0
    object.close()
    return margins
  }
}
