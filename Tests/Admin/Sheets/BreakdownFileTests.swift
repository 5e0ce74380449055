import Testing
import WireTupo

@testable import Admin

@Suite("A file of a breakdown")
struct BreakdownFileTests {
  private func read(_ text: String) throws -> BreakdownFile {
    try BreakdownFile(TableFile(name: "a.csv", bytes: Array(text.utf8)), programme: "p")
  }

  @Test(
    "has nodes, leaves and what is undivided, with headings in either language",
    arguments: [
      "month,kind,subject,cumulative,person\n2013-02,,,20,h\n2013-02,project,x,5,h\n2013-02,project,,15,\n",
      "\u{FEFF}累计,月份,分解,分项,责任人\n20,2013-02,合计,,h\n5,2013-02,项目,x,h\n",
      "month,kind,subject,cumulative,added,person,leader\n2013-02,,,20,20,h,l\n2013-02,project,x,5,5,h,\n",
    ])
  func nodes(text: String) throws {
    let node = try #require(try read(text).nodes.first)
    #expect(node.month == "2013-02" && node.cumulative == 20 && node.person == "programmes/p/persons/h")
    let partition = try #require(node.partitions.first)
    #expect(partition.kind == .project && partition.undivided == 15)
    #expect(partition.leaves.map(\.subject) == ["programmes/p/projects/x"] && partition.leaves[0].cumulative == 5)
    #expect(partition.leaves[0].person == "programmes/p/persons/h")
  }

  @Test("says what is undivided even where it does not add up: the service tells")
  func wrong() throws {
    let text = "month,kind,subject,cumulative\n2013-02,,,20\n2013-02,enterprise,x,5\n2013-02,enterprise,,16\n"
    #expect(try read(text).nodes[0].partitions[0].undivided == 16)
  }

  @Test("divides the whole year where it has no months")
  func divisions() throws {
    let divisions = try read("kind,subject,cumulative\nproject,x,5\nproject,y,6\n责任人,h,7\n").divisions
    #expect(divisions.map(\.kind) == [.project, .person])
    #expect(divisions.map { $0.leaves.map(\.cumulative) } == [[5, 6], [7]])
    #expect(divisions[1].leaves[0].subject == "programmes/p/persons/h")
  }

  @Test(
    "is refused by row",
    arguments: [
      ("month,kind,subject\n2013-02,,\n", "a.csv:1"), ("month,cumulative\n2013-02,2.5\n", "a.csv:2"),
      ("month,kind,cumulative\n2013-02,town,2\n", "a.csv:2"), ("month,kind,cumulative\n2013-02,,\n", "a.csv:2"),
    ])
  func refusals(text: String, place: String) throws {
    let complaint = try #require(throws: Complaint.self) { try read(text) }
    #expect(complaint.field == place && complaint.status == .faulty)
  }
}
