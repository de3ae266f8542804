/// Marks that say a paper is secret or not for the public (密级和不公开标志).
///
/// A mark is a sign with a star, a field 密级, or a line or a bracket that holds nothing else. Words about secrecy in a sentence
/// (保守国家秘密, 商业秘密, 机密性) are none.
enum SecrecyCheck {
    static func findings(in text: CheckedText, attribute: DisclosureAttribute) -> [Finding] {
        text.pieces.flatMap { piece -> [Finding] in
            let levels = levelMarks(in: piece)
            if let first = levels.first { return [secret(piece, first)] }
            // For what is kept closed these words are right.
            guard attribute.isPublished else { return [] }
            return internalMarks(in: piece).map { closed(piece, $0) }
        }
    }

    private static func secret(_ piece: CheckedText.Piece, _ range: Range<Int>) -> Finding {
        Finding(
            .secrecyMark, .blocking, at: piece.place(range), matched: squeezed(piece.folded[range]), sample: piece.excerpt(range),
            reason: "文稿带有国家秘密标志。涉密文件不得在本系统起草、存放或者公开（保守国家秘密法第二十条、条例第十四条）。",
            remedy: "立即停止办理，按保密规定处置；已经解密的，附解密依据，由保密审查员确认。")
    }

    private static func closed(_ piece: CheckedText.Piece, _ range: Range<Int>) -> Finding {
        Finding(
            .internalMark, .blocking, at: piece.place(range), matched: squeezed(piece.folded[range]), sample: piece.excerpt(range),
            reason: "文稿标有“内部”“不予公开”一类的标志，与拟主动公开不符（条例第十六条、第十七条）。",
            remedy: "改变公开属性，或者由制发机关决定公开后去掉标志；不是标志的，由保密审查员说明。")
    }

    private static func squeezed(_ folded: ArraySlice<UInt32>) -> String {
        String(String.UnicodeScalarView(folded.filter { $0 != 0x20 }.compactMap(Unicode.Scalar.init)))
    }

    // MARK: 国家秘密标志

    private static let levels = ["绝密", "机密", "秘密"].map { $0.unicodeScalars.map(\.value) }
    private static let stars: Set<UInt32> = Set("★☆＊*⭐✭✮✯".unicodeScalars.map(\.value))
    private static let urgencies = ["特急", "加急", "特提", "平急", "急件", "急"].map { $0.unicodeScalars.map(\.value) }
    private static let copyMark = Array("份号".unicodeScalars.map(\.value))

    /// Ranges of state-secret marks: `秘密★1年`, `密级：机密`, or a line with nothing but the level.
    static func levelMarks(in piece: CheckedText.Piece) -> [Range<Int>] {
        let folded = piece.folded
        var found: [Range<Int>] = []
        for (index, scalar) in folded.enumerated() where scalar == 0x5BC6 {  // 密, last of all three levels
            guard let start = levelStart(folded, endingAt: index) else { continue }
            let end = skippingSpaces(folded, index + 1)
            if end < folded.count, stars.contains(folded[end]) {
                found.append(start..<(end + 1))
            } else if isField(folded, before: start, level: index) {
                found.append(start..<(index + 1))
            }
        }
        if found.isEmpty, isLine(piece.origin), let range = wholeLine(folded) { found.append(range) }
        return found
    }

    /// Where a level begins that ends there; spaces between its two characters count.
    private static func levelStart(_ folded: [UInt32], endingAt index: Int) -> Int? {
        var first = index - 1
        while first >= 0, index - first <= 6, folded[first] == 0x20 { first -= 1 }
        guard first >= 0 else { return nil }
        return levels.contains { $0[0] == folded[first] } ? first : nil
    }

    private static func skippingSpaces(_ folded: [UInt32], _ from: Int) -> Int {
        var index = from
        while index < folded.count, folded[index] == 0x20 { index += 1 }
        return index
    }

    /// `密级：秘密`: the field's name before the level, and no word that goes on after it (密级：秘密文件不得…).
    private static func isField(_ folded: [UInt32], before start: Int, level index: Int) -> Bool {
        var position = start - 1
        while position >= 0, [0x20, 0x3A, 0x22, 0x3011, 0x5D].contains(folded[position]) { position -= 1 }
        let hasColon = start - 1 > position && folded[(position + 1)..<start].contains(0x3A)
        guard hasColon, position >= 1, folded[position] == 0x7EA7, folded[position - 1] == 0x5BC6 else { return false }
        let after = skippingSpaces(folded, index + 1)
        return after == folded.count || !(0x4E00...0x9FFF).contains(folded[after]) || after > index + 1
    }

    private static func isLine(_ origin: CheckedText.Origin) -> Bool {
        switch origin {
        case .body(_, let part): part.isEmpty
        case .attachment: true
        case .title, .cell, .attachmentName: false
        }
    }

    /// A line that is a level, with at most a period, an urgency, a copy number: `机 密`, `秘密 10年`, `机密　特急`.
    private static func wholeLine(_ folded: [UInt32]) -> Range<Int>? {
        guard folded.count <= 40 else { return nil }
        var rest = folded.filter { $0 != 0x20 && !"[]()【】·.,:;、-—/".unicodeScalars.contains(Unicode.Scalar($0) ?? " ") }[...]
        guard let level = levels.first(where: { rest.starts(with: $0) }) ?? nil else { return nil }
        rest = rest.dropFirst(level.count)
        while !rest.isEmpty {
            if let urgency = urgencies.first(where: { rest.starts(with: $0) }) {
                rest = rest.dropFirst(urgency.count)
            } else if rest.starts(with: copyMark) {
                rest = rest.dropFirst(copyMark.count)
            } else if let scalar = rest.first, (48...57).contains(scalar) || "年个月长期".unicodeScalars.contains(Unicode.Scalar(scalar) ?? " ")
            {
                rest = rest.dropFirst()
            } else {
                return nil
            }
        }
        return 0..<folded.count
    }

    // MARK: 内部标志

    /// Marks that count as a whole line or as a whole bracket.
    private static let wholeMarks: Set<String> = [
        "内部", "内部资料", "内部文件", "内部使用", "内部参考", "内部刊物", "内部材料", "内部传阅", "内部掌握", "注意保存", "妥善保管", "不得外传", "请勿外传", "严禁外传", "禁止外传",
        "仅供内部参考", "仅供内部使用", "供内部参考", "仅限内部使用", "内部资料注意保存", "内部资料不得外传", "内部资料请勿外传", "内部文件不得外传", "内部文件注意保存", "内部资料仅供参考",
        "内部资料妥善保管", "内部使用不得外传", "内部使用请勿外传", "内部资料严禁外传", "内部文件严禁外传", "内部参考不得外传", "内部参考请勿外传", "工作秘密", "工作秘密注意保存", "不予公开", "不公开",
        "依申请公开", "非公开", "不宜公开", "不对外公开", "涉密", "涉密文件", "阅后即焚", "阅后收回", "会后收回", "讨论稿会后收回",
    ]
    /// Marks that are plain wherever they stand.
    private static let phrases = ["此件不公开", "此件不予公开", "此件不宜公开", "此件依申请公开", "此件不得公开", "此件不对外公开", "本件不公开", "本文不予公开"]
    private static let fields = [
        "公开选项", "公开属性", "公开方式", "公开类别", "公开类型", "公开形式", "信息公开", "是否公开", "公开范围", "公开情况",
    ]
    private static let closedValues = ["不予公开", "不公开", "依申请公开", "内部", "不宜公开", "否"]
    private static let triggers = WordMatcher(phrases + fields)

    static func internalMarks(in piece: CheckedText.Piece) -> [Range<Int>] {
        var found: [Range<Int>] = []
        if isLine(piece.origin), isWholeMark(piece.folded[...]) { found.append(0..<piece.folded.count) }
        if found.isEmpty { found += brackets(in: piece.folded) }
        for match in triggers.matches(in: piece.folded) {
            if match.word < phrases.count {
                found.append(match.range)
            } else if let range = field(match.range, in: piece.folded) {
                found.append(range)
            }
        }
        return found
    }

    private static func isWholeMark(_ folded: ArraySlice<UInt32>) -> Bool {
        guard folded.count <= 40 else { return false }
        let words = folded.filter { $0 != 0x20 && !"[](){}【】〔〕《》·.,:;!、。★*-—/“”\"".unicodeScalars.contains(Unicode.Scalar($0) ?? " ") }
        return wholeMarks.contains(squeezed(words[...]))
    }

    /// Brackets that hold a mark and nothing else, at the end of the line or of a file's name: `（内部资料）`, `【不予公开】`.
    private static func brackets(in folded: [UInt32]) -> [Range<Int>] {
        let pairs: [UInt32: UInt32] = [0x28: 0x29, 0x5B: 0x5D, 0x3010: 0x3011, 0x3014: 0x3015]
        var found: [Range<Int>] = []
        for (open, scalar) in folded.enumerated() {
            guard let closing = pairs[scalar], let close = folded[open...].prefix(30).firstIndex(of: closing), close > open + 1,
                isWholeMark(folded[(open + 1)..<close])
            else { continue }
            // Inside a sentence the bracket explains a word before it; as a mark it stands alone, or at an end.
            let after = folded[(close + 1)...].drop { $0 == 0x20 }
            let isName = after.first == 0x2E && after.count <= 6
            if after.isEmpty || isName || folded[..<open].allSatisfy({ $0 == 0x20 }) { found.append(open..<(close + 1)) }
        }
        return found
    }

    /// `公开属性：不予公开` and the end of the line after it.
    private static func field(_ range: Range<Int>, in folded: [UInt32]) -> Range<Int>? {
        var index = skippingSpaces(folded, range.upperBound)
        guard index < folded.count, folded[index] == 0x3A else { return nil }
        index = skippingSpaces(folded, index + 1)
        for value in closedValues {
            let words = Array(value.unicodeScalars.map(\.value))
            guard index + words.count <= folded.count, Array(folded[index..<(index + words.count)]) == words else { continue }
            let end = index + words.count
            if end == folded.count || !(0x4E00...0x9FFF).contains(folded[end]) { return range.lowerBound..<end }
        }
        return nil
    }
}
