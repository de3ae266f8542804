import Domain
import Operations
import Pages

extension FileRequest.Refusal {
    var sentences: [String] {
        switch self {
        case .faults(let faults): faults.map { "\($0.field.label(for: .person))填写不对，请返回修改。" }
        case .unknownUnit: ["没有这个单位，请从列表中选择。"]
        case .noOffice: ["本县还没有设置政府信息公开工作机构，不能登记申请。请系统管理员先登记单位。"]
        case .duplicate(let numbers): ["同一申请人已经就同样的内容提出过申请：\(numbers.joined(separator: "、"))。"]
        }
    }
}

extension NoIdentityKey {
    /// What is missing, and who can put it right.
    static let sentence = "这台服务器没有设置身份信息密钥，不能登记申请，也不能查看申请人。请系统管理员按手册设置密钥后再办理。"
}

extension RecordDispute.Refusal {
    package var sentence: String {
        switch self {
        case .unknown: "没有找到这件申请或者复议诉讼。"
        case .noAuthority: "请写明复议机关或者受理法院。"
        case .dayAfterToday: "日期不能晚于今天。"
        case .resultBeforeReceipt: "结果的日期不能早于收到的日期。"
        case .resultWithoutDay: "结果和结果日期应当一起填写。"
        case .longText(let limit): "每项最多 \(limit) 个字，请缩短。"
        case .otherUnit: "这件申请属于另一个单位，请核对申请编号。"
        }
    }
}
