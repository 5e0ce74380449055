import Domain

/// A file that is a form goes where it says, and nowhere else.
extension FigureFile {
  /// Throws a complaint when it is a form of another programme.
  func requireProgramme(_ id: String) throws(Complaint) {
    guard let form, form.programme != id else { return }
    throw Complaint(
      zh: "\(name)是方案\(form.programme)的报表。", en: "\(name) is a form of the programme \(form.programme).",
      field: "--programme", hint: Bilingual("请加 --programme \(form.programme)", "Add --programme \(form.programme)"),
      status: .usage)
  }

  /// The same, and when it is the form of a submission: its figures stand only with the city's yes.
  func requireImportable(into programme: String) throws(Complaint) {
    try requireProgramme(programme)
    guard let form, !form.form.isEmpty else { return }
    throw Complaint(
      zh: "\(name)是报表\(form.form)的月报，不能直接导入。",
      en: "\(name) is of the form \(form.form) and cannot be imported past it.",
      field: name, hint: Bilingual("请用：tupo submission fill \(name)", "Use: tupo submission fill \(name)"),
      status: .usage)
  }
}
