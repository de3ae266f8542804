// The sentences about faults of guides and policies, for the workbench and the command line alike.

extension ServiceFault {
    package var sentence: String {
        switch reason {
        case .missing: "\(label)没有写明，补上后才能公开。"
        case .tooLong(let limit): "\(label)最多 \(limit) 个字，请缩短。"
        case .tooMany(let limit): "\(label)最多 \(limit) 项，请合并。"
        case .badCode: "编码只能用字母、数字和“-”“.”“_”，最多 60 个字符。"
        case .promisedBeyondStatutory: "承诺时限比法定时限长，请核对。"
        case .noFeeBasis: "收费必须写明收费依据。"
        case .lacks(let role): "\(label)是申请人填写的表格，还缺\(role.rawValue)。"
        case .both: "已经列出材料，不能同时选“不需要提交材料”。"
        case .badAddress: "网上办理地址应当以 https:// 开头。"
        case .flow(let fault): fault.sentence
        }
    }
}

extension GuideFlow.Fault {
    var sentence: String {
        switch self {
        case .noSuchStep(let number): "第 \(number) 步转到的步骤不存在；0 表示办结。"
        case .noBranch(let number): "第 \(number) 步有判断，请写明“是”和“否”各转到哪一步，两者不能相同。"
        case .unreachable(let number): "没有哪一步会转到第 \(number) 步。"
        case .endless(let number): "从第 \(number) 步走不到办结。"
        }
    }
}
