extension DatedFigure {
    /// 政务新媒体
    package static let newMediaSilence = DatedFigure(
        "ledger-new-media-silence", name: "政务新媒体多久没有更新算停更", unit: .calendarDay, released: 14, bounds: 1...90,
        article: "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）：2周内无更新", isVerified: true)
    /// 行政规范性文件
    package static let ruleReview = DatedFigure(
        "ledger-rule-review", name: "没有写明有效期的规范性文件多久清理一次", unit: .year, released: 5, bounds: 1...10,
        article: "各地规范性文件管理规定（有效期最长 5 年）；各地不同，请按本地规定核对", isVerified: false)
    package static let ruleEvaluation = DatedFigure(
        "ledger-rule-evaluation", name: "规范性文件有效期届满前多久评估", unit: .month, released: 6, bounds: 1...24,
        article: "各地规范性文件管理规定（届满前 6 个月评估）；各地不同，请按本地规定核对", isVerified: false)
    /// 预决算
    package static let budgetPublication = DatedFigure(
        "ledger-budget-publication", name: "预算、决算批准（批复）后多少日内公开", unit: .calendarDay, released: 20, bounds: 1...60,
        article: "《中华人民共和国预算法》第十四条", isVerified: true)

    package static let ledgers = Group("公开登记簿", [newMediaSilence, ruleReview, ruleEvaluation, budgetPublication])
}
