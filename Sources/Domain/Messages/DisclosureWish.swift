/// Tells a letter that really asks for government information to be made public (申请公开的表述).
package enum DisclosureWish {
    /// Words in which people ask for disclosure, whatever stands around them.
    private static let phrases = ["申请公开", "信息公开申请", "依申请公开", "申请政府信息公开", "申请信息公开"]
    private static let verbs = ["公开", "提供", "公布"]
    private static let objects = ["信息", "文件", "资料", "材料", "方案", "名单", "明细", "批文", "协议", "清单", "档案", "数据"]
    private static let asking = ["请", "要求", "申请", "希望", "想要"]
    /// Asking, making public and what is to be public stand within so many characters.
    private static let reach = 40

    /// Whether it should be offered as a request for disclosure (条例 Art. 27, 29). A hint, never a decision.
    package static func isLikely(in text: String) -> Bool {
        let folded = Folding.fold(text)
        if phrases.contains(where: { folded.contains($0) }) { return true }
        return folded.split(whereSeparator: { "。！？；\n".contains($0) }).contains { sentence in
            asking.contains { word in
                guard let start = sentence.ranges(of: word).first?.lowerBound else { return false }
                let part = sentence[start...].prefix(reach)
                return verbs.contains { verb in
                    guard let place = part.ranges(of: verb).first?.upperBound else { return false }
                    return objects.contains { part[place...].contains($0) }
                }
            }
        }
    }
}
