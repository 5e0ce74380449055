public import Chassis
public import WireTupo

// What changes one supervised item.
extension ReportingV1.ReplyToItemRequest: ChangeRequest {}
extension ReportingV1.ReturnReplyRequest: ChangeRequest {}
extension ReportingV1.ExtendItemRequest: ChangeRequest {}
extension ReportingV1.CloseItemRequest: ChangeRequest {}
