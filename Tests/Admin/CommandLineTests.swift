import ArgumentParser
import Foundation
import RPC
import RPC
import Testing

@testable import Admin

@Suite("The command line")
struct CommandLineTests {
  @Test(
    "is understood",
    arguments: [
      "up --once --data d --programme provinces-real-estate --month 2019-06 --listen-base 0 --no-demo",
      "supervision enter n --origin leader-note --noted-by a --unit zones/z --working-days 5 --request r",
      "enterprise create e1 --code 730004118 --title T --industry 2011:34 --zone z --from 2012-01-01",
      "enterprise update e1 --no-above-scale", "enterprise move e1 --zone z --from 2013-06-15 --reason r --dry-run",
      "enterprise close e1 --on 2013-12-31", "enterprise list --zone z --on 2013-06-30 --filter above_scale=true",
      "enterprise report z --indicator i --month 2013-06 e1=5 e2=", "enterprise table --indicator i --month 2013-06",
      "programme list --order-by name --as-of 2013-07-05T17:30:00+08:00",
      "programme zones --filter protocol_order<=5 -p p --output csv", "indicators list --as-of 1.42 --output json",
      "indicators show i --as-of 2013-07-05", "indicators figures --zone z --indicator i --month 2013-06 --output csv",
      "submission list f --values --county 370826 --output xlsx -o page.xlsx",
      "submission print f z --as-of 2013-07-05T09:30:00Z", "submission check-scan f z scan.pdf --as-of 1.42",
      "indicators template -o form.xlsx --as-of 2013-07-05", "delegation list --as-of 1.1", "access list --as-of 1.1",
      "reporting list --as-of 2013-07-05", "reporting bulletin --month 2013-06 --as-of 2013-07-05",
      "planning tracks --as-of 2013-07-05", "investment list --as-of 1.1", "investment summary --as-of 1.1",
      "supervision list --as-of 1.1", "breakdown deliverables zone/z --month 2013-06 --zone z",
      "programme apply jining-2013 --dry-run", "indicators import a.csv b.csv --dry-run --lang en",
      "indicators import a.xlsx --map 完成额=累计 --map 位=忽略 --sender 统计局 --month 2013-06 --unit 万元",
      "indicators template -o form.xlsx --zone z --month 2013-06",
      "indicators scoreboard --indicator i --month 2013-06 --output xlsx -o board.xlsx",
      "indicators import a.csv --request-id x", "indicators scoreboard --indicator i --month 2013-06 --output csv",
      "indicators status --month 2013-06", "indicators thresholds --month 2013-06 --indicators unix:/tmp/s",
      "indicators persons create p1 --name 王 --telephone 0537-1 --post zones/z,科长,statistics-head,2013-01-01",
      "indicators persons list --unit zones/z --on 2013-06-30 --purpose x --output csv",
      "indicators persons show p1 --without-contacts", "indicators persons update p1 --name 李 --etag 3",
      "indicators persons erase p1 --reason x --dry-run",
      "investment list --zone z --stage signed --filter investor:x --order-by name",
      "investment summary --on 2013-06-30",
      "investment move p signed --on 2013-06-30", "planning tracks --on 2013-06-30 --standings",
      "planning complete t m --on 2013-06-30 --evidence e", "reporting publish --month 2013-06",
      "reporting bulletin --month 2013-06 --format html -o out.html", "reporting list --output json",
      "reporting correct 2013-06-1", "status",
      "admin certificates --folder d --service planning --host h --system finance --revoke services/planning --days 90",
      "admin token --subject people/zhang.wei --minutes 5 --audience a --bind c.pem -o t",
      "login --token-file t --ca ca.pem --certificate c.pem --key c.key --planning h:1", "logout --all", "whoami",
      "access found zhang.wei --socket /run/tupo.sock --ca ca.pem",
      "access list --principal people/a --filter role=ROLE_LEADER",
      "access grant systems/finance --role system --scope counties/370811 --from 2013-01-01 --until 2013-12-31",
      "access grant services/x --role system --acts-for-others", "access revoke 0123456789abcdef0123",
      "access revoke people/a --role zone-reporter --scope zones/z -p p", "access revoke-token 7c0f4a2e",
      "target list --zone z --output csv", "target set z/i-2013 --value 100 --operator greater_than --wording 突破100",
      "target set z/i-2013 --growth-basis-points 3000 --leader 副市长 --lead-unit 商务局 --supporting-unit 财政局",
      "breakdown propose z/i-2013 --method custom --weights 1,2 --keep-until 2013-06 --divide d.csv",
      "breakdown set z/i-2013 --file f.csv --reason r --agreement a --etag 3 --dry-run",
      "breakdown set z/i-2013 --method last_year", "breakdown show z/i-2013 --number 2 --output csv",
      "breakdown edit z/i-2013 --node 2013-06=5 --part project/x@2013-06=3 --assign project/x=p --remove person/p",
      "breakdown list --filter locked=true", "breakdown versions z/i-2013", "breakdown lock z/i-2013",
      "breakdown unlock z/i-2013 --reason r", "breakdown deliver z/i-2013 project/x=3 person/p=4 --month 2013-06",
      "breakdown deliverables person/p --month 2013-06 --zone z",
      "watch indicators --after 1.12 --scope programmes/p/zones/z --type Figure --until-now --output json",
    ])
  func understood(_ line: String) throws {
    _ = try TupoCommand.parseAsRoot(line.split(separator: " ").map(String.init))
  }

  @Test(
    "is refused as a wrong usage",
    arguments: [
      "supervision enter n --origin leader-note --unit zones/z --request r",
      "enterprise create e1 --code c --title T --zone z", "enterprise update e1", "enterprise move e1 --zone z",
      "enterprise create e1 --code c --title T --industry 34", "enterprise report z --indicator i --month 2013-06 e1",
      "indicators scoreboard --indicator i --month 13-06", "indicators import", "up --listen-base 65533", "fly",
      "indicators import a b --request-id x", "indicators import a --map 完成额", "indicators template",
      "indicators template -o form.csv",
      "investment list --output xlsx",
      "indicators persons create p1 --telephone 0537-1", "indicators persons erase p1",
      "indicators persons create p1 --post zones/z,科长,king,2013-01-01", "status --output xml", "watch", "watch city",
      "watch planning --after 7", "admin certificates --days 5", "admin certificates --system A",
      "admin certificates --revoke people/a", "admin token", "admin token --subject zhang.wei",
      "admin token --subject services/x", "admin token --subject people/a --days 1 --minutes 1", "login eyJhbGciOi",
      "login --certificate c.pem", "login --no-token",
      "access found systems/a --socket s", "access found a", "access grant people/a", "access grant a --role leader",
      "access grant people/a --role king", "access grant people/a --role county --scope towns/1",
      "access revoke people/a", "access revoke 0123 --role leader", "access revoke-token a.b.c",
      "login --token-file t --planning 10.0.0.1:1", "target set z/i-2013 --value 1 --growth-basis-points 1",
      "target set i-2013 --value 1", "target set z/i --value 1", "target set z/i-2013", "breakdown set z/i-2013",
      "breakdown set z/i-2013 --file f --method equal", "breakdown unlock z/i-2013", "breakdown deliver z/i-2013 x=1",
      "breakdown deliverables office/x --month 2013-06", "breakdown deliverables zone/x --month 2013-06 --zone z",
      "indicators show", "indicators figures --month June", "programme list --as-of 2013-07-05T17:30:00",
      "breakdown propose z/i-2013 --method sometimes",
      "breakdown edit z/i-2013 --part project/x=3", "breakdown edit z/i-2013 --node 2013=3",
    ])
  func refused(_ line: String) async {
    #expect(await Program.run(line.split(separator: " ").map(String.init)) == .usage)
  }

  @Test(
    "takes the day in China for today, wherever the computer stands",
    arguments: [(1_372_607_999.5, "2013-06-30"), (1_372_608_000, "2013-07-01"), (-28_801, "1969-12-31")])
  func today(seconds: Double, day: String) {
    // 16:00 UTC is midnight in China.
    #expect(DayArgument.day(at: Date(timeIntervalSince1970: seconds)) == day)
  }

  @Test("names a child without showing it in the help")
  func child() throws {
    let command = try TupoCommand.parseAsRoot(["child", "7", "/x", "--listen", "a:1", "--data", "d"])
    let child = try #require(command as? ChildCommand)
    #expect(child.arguments == ["--listen", "a:1", "--data", "d"])
    #expect(!TupoCommand.helpMessage().contains("\n  child"))
  }

  @Test("takes addresses from options, then from the environment, then by default")
  func addresses() throws {
    var addresses = try Addresses.parse(["--planning", "unix:/tmp/p"])
    let resolved = try addresses.resolved(environment: [
      "TUPO_INDICATORS_ADDRESS": "host:1", "TUPO_PLANNING_ADDRESS": "host:2",
    ])
    #expect(resolved[.indicators]?.description == "host:1")
    #expect(resolved[.planning]?.description == "unix:/tmp/p")
    #expect(resolved[.reporting]?.description == "127.0.0.1:7404")
    addresses.reporting = "nonsense"
    #expect(throws: Complaint.self) { try addresses.resolved(environment: [:]) }
  }
}
