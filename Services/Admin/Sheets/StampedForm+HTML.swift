import Domain

extension StampedForm {
  /// One page of HTML in print layout (A4, landscape), which fetches nothing and runs nothing.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="zh-CN">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(Self.escaped(unit))\(Self.escaped(title))</title>
    <style>\(Self.style)</style>
    </head>
    <body>
    \(marks)<h1>\(Self.escaped(title))</h1>
    <p class="period">（\(period)）</p>
    <table class="head"><tr>
    <td>填报单位：\(Self.escaped(unit))<span class="seal">（盖章）</span></td>
    <td class="right">表号：\(Self.escaped(number))<br>回执：\(receipt.map(Self.escaped) ?? "（未上报）")</td>
    </tr></table>
    <table class="cells">
    <thead><tr><th class="name">指标名称</th><th>计量单位</th><th>本年累计</th><th>上年同期</th><th>上报增速（%）</th>\
    <th class="why">情况说明</th></tr></thead>
    <tbody>
    \(lines.map(row).joined(separator: "\n"))
    </tbody>
    </table>
    <table class="sign"><tr>
    \(signature("单位负责人", signatures.unitHead))
    \(signature("统计负责人", signatures.statisticsHead))
    \(signature("填表人", signatures.clerk))
    \(signature("联系电话", signatures.telephone))
    \(signature("报出日期", sentOn?.chineseText ?? "      年  月  日"))
    </tr></table>
    \(foot)
    </body>
    </html>

    """
  }

  private var marks: String {
    var marks: [String] = []
    if isDemonstration { marks.append("演示数据 · 非公文") }
    if receipt == nil { marks.append("草稿：尚未上报，不得盖章") }
    return marks.map { "<p class=\"mark\">\($0)</p>\n" }.joined()
  }

  private var foot: String {
    let words = "“—”表示没有数据，不等于零。盖章扫描件由填报单位留存，系统只登记其SHA-256。"
    return check.isEmpty
      ? "<p class=\"foot\">\(words)</p>" : "<p class=\"foot\">上报数据校验码：\(check)。\(words)</p>"
  }

  private func row(_ line: Line) -> String {
    let numbers = [line.cumulative, line.base, line.growth].map { number in
      "<td class=\"number\">\(number.isEmpty ? "—" : Self.escaped(number))</td>"
    }
    return "<tr><td>\(Self.escaped(line.title))</td><td class=\"unit\">\(Self.escaped(line.unit))</td>"
      + numbers.joined() + "<td class=\"why\">\(Self.escaped(line.explanation))</td></tr>"
  }

  private func signature(_ label: String, _ name: String) -> String {
    "<td>\(label)：<span class=\"line\">\(Self.escaped(name))</span></td>"
  }

  /// The text as it stands in HTML.
  private static func escaped(_ text: String) -> String {
    text.printable.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  private static let style = """
    @page { size: A4 landscape; margin: 15mm }
    body { font: 11pt/1.5 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #000; margin: 0 auto; \
    max-width: 267mm }
    h1 { font-size: 20pt; text-align: center; margin: 4mm 0 0; letter-spacing: .1em }
    p { margin: 0 } .period { text-align: center; margin-bottom: 3mm }
    .mark { text-align: center; border: 1px solid #000; margin-bottom: 2mm; font-weight: bold }
    table { width: 100%; border-collapse: collapse }
    .head td { vertical-align: bottom; padding: 1mm 0 } .right { text-align: right } .seal { padding-left: 6em }
    .cells th, .cells td { border: 1px solid #000; padding: 1.5mm 2mm } .cells th { font-weight: bold }
    .cells .name { width: 26% } .cells th.why { width: 28% } .unit { text-align: center }
    .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
    .cells tr, .sign { break-inside: avoid } .cells thead { display: table-header-group }
    .sign { margin-top: 8mm } .sign td { white-space: nowrap; padding-right: 4mm }
    .line { display: inline-block; min-width: 7em; border-bottom: 1px solid #000; white-space: pre }
    .foot { font-size: 9pt; margin-top: 4mm }
    """
}
