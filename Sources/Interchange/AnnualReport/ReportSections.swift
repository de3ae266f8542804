import Domain

/// Where the six sections of a report stand in its text.
struct ReportSections {
    /// From after its heading to the next heading.
    private var ranges: [ReportSection: Range<Int>] = [:]

    init(_ text: FlatText) {
        var heads: [(ReportSection, Range<Int>)] = []
        var start = 0
        for section in ReportSection.allCases {
            guard let place = text.first(Self.words(section), in: start..<text.count) else { continue }
            heads.append((section, place))
            start = place.upperBound
        }
        for (index, head) in heads.enumerated() {
            let end = index + 1 < heads.count ? heads[index + 1].1.lowerBound : text.count
            ranges[head.0] = head.1.upperBound..<end
        }
    }

    func range(_ section: ReportSection) -> Range<Int>? { ranges[section] }
    var isEmpty: Bool { ranges.isEmpty }

    /// With its numeral, since introductions name the sections, too.
    private static func words(_ section: ReportSection) -> [String] {
        let numeral = String(section.title.prefix(1))
        let titles: [String] =
            switch section {
            case .overview: ["总体情况"]
            case .proactive: ["主动公开政府信息情况", "主动公开政府信息的情况"]
            case .requests: ["收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请的情况"]
            case .disputes: ["政府信息公开行政复议", "因政府信息公开工作被申请行政复议", "政府信息公开工作被申请行政复议", "因政府信息公开被申请行政复议"]
            case .problems: ["存在的主要问题", "政府信息公开工作存在的主要问题"]
            case .other: ["其他需要报告的事项", "其他需要报告事项"]
            }
        return titles.flatMap { title in ["、", "", ".", "，"].map { numeral + $0 + title } }
    }

    /// The words of each section, those of its table left out.
    func narrative(_ text: FlatText) -> ReportNarrative {
        var result = ReportNarrative()
        for section in ReportSection.allCases {
            guard var range = ranges[section] else { continue }
            let tables: [String] =
                switch section {
                case .overview, .problems, .other: []
                case .proactive: ["第二十条第（一）项"]
                case .requests: ["（本列数据的勾稽关系", "申请人情况"]
                case .disputes: ["结果维持"]
                }
            if let table = text.first(tables, in: range) { range = range.lowerBound..<table.lowerBound }
            result[section] = Folding.trimmed(text.text(range))
        }
        return result
    }
}
