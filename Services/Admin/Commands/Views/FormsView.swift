import WireTupo

/// Monthly forms.
enum FormsView {
  /// One line for each form.
  static func table(_ forms: [IndicatorsV1.Form], _ language: Language) -> Table {
    var table = Table([
      .hidden("name"), .text("id", "标识", "id"), .text("month", "月份", "month"),
      .text("title", "名称", "title", spare: 2), .text("state", "状态", "state"), .text("opens_on", "开始", "opens"),
      .text("due_on", "截止", "due"), .number("grace_working_days", "宽限（工作日）", "grace", spare: 3),
      .number("zones", "单位", "zones"), .number("indicators", "指标", "indicators"),
      .text("bulletin", "通报", "bulletin", spare: 1), .hidden("frozen_at"), .hidden("etag"),
    ])
    table.rows = forms.map { form in
      let state = WorkflowWords.state(form.state)
      return [
        .text(form.name), .text(ResourceName.id(form.name)), .text(form.month), .text(language.text(form.title)),
        .word(state.text.text(language), state.key, state.tone), .text(form.opensOn), .text(form.dueOn),
        .number(form.graceWorkingDays), .number(form.routes.count),
        .number(form.groups.reduce(0) { $0 + $1.indicators.count }), .text(ResourceName.id(form.bulletin)),
        .text(form.frozenAt.text), .text(form.etag),
      ]
    }
    table.hideEmptyColumns(["bulletin"])
    if forms.contains(where: \.demonstration) {
      table.notes = [Bilingual("演示数据 · 非公文", "Demonstration data · not an official document").text(language)]
    }
    return table
  }

  /// The zones of a form: who reviews, and who has more time.
  static func zones(_ form: IndicatorsV1.Form, _ names: CatalogueNames, _ language: Language) -> Table {
    let state = WorkflowWords.state(form.state).text.text(language)
    var table = Table(
      [
        .text("zone", "单位", "zone"), .text("county", "县市区", "county"), .text("until", "延期至", "more time until"),
        .text("reason", "原因", "why", spare: 1), .text("without", "不再等候", "goes without"),
      ],
      caption: "\(language.text(form.title)) \(form.month) · \(state) · \(form.opensOn)—\(form.dueOn)")
    table.rows = form.routes.map { route in
      let more = form.extensions.first { $0.zone == route.zone }
      let isOut = form.withoutZones.contains(route.zone)
      return [
        .named(names.zone(route.zone, language), id: ResourceName.id(route.zone)),
        .named(names.county(route.county, language), id: ResourceName.id(route.county)), .text(more?.until ?? ""),
        .text(more?.reason ?? ""),
        Table.Cell(shown: isOut ? Bilingual("是", "yes").text(language) : "", value: .bool(isOut)),
      ]
    }
    table.hideEmptyColumns(["until", "reason", "without"])
    table.facts = [("form", .string(form.name)), ("etag", .string(form.etag))]
    table.notes = language.notes(form.lock?.reason)
    table.notes += form.groups.map { group in
      let asked = group.indicators.map { name in
        let release = form.releases.first { $0.indicator == name }
        return names.indicator(name, language) + (release.map { "（\($0.releasedOn)，\($0.publication)）" } ?? "")
      }
      let bureau =
        group.bureau.isEmpty ? Bilingual("不会签", "no bureau").text(language) : names.office(group.bureau, language)
      return "\(bureau)：\(language.listed(asked))"
    }
    table.notes += Words.demonstration(form.demonstration, language)
    return table
  }
}
