extension DatedFigure {
    /// Working days after the document's publication within which its interpretation is public.
    package static let interpretationDays = DatedFigure(
        "interpretation-days", name: "政策解读材料在文件公开后公开的期限", unit: .workingDay, released: 3, bounds: 1...60,
        article: "国办发〔2016〕80号（《实施细则》）", isVerified: false)
    /// From which share of repeated text on an interpretation is taken for a copy.
    package static let copiedShare = DatedFigure(
        "interpretation-copied", name: "解读与原文相同的文字达到多少时提示", unit: .percent, released: 60, bounds: 10...100,
        article: "本平台默认值，没有全国统一规定", isVerified: false)
}
