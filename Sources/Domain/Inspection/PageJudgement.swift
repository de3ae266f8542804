/// Rules about single pages and about the site as a whole.
extension Judgement {
    mutating func judgePages() {
        for (tags, rule) in [(WebTag.ofSite, InspectionRule.siteTags), (WebTag.ofColumn, .columnTags), (WebTag.ofArticle, .articleTags)] {
            for tag in tags { count(.missing(tag), rule) { "缺少标签 \(tag.rawValue)（\($0) 个页面）。" } }
        }
        let written = inspection.tallies.keys.compactMap { fault -> (WebTag, String)? in
            if case .otherCase(let tag, let written) = fault { return (tag, written) }
            return nil
        }
        for (tag, name) in written.sorted(by: { ($0.0.rawValue, $0.1) < ($1.0.rawValue, $1.1) }) {
            count(.otherCase(tag, written: name), .tagForm) { "标签 \(tag.rawValue) 写成了 \(name)（\($0) 个页面），大小写不对的不能识别。" }
        }
        count(.publicationForm, .tagForm) { "PubDate 的写法不是 YYYY-MM-DD HH:MM（\($0) 个页面）。" }
        count(.siteCodeForm, .tagForm) { "SiteIDCode 不是10位的网站标识码（\($0) 个页面）。" }
        for element in InspectedPage.FooterElement.allCases {
            count(.lacks(element), .footer) { "页面底部没有\(element.rawValue)（\($0) 个页面）。" }
        }
        let limit = inspection.rules.pageMilliseconds
        count(.slow, .slowPage) { "有 \($0) 个页面超过 \(limit) 毫秒才打开。" }
        if let tally = inspection.tallies[.noPublicationTime] {
            findings.append(
                InspectionFinding(
                    .publicationTime, "有 \(tally.count) 个内容页没有写明发布时间，视为不更新。", count: tally.count, evidence: tally.evidence))
        }
        if let tally = inspection.tallies[.noPublicationTimeBeforeScripts] {
            leave(.publicationTime, "有 \(tally.count) 个内容页的发布时间可能由脚本写出，请用浏览器核对")
        }
        if inspection.articleCount == 0 {
            for rule in [InspectionRule.articleTags, .publicationTime] { leave(rule, "没有看到内容页") }
        }
        if inspection.columns.isEmpty { leave(.columnTags, "没有看到栏目页") }
    }

    /// One finding for all pages with the same fault; it counts once for the points.
    private mutating func count(_ fault: SiteInspection.Fault, _ rule: InspectionRule, _ sentence: (Int) -> String) {
        guard let tally = inspection.tallies[fault] else { return }
        findings.append(InspectionFinding(rule, sentence(tally.count), evidence: tally.evidence))
    }

    // MARK: Links

    mutating func judgeLinks() {
        var dead = SiteInspection.Tally()
        var reasons: [String: Int] = [:]
        // What stands on the home page first.
        let records = inspection.linkOrder.compactMap { target in inspection.links[target].map { (target, $0) } }
        for isOnHome in [true, false] {
            for (target, record) in records where record.isOnHome == isOnHome {
                guard case .dead(let reason) = record.outcome else { continue }
                reasons[reason, default: 0] += 1
                dead.add(record.page, place: "a[href=\"\(target)\"] \(record.text)")
            }
        }
        if dead.count > 0 {
            let words = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map { "\($0.key) \($0.value) 个" }
            findings.append(
                InspectionFinding(
                    .deadLink, "有 \(dead.count) 个站内链接打不开：\(words.joined(separator: "，"))。", count: dead.count, evidence: dead.evidence))
        }
        let open = inspection.unknownLinks + inspection.untried.count + inspection.leftOutLinks
        if open > 0 { leave(.deadLink, "有 \(open) 个站内链接没有试过") }
        if records.isEmpty { leave(.deadLink, "没有看到站内链接") }
        if inspection.externalLinks > 0 { leave(.externalLinks, "有 \(inspection.externalLinks) 处站外链接，不访问站外网站") }
    }

    // MARK: What the site offers

    /// A page that scripts fill in shows nothing of what it offers.
    var readableHome: InspectedPage? { inspection.home.flatMap { !$0.hasScripts || $0.links.count >= 3 ? $0 : nil } }

    mutating func judgeFeatures() {
        guard let home = readableHome else {
            let reason = inspection.home == nil ? "没有看到首页" : "首页内容由脚本载入，请用浏览器核对"
            let rules: [InspectionRule] = [
                .noInteraction, .noServices, .search, .faultReport, .disclosurePlatform, .requestsEntry, .yearlyReport, .barrierFree,
                .openData,
            ]
            for rule in rules where !isShown(rule) { leave(rule, reason) }
            return
        }
        let wanted: [(InspectedPage.Feature, InspectionRule, String)] = [
            (.interaction, .noInteraction, "没有看到咨询、留言、信箱一类的入口。"), (.services, .noServices, "没有看到办事服务、政务服务一类的入口。"),
            (.faultReport, .faultReport, "没有看到“我为政府网站找错”图标或者链接。"), (.search, .search, "没有看到站内搜索框。"),
            (.disclosure, .disclosurePlatform, "首页没有名为“政府信息公开”的入口。"), (.guide, .disclosurePlatform, "没有看到“政府信息公开指南”入口。"),
            (.system, .disclosurePlatform, "没有看到“政府信息公开制度”入口。"), (.statutory, .disclosurePlatform, "没有看到“法定主动公开内容”入口。"),
            (.annualReport, .disclosurePlatform, "没有看到“政府信息公开年报”入口。"), (.requests, .requestsEntry, "没有看到“依申请公开”入口。"),
        ]
        for (feature, rule, sentence) in wanted {
            // The name of the platform must stand on the home page itself.
            let seen = feature == .disclosure ? home.features : inspection.features
            if !seen.contains(feature) { findings.append(InspectionFinding(rule, sentence, evidence: [Evidence(page: home.address)])) }
        }
        judgeYearlyReport(home)
        for (feature, rule, sentence) in [
            (InspectedPage.Feature.barrierFree, InspectionRule.barrierFree, "提供无障碍或者适老化浏览。"), (.openData, .openData, "提供数据开放或者数据接口。"),
        ] where inspection.features.contains(feature) {
            findings.append(InspectionFinding(rule, sentence, evidence: [Evidence(page: home.address)]))
        }
    }

    /// Whether a page that is not the home page already shows what the rule asks for.
    private func isShown(_ rule: InspectionRule) -> Bool {
        switch rule {
        case .noInteraction: inspection.features.contains(.interaction)
        case .noServices: inspection.features.contains(.services)
        case .search: inspection.features.contains(.search)
        case .faultReport: inspection.features.contains(.faultReport)
        case .requestsEntry: inspection.features.contains(.requests)
        default: false
        }
    }

    mutating func judgeYearlyReport(_ home: InspectedPage) {
        if asOf.month == 1 { return leave(.yearlyReport, "上一年的报表在1月31日前公布") }
        guard !home.features.contains(.yearlySiteReport) else { return }
        findings.append(
            InspectionFinding(
                .yearlyReport, "首页没有看到《政府网站工作年度报表》（\(asOf.year - 1)年度）。", evidence: [Evidence(page: home.address)]))
    }

    // MARK: Host

    mutating func judgeHost() {
        switch inspection.source {
        case .saved: leave(.ipv6, "保存的副本看不出")
        case .live(_, nil): leave(.ipv6, "访问的是数字地址或者本机")
        case .live(_, true?): break
        case .live(let host, false?):
            findings.append(InspectionFinding(.ipv6, "域名 \(host) 没有 IPv6 地址。", evidence: [Evidence(page: "/", place: host)]))
        }
        if case .saved = inspection.source { leave(.slowPage, "保存的副本看不出") }
        judgeDomainName()
    }

    private mutating func judgeDomainName() {
        var name = inspection.home?.tag(.siteDomain) ?? ""
        if case .live(let host, _) = inspection.source {
            if name.isEmpty || Folding.trimmed(name).lowercased() == host { name = host }
        }
        let host = Folding.trimmed(name).lowercased().split(separator: ":").first.map(String.init) ?? ""
        if host.isEmpty { return leave(.domainName, inspection.home == nil ? "没有看到首页" : "首页没有标签 SiteDomain") }
        guard LinkCheck.isPublicHost(host), host.utf8.contains(where: { (97...122).contains($0) || $0 > 0x7F }) else {
            return leave(.domainName, "访问的是数字地址或者本机")
        }
        guard !host.hasSuffix(".gov.cn"), !host.hasSuffix(".政务") else { return }
        findings.append(
            InspectionFinding(
                .domainName, "域名 \(host) 不以 .gov.cn 结尾。",
                evidence: [Evidence(page: inspection.home?.address ?? "/", place: "meta[name=\"SiteDomain\"] = \(host)")]))
    }
}
