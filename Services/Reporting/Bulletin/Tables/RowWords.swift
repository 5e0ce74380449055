import Domain

extension Board.Row {
  /// Why numbers are absent, from where the report stands.
  var absence: String {
    switch state {
    case .missing: "未报"
    case .notDue: "未到报送期"
    case .notApplicable: "不适用"
    case .unreviewed: "未审"
    case .returned: "退回"
    case .received, .late: growthAbsent.isEmpty ? "无数据" : growthAbsent
    }
  }

  /// The word in the column 状态.
  var stateText: String {
    switch state {
    case .received: "按时"
    case .late: "迟报\(workingDaysLate)日"
    case .missing: "未报"
    case .notDue: "未到期"
    case .notApplicable: "不适用"
    case .unreviewed: "已报未审"
    case .returned: "退回重报"
    }
  }

  var stateTone: Tone {
    switch state {
    case .received: .plain
    case .late, .unreviewed: .near
    case .missing, .returned: .bad
    case .notDue, .notApplicable: .muted
    }
  }
}

extension Light {
  /// Growth in its column is coloured only where it is judged.
  var growthTone: Tone { self == .unlit ? .plain : tone }
}
