extension DutyStanding {
    /// As pages, files and letters call it.
    package var words: String {
        switch self {
        case .onTime: "按时公开"
        case .late: "逾期公开"
        case .missing: "逾期未公开"
        case .notYetDue: "未到期"
        case .waived: "免予公开"
        case .lapsed: "事项已调出目录"
        case .unclear: "期限待明确"
        }
    }
}

extension MonitoringFacet {
    package var words: String {
        switch self {
        case .stage: "公开环节"
        case .audience: "公开对象"
        case .channel: "公开渠道"
        }
    }
}

extension Ratio {
    /// 93.3%（14/15）, or that there is nothing to judge.
    package var words: String { percent.map { "\($0)（\(part)/\(whole)）" } ?? "—" }
}
