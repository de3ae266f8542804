import Domain
import Operations
import Pages

extension KeepAnswer.Refusal {
    /// What is in the way, and how to put it right.
    package var sentence: String {
        switch self {
        case .unknown: "没有这条问答。"
        case .needsRole: "您的岗位不能办理这个单位的问答。"
        case .faults(let faults): faults.map(\.sentence).joined()
        case .ownWording: "起草的人不能自己核定，请由另一位同事办理。"
        case .nothingToCheck: "没有等待核定的写法。"
        case .notPublic: "这条问答没有公开。"
        case .needsReason: "请写明理由，最多 500 字。"
        case .noAnswer: "留言还没有正式答复，答复审核通过后再收入。"
        case .noSuchUnit: "没有这个单位。"
        }
    }
}
