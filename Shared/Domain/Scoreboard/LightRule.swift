/// The rules of the lights in words, with the programme's margins; of ceilings only where a board has some.
enum LightRule {
  static func growth(_ margins: Margins, withCeilings: Bool = false) -> Bilingual {
    let near = margins.growthNear.percentText()
    let floors = Bilingual(
      zh: "增速灯：增速达到目标为达标，低于目标不超过\(near)个百分点为接近，其余为未达。",
      en: "Growth: met when growth fulfils its floor, near when short by at most \(near) points, else missed.")
    guard withCeilings else { return floors }
    return Bilingual(
      zh: floors.zh + "目标为上限的，增速不突破上限为达标，超出不超过\(near)个百分点为接近，其余为未达。",
      en: floors.en
        + " Where the target is a ceiling: met when growth keeps to it, near when beyond by at most \(near) points, "
        + "else missed.")
  }

  static func progress(_ margins: Margins, withCeilings: Bool = false) -> Bilingual {
    let near = margins.progressNear.percentText()
    let floors = Bilingual(
      zh: "进度灯：下达数值目标的按序时进度（月数÷12）判定，按增速下达目标的按本单位常年同期进度判定，"
        + "落后不超过\(near)个百分点为接近，其余为未达。",
      en: "Progress: a target given as a value is held against m/12, one given as growth against the unit's own "
        + "usual share by this month; near when behind by at most \(near) points, else missed.")
    guard withCeilings else { return floors }
    return Bilingual(
      zh: floors.zh + "目标为上限的，不超前于进度为达标，超前不超过\(near)个百分点为接近，其余为未达。",
      en: floors.en
        + " Where the target is a ceiling: met when not ahead of it, near when ahead by at most \(near) points, "
        + "else missed.")
  }
}
