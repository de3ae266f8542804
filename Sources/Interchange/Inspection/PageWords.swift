import Domain

/// Words by which a government site's page shows what it has.
enum PageWords {
    private enum Meaning {
        case feature(InspectedPage.Feature)
        case element(InspectedPage.FooterElement)
        case empty
        case published
        case search
    }

    /// What a link, a picture or an element's mark says the site has.
    ///
    /// - Parameter isAddress: only marks of other sites' services are looked for in an address.
    static func marks(in text: String, isAddress: Bool) -> (Set<InspectedPage.Feature>, Set<InspectedPage.FooterElement>) {
        guard text.utf8.count <= 600 else { return ([], []) }
        let scalars = text.unicodeScalars.map { Folding.fold($0.value) }
        var features: Set<InspectedPage.Feature> = []
        var elements: Set<InspectedPage.FooterElement> = []
        for match in matcher.matches(in: scalars) {
            let (word, meaning) = words[match.word]
            if isAddress && !word.unicodeScalars.allSatisfy(\.isASCII) { continue }
            switch meaning {
            case .feature(let feature): if isEntry(feature, scalars) { features.insert(feature) }
            case .element(let element): elements.insert(element)
            case .empty, .published, .search: continue
            }
        }
        let name = scalars.filter { $0 != 0x20 }
        if !isAddress, platformNames.contains(where: { name.elementsEqual($0.unicodeScalars.map(\.value)) }) {
            features.insert(.disclosure)
        }
        return (features, elements)
    }

    /// What a site offers on its first page and in its menus; elsewhere the words are those of documents.
    static let menuFeatures: Set<InspectedPage.Feature> = [.interaction, .services, .barrierFree, .openData]

    /// 县长信箱 is a way in; 关于开展政策咨询活动的公告 is a document, and 政务服务中心 a place.
    private static func isEntry(_ feature: InspectedPage.Feature, _ words: [UInt32]) -> Bool {
        guard menuFeatures.contains(feature) else { return true }
        let isPlace = ["局", "中心", "办公室"].contains { words.reversed().starts(with: $0.unicodeScalars.reversed().map(\.value)) }
        return words.count <= 12 && !isPlace
    }

    static func isSearch(_ text: String) -> Bool {
        has(text.unicodeScalars.map { Folding.fold($0.value) }) { if case .search = $0 { true } else { false } }
    }

    static func footerElements(in text: [UInt32]) -> Set<InspectedPage.FooterElement> {
        var elements: Set<InspectedPage.FooterElement> = []
        for match in matcher.matches(in: text) {
            guard case .element(let element) = words[match.word].meaning else { continue }
            // A label with no number after it is no site code.
            let next = text[match.range.upperBound...].first { ![0x0A, 0x20, 0x3A].contains($0) }
            if element == .siteCode, !(next.map { (48...57).contains($0) || (97...122).contains($0) } ?? false) { continue }
            elements.insert(element)
        }
        return elements
    }

    static func emptyWords(in text: [UInt32]) -> String? {
        for match in matcher.matches(in: text) {
            if case .empty = words[match.word].meaning { return words[match.word].word }
        }
        return nil
    }

    /// Where the labels of a publication time end.
    static func publicationLabels(in text: [UInt32]) -> [Int] {
        matcher.matches(in: text).compactMap { match in
            if case .published = words[match.word].meaning { match.range.upperBound } else { nil }
        }
    }

    static func hasPublicationLabel(_ text: String) -> Bool {
        has(text.unicodeScalars.map { Folding.fold($0.value) }) { if case .published = $0 { true } else { false } }
    }

    private static func has(_ text: [UInt32], _ test: (Meaning) -> Bool) -> Bool {
        matcher.matches(in: text).contains { test(words[$0.word].meaning) }
    }

    /// How the column may be called (国办公开办函〔2019〕61号: 政府信息公开).
    private static let platformNames = ["政府信息公开", "政府信息公开专栏", "政府信息公开平台"]

    private static let matcher = WordMatcher(words.map(\.word))

    private static let words: [(word: String, meaning: Meaning)] =
        features.flatMap { feature, words in words.map { ($0, Meaning.feature(feature)) } }
        + elements.flatMap { element, words in words.map { ($0, Meaning.element(element)) } }
        + ["暂无", "没有相关", "还没有", "建设中", "敬请期待", "即将上线", "无相关内容", "无相关信息"].map { ($0, .empty) }
        + ["发布时间", "发布日期", "发布于", "发表时间", "发文时间", "公开日期", "更新时间", "时间:", "日期:", "来源:"].map { ($0, .published) }
        + ["搜索", "检索", "search", "keyword", "query", "请输入关键"].map { ($0, .search) }

    private static let features: [(InspectedPage.Feature, [String])] = [
        (.search, ["站内搜索", "全站搜索", "全文检索", "高级搜索", "智能搜索"]), (.faultReport, ["jiucuo", "网站找错"]),
        (.interaction, ["留言", "信箱", "咨询", "建言", "意见建议", "来信", "问政", "投诉", "互动交流"]),
        (.services, ["办事服务", "网上办事", "在线办事", "办事大厅", "服务大厅", "办事指南", "我要办", "政务服务", "一网通办", "一网办"]),
        (.barrierFree, ["无障碍", "适老", "长者", "关怀版", "大字"]),
        (.openData, ["数据开放", "开放数据", "数据接口"]), (.guide, ["公开指南"]), (.system, ["公开制度"]), (.statutory, ["法定主动公开"]),
        (.annualReport, ["公开年报", "公开工作年度报告", "信息公开年度报告", "公开工作年报"]), (.requests, ["依申请公开"]),
        (.yearlySiteReport, ["工作年度报表"]),
    ]

    private static let elements: [(InspectedPage.FooterElement, [String])] = [
        (.sponsor, ["主办单位", "主办:", "主管单位"]),
        (.contact, ["联系电话", "联系方式", "联系我们", "电话:", "电话 ", "邮箱", "电子邮件"]), (.siteCode, ["标识码"]),
        (.emblem, ["conac", "党政机关"]), (.icp, ["icp备"]), (.police, ["公网安备", "公安备案"]), (.siteMap, ["网站地图", "站点地图", "网站导航"]),
    ]
}
