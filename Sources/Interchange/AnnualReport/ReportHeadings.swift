import Domain

/// The words by which the headings of the annual report's tables are known, whatever stands around them.
enum ReportHeadings {
    /// A line of the third table's first columns.
    enum Line: Sendable, Hashable {
        case row(ReportRow)
        /// （三）不予公开 and the like: numbers beside it are a subtotal that a template adds.
        case group
    }

    /// Words of every line in their order.
    static let lines: [(line: Line, words: [String])] = {
        var result: [(Line, [String])] = []
        for row in ReportRow.all {
            switch row.number {
            case 5: result.append((.group, ["不予公开"]))
            case 13: result.append((.group, ["无法提供"]))
            case 16: result.append((.group, ["不予处理"]))
            case 21: result.append((.group, ["其他处理"]))
            default: break
            }
            result.append((.row(row), words[row.number - 1]))
        }
        return result
    }()

    private static let words: [[String]] = [
        ["新收政府信息公开申请", "本年新收"], ["结转政府信息公开申请", "上年结转"], ["予以公开"], ["部分公开"], ["国家秘密"], ["法律行政法规禁止", "法律、行政法规禁止"],
        ["三安全一稳定"], ["第三方合法权益"], ["内部事务信息"], ["过程性信息"], ["行政执法案卷"], ["行政查询事项"], ["不掌握相关政府信息"], ["没有现成信息"],
        ["申请内容仍不明确"], ["信访举报投诉类"], ["重复申请"], ["公开出版物"], ["大量反复申请"], ["确认或重新出具"], ["逾期不补正"], ["未按收费通知"], ["其他"],
        ["总计"], ["结转下年度"],
    ]

    /// The line that a cell's text heads; what is short (其他, 总计) must be all of it.
    static func line(of text: String) -> Line? {
        let bare = bare(text)
        switch bare {
        case "": return nil
        case "其他": return ReportRow(23).map(Line.row)
        case "总计": return .row(.closed)
        case "不予公开", "无法提供", "不予处理", "其他处理", "本年度办理结果": return .group
        default: break
        }
        for (line, words) in lines {
            guard case .row(let row) = line, row.number != 23, row != .closed, words.contains(where: bare.contains) else { continue }
            // 不予公开 has 予公开 in it, but not 予以公开; 大量反复申请 is not 重复申请.
            return line
        }
        return nil
    }

    static func column(of text: String) -> RunLayout.Column? {
        switch bare(text) {
        case "自然人": .part(.person)
        case "商业企业": .part(.business)
        case "科研机构": .part(.research)
        case "社会公益组织": .part(.welfare)
        case "法律服务机构": .part(.legalService)
        case "其他": .part(.otherOrganisation)
        case "小计": .subtotal
        case "总计", "合计": .total
        default: nil
        }
    }

    static func disputeKind(_ text: String) -> DisputeKind? {
        let bare = bare(text)
        if bare.contains("未经复议") { return .suit }
        if bare.contains("复议后") { return .suitAfterReview }
        return bare.contains("行政复议") ? .review : nil
    }

    static func disputeColumn(_ text: String) -> DisputeColumn? {
        switch bare(text) {
        case "结果维持", "维持": .upheld
        case "结果纠正", "纠正": .corrected
        case "其他结果", "其他": .other
        case "尚未审结", "未审结": .pending
        case "总计", "合计": .total
        default: nil
        }
    }

    /// Without white space, without a number in front such as 1. （三） and without signs of footnotes.
    static func bare(_ text: String) -> String {
        var scalars = text.unicodeScalars.filter { Folding.fold($0.value) != 0x20 && !NumberStretch.isNote(Folding.fold($0.value)) }[...]
        if let bracket = scalars.firstIndex(of: "["), scalars.last == "]", bracket > scalars.startIndex { scalars = scalars[..<bracket] }
        if let bracket = scalars.lastIndex(where: { "（(".unicodeScalars.contains($0) }), let note = scalars[bracket...].dropFirst().first,
            note == "注" || FlatText.isDigit(note.value), bracket > scalars.startIndex
        {
            scalars = scalars[..<bracket]
        }
        let numerals = "一二三四五六七八九十".unicodeScalars
        if let first = scalars.first, "（(".unicodeScalars.contains(first),
            let end = scalars.firstIndex(where: { "）)".unicodeScalars.contains($0) }),
            scalars.distance(from: scalars.startIndex, to: end) <= 3
        {
            scalars = scalars[scalars.index(after: end)...]
        } else if let end = scalars.firstIndex(where: { "、.．)）".unicodeScalars.contains($0) }),
            scalars.distance(from: scalars.startIndex, to: end) <= 2,
            scalars[..<end].allSatisfy({ numerals.contains($0) || FlatText.isDigit(Folding.fold($0.value)) })
        {
            scalars = scalars[scalars.index(after: end)...]
        }
        return String(String.UnicodeScalarView(scalars.map { Unicode.Scalar(Folding.fold($0.value)) ?? " " }))
    }
}
