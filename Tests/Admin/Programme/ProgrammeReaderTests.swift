import Foundation
import Testing
import Wire
import WireTupo

@testable import Admin

@Suite("A programme's files")
struct ProgrammeReaderTests {
  private static let plan = """
    id: p
    title: {zh: 方案, en: plan}
    year: 2013
    unit_noun: {zh: 开发区, en: zone}
    """
  private static let zone = """
    zones:
      - id: a
        attributes:
          - title: {zh: 甲区}
    """
  private static let track = """
    tracks:
      - id: t
        title: {zh: 事项}
        starts_on: '2013-06-03'
        milestones:
          - id: one
            title: {zh: 一}
          - id: two
            title: {zh: 二}
            depends_on: [one]
    """

  private func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.plan, to: "programme.yaml")
    for (name, text) in files { try folder.write(text, to: name) }
    return folder
  }

  private func faults(_ files: [String: String]) throws -> [String] {
    let folder = try folder(files)
    let thrown = try #require(throws: ProgrammeFaults.self) {
      try ProgrammeReader.read(folder: folder.path, demonstration: true)
    }
    return thrown.faults.map { "\($0.place) \($0.text.en)" }
  }

  @Test(
    "are told faulty by file and line",
    arguments: [
      (
        "zones.yaml", "zones:\n  - id: a\n    colour: red\n    attributes:\n      - title: {zh: 甲}\n",
        "zones.yaml:3 colour: unknown key"
      ),
      (
        "zones.yaml", "zones:\n  - id: A B\n    attributes: [{title: {zh: 甲}}]\n",
        "zones.yaml:2 id: \"A B\" is not an id"
      ),
      ("zones.yaml", "zones:\n  - id: a\n", "zones.yaml:2 attributes is missing"),
      (
        "zones.yaml", "zones:\n  - id: a\n    attributes:\n      - title: {zh: 甲}\n        valid_to: 2013-02-30\n",
        "zones.yaml:5 valid_to: \"2013-02-30\" is not a day"
      ),
      (
        "zones.yaml", "zones:\n  - id: a\n    protocol_order: first\n    attributes: [{title: {zh: 甲}}]\n",
        "zones.yaml:3 protocol_order: expected a whole number"
      ),
      (
        "zones.yaml", "zones:\n  - id: a\n    attributes: [{title: {zh: 甲}, level: town}]\n",
        "zones.yaml:3 level: \"town\" must be one of national"
      ),
      ("zones.yaml", "zones: {a: 1}\n", "zones.yaml:1 zones: expected a list"),
      ("zones.yaml", "zones:\n  - [\n", "zones.yaml:"),
      ("zones.yaml", "zones: []\nzones: []\n", "zones.yaml:"),
      ("areas.yaml", "areas: []\n", "areas.yaml is no file of a programme"),
    ])
  func faults(_ file: String, _ text: String, _ expected: String) throws {
    let told = try faults([file: text])
    #expect(told.contains { $0.hasPrefix(expected) }, "\(told)")
  }

  @Test("are told faulty all at once")
  func together() throws {
    let told = try faults([
      "zones.yaml":
        "zones:\n  - id: a\n    x: 1\n    attributes: [{title: {zh: 甲}}]\n  - id: a\n    attributes: [{title: {zh: 甲}}]\n",
      "meetings.yaml": "meetings:\n  - title: {zh: 会}\n    on: soon\n",
    ])
    #expect(
      told.map { $0.prefix { $0 != " " } } == ["meetings.yaml:2", "meetings.yaml:3", "zones.yaml:3", "zones.yaml:5"])
  }

  @Test("may only refer to what they define")
  func references() throws {
    let told = try faults([
      "thresholds.yaml": """
      thresholds:
        - id: t
          title: {zh: 目标}
          indicator: nothing
          year: 2013
          value: 1
          operator: greater_than
          count: 1
          zones: [nowhere]
      """
    ])
    #expect(told.count == 2)
    #expect(told.contains { $0.contains("there is no zone nowhere") })
  }

  @Test("spread a growth target over zones and indicators")
  func growth() throws {
    let indicator = """
      indicators:
        - id: i
          title: {zh: 投资}
          kind: flow
          unit: 元
          display_unit: 亿元
          display_scale: 100_000_000
          growth_basis: nominal
          first_report: february
      """
    let folder = try folder([
      "zones.yaml": Self.zone, "indicators.yaml": indicator,
      "targets.yaml": """
      growth_targets:
        - {indicators: [i], zones: all, year: 2013, growth_basis_points: 3000, operator: at_least}
      """,
    ])
    let programme = try ProgrammeReader.read(folder: folder.path, demonstration: true)
    #expect(programme.targets.map(\.name) == ["programmes/p/zones/a/targets/i-2013"])
    #expect(programme.targets.first?.goal == .growthBasisPoints(3000))
    #expect(programme.indicators.first?.displayScale == 100_000_000)
  }

  @Test("tell which way an indicator is better, until when and from where it comes, and names with their days")
  func properties() throws {
    let folder = try folder([
      "zones.yaml": """
      zones:
        - id: a
          aliases: [甲]
          dated_aliases: [{name: 甲园, valid_from: '2012-01-01', valid_to: '2012-12-31'}]
          attributes: [{title: {zh: 甲园区}}]
      """,
      "indicators.yaml": """
      indicators:
        - id: energy
          title: {zh: 能耗}
          kind: flow
          unit: 吨
          display_unit: 吨
          display_scale: 1
          growth_basis: nominal
          first_report: february
          direction: lower_is_better
          valid_to: '2013-06-30'
          source_office: statistics-bureau
          aliases: [{name: 综合能耗}]
      """,
      "targets.yaml": """
      targets:
        - {zone: a, indicator: energy, year: 2013, value: 100, operator: at_most}
      """,
    ])
    let programme = try ProgrammeReader.read(folder: folder.path, demonstration: true)
    let indicator = try #require(programme.indicators.first)
    #expect(indicator.direction == .lowerIsBetter && indicator.validTo == "2013-06-30")
    #expect(indicator.sourceOffice == "programmes/p/offices/statistics-bureau")
    #expect(indicator.aliases == [.with { $0.name = "综合能耗" }])
    let alias = IndicatorsV1.Alias.with {
      ($0.name, $0.validFrom, $0.validTo) = ("甲园", "2012-01-01", "2012-12-31")
    }
    #expect(programme.zones.first?.datedAliases == [alias] && programme.zones.first?.aliases == ["甲"])
    #expect(programme.targets.map(\.operator) == [.atMost])
  }

  @Test("of a demonstration are laid over the others: completions by milestone")
  func overlay() throws {
    let folder = try folder([
      "tracks.yaml": Self.track,
      "demo/tracks.yaml": """
      tracks:
        - id: t
          milestones:
            - id: one
              completion: {on: '2013-06-10', evidence: 演示, demonstration: true}
        - id: added
          title: {zh: 新}
          starts_on: '2013-06-03'
      """,
    ])
    let with = try ProgrammeReader.read(folder: folder.path, demonstration: true)
    #expect(with.tracks.map(\.name) == ["programmes/p/tracks/t", "programmes/p/tracks/added"])
    #expect(with.tracks[0].milestones.map { $0.completion?.on } == ["2013-06-10", nil])
    let without = try ProgrammeReader.read(folder: folder.path, demonstration: false)
    #expect(without.tracks.flatMap(\.milestones).allSatisfy { $0.completion == nil })
  }

  @Test("of figures are left out with the demonstration, and must exist")
  func figures() throws {
    let plan = Self.plan + "\nfigures:\n  - {file: a.csv, source: s}\n  - {file: b.csv, demonstration: true}\n"
    let folder = try folder(["programme.yaml": plan, "a.csv": "x\n"])
    let read = try ProgrammeReader.read(folder: folder.path, demonstration: false)
    #expect(read.figures.map(\.file) == ["a.csv"])
    #expect(throws: ProgrammeFaults.self) { try ProgrammeReader.read(folder: folder.path, demonstration: true) }
  }

  @Test("in deploy/programmes are without fault", arguments: ["jining-2013", "provinces-real-estate"])
  func real(_ name: String) throws {
    let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardizedFileURL.path
    let programme = try ProgrammeReader.read(folder: "\(root)/deploy/programmes/\(name)", demonstration: true)
    #expect(programme.id == name)
    #expect(!programme.zones.isEmpty && !programme.indicators.isEmpty && !programme.figures.isEmpty)
    #expect(programme.series != nil)
  }
}
