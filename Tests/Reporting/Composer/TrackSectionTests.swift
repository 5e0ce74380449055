import Domain
import Testing

@testable import Reporting

/// 重点事项: by evidence, never by word of mouth.
@Suite struct TrackSectionTests {
  typealias Item = TrackBoard.Item

  static let deadline = SampleInput.day("2013-06-30")
  static let done = Item(
    track: "甲区生态园区", milestone: "申请报告", deadline: deadline, completedOn: SampleInput.day("2013-06-26"),
    hasEvidence: true)
  static let open = Item(track: "乙区生态园区", milestone: "申请报告", deadline: deadline, responsible: "乙区管委会")
  static let nobody = Item(
    track: "乙区生态园区", milestone: "申请报告", deadline: deadline, responsible: "某单位")
  static let late = Item(
    track: "规划", milestone: "招标", deadline: SampleInput.day("2013-05-31"), daysLate: 30)
  static let next = Item(track: "物流中心", milestone: "企业注册", freeSince: SampleInput.day("2013-06-13"))
  static let standing = TrackBoard.Standing(track: "甲区生态园区", milestones: 4, completed: 2)

  @Test(
    "what is due is told by day, then what is late, then what is being done",
    arguments: [
      (TrackBoard(due: [done]), "6月30日到期1项：甲区生态园区“申请报告”已完成（6月26日，有凭据）。"),
      (
        TrackBoard(due: [done, open], next: [open]),
        "6月30日到期2项：甲区生态园区“申请报告”已完成（6月26日，有凭据）；乙区生态园区“申请报告”未见凭据，列入督办。"
      ),
      (TrackBoard(due: [nobody]), "6月30日到期1项：乙区生态园区“申请报告”未见凭据。"),
      (TrackBoard(late: [late]), "逾期未完成1项：规划“招标”（应于5月31日完成，逾期30天）。"),
      (TrackBoard(next: [next]), "物流中心“企业注册”办理中，已用11个工作日。"),
      (TrackBoard(), "共1项，已完成0项，本月无到期事项。"),
    ])
  func sentences(tracks: TrackBoard, text: String) throws {
    var tracks = tracks
    tracks.standings = [Self.standing]
    var input = SampleInput.input(tracks: tracks)
    input.offices = ["乙区管委会"]
    let section = try #require(TrackSection(input: input).section)
    #expect(section.text == text)
  }

  @Test("whoever is responsible for what is due is asked for evidence")
  func evidence() throws {
    let input = SampleInput.input(tracks: TrackBoard(due: [Self.done, Self.open]))
    let text = try #require(Requirements(input: input).section).text
    #expect(text.contains("乙区管委会7月23日前报送到期事项凭据或情况说明"))
    #expect(!text.contains("甲区生态园区"))
  }

  @Test("a unit that is responsible is called by its title, not by its resource name")
  func responsible() throws {
    var (item, board) = (Self.open, SampleInput.investment)
    item.responsible = "programmes/made/zones/b"
    board.rows[1].zone = item.responsible
    let requirements = Requirements(input: SampleInput.input(boards: [board], tracks: TrackBoard(due: [item])))
    #expect(try #require(requirements.section).text.contains("；乙区7月23日前报送到期事项凭据或情况说明"))
    #expect(requirements.asked.contains { $0.unit == "programmes/made/zones/b" })
  }
}
