/// Why a published document was taken down (撤下). Shown to the public.
package enum WithdrawalGround: String, Sendable, CaseIterable, Codable, Hashable {
    /// 行政处罚法 Art. 48: within 3 working days, with the reason published.
    case decisionReversed = "原决定被变更、撤销、确认违法或者确认无效"
    case personalData = "含有应当保护的个人信息"
    case shouldNotBePublic = "经审查属于不予公开的信息"
    case publishedInError = "误发或者内容有错误"
    case periodEnded = "公示期届满"
    case court = "依据复议决定或者法院裁判"
}
