extension DatedFigure {
    /// Working days after the end of the approval procedure within which a changed guide must be public.
    package static let guidePublication = DatedFigure(
        "guide-publication", name: "办事条件变化后公开新指南", unit: .workingDay, released: 1, bounds: 1...20,
        article: "太原市实施方案四（七）：完成审批程序后1个工作日内", isVerified: true)

    package static let ratingVerification = DatedFigure(
        "rating-verification", name: "差评核实", unit: .workingDay, released: 1, bounds: 1...60, article: "地方做法，国家没有规定天数", isVerified: false)
    package static let ratingAnswer = DatedFigure(
        "rating-answer", name: "差评整改答复", unit: .workingDay, released: 5, bounds: 1...120, article: "地方做法，国家没有规定天数", isVerified: false)
    package static let ratingComplexAnswer = DatedFigure(
        "rating-complex-answer", name: "复杂差评整改答复", unit: .workingDay, released: 15, bounds: 1...240, article: "地方做法，国家没有规定天数",
        isVerified: false)
    package static let ratingCallBack = DatedFigure(
        "rating-call-back", name: "实名差评回访", unit: .workingDay, released: 5, bounds: 1...120, article: "回访率100%见国办发〔2019〕51号；天数没有规定",
        isVerified: false)

    package static let serviceFigures: [DatedFigure] = [
        guidePublication, ratingVerification, ratingAnswer, ratingComplexAnswer, ratingCallBack,
    ]
}
