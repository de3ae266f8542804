import Domain
import HTML

/// Crest and name, text size, search, navigation.
struct Header {
    var showsSearch: Bool
    /// Whether the navigation shows where the page lies.
    var marksPlace = true

    private static let entries: [(label: String, address: Address)] = [
        ("首页", .home), ("政府信息公开", .disclosureHub), ("标准目录", .catalogue), ("公开文件", .disclosures()), ("公开主体", .units),
        ("依申请公开", .requests), ("政策解读", .interpretations()), ("公众参与", .participation), ("办事服务", .services()),
    ]

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.header, .class("site-header")) { html in
            html(.div, .class("bar")) { html in
                html(.a, .class("brand"), .href(Address.home.link)) { html in
                    html(.img, .src(frame.asset("crest.svg").link), .alt(""), .width(52), .height(52))
                    html(.span, .class("brand-text")) { html in
                        html(.span, .class("brand-name"), text: frame.county.name)
                        html(.span, .class("brand-line"), text: "政务公开")
                    }
                }
                writeTools(&html)
            }
            writeNavigation(&html, in: frame)
        }
    }

    private func writeTools(_ html: inout HTMLWriter) {
        html(.div, .class("tools")) { html in
            // Shown by the script: without it the buttons would do nothing.
            html(.div, .class("sizes"), .role("group"), .aria("label", "文字大小"), .hidden) { html in
                html(.button, .type("button"), .data("size", "regular"), .aria("pressed", "true"), text: "标准字")
                html(.button, .type("button"), .data("size", "large"), .aria("pressed", "false"), text: "大字")
            }
            guard showsSearch else { return }
            html(.form, .class("small-search"), .role("search"), .action(Address.search().link), .method("get")) { html in
                html(.label, .class("unseen"), .for("site-search"), text: "搜索文件、事项和单位")
                html(
                    .input, .type("search"), .id("site-search"), .name("q"), .placeholder("搜索文件、事项、单位"), .maxLength(SearchQuery.textLimit),
                    .autocomplete("off"))
                html(.button, .type("submit"), text: "搜索")
            }
        }
    }

    private func writeNavigation(_ html: inout HTMLWriter, in frame: SiteFrame) {
        let current = marksPlace ? Header.section(of: frame.address) : nil
        html(.nav, .class("main-nav"), .aria("label", "主导航")) { html in
            html(.ul) { html in
                for entry in Header.entries {
                    html(.li) { html in
                        if marksPlace, entry.address == frame.address {
                            html(.a, .href(entry.address.link), .aria("current", "page"), text: entry.label)
                        } else if entry.address == current {
                            html(.a, .href(entry.address.link), .aria("current", "true"), text: entry.label)
                        } else {
                            html(.a, .href(entry.address.link), text: entry.label)
                        }
                    }
                }
            }
        }
    }

    /// The entry of the navigation under which a page lies.
    private static func section(of address: Address) -> Address? {
        switch address {
        case .home: .home
        case .disclosureHub, .guide, .rules, .statutory, .reports, .emergencies, .ledgers, .ledger, .ledgerFile, .ledgerLine,
            .villageBoard, .gazetteIssue, .gazettePDF, .budgets:
            .disclosureHub
        case .requests, .requestForm, .requestStatus, .requestSheet: .requests
        case .catalogue, .domain, .catalogueFile, .versions, .version, .comparison, .comment, .commentReceipt, .checklist, .item: .catalogue
        case .units, .unit: .units
        case .disclosures, .disclosure, .disclosurePrint, .disclosureHistory, .disclosureFile, .limited: .disclosures()
        case .interpretations, .missingInterpretations, .chains, .chain, .responses: .interpretations()
        case .participation, .consultation, .opinionForm, .opinionReceipt, .messages, .messageForm, .messageStatus, .messageStatistics,
            .message, .answers, .answer:
            .participation
        case .services, .service, .serviceSheet, .serviceScreen, .serviceVersions, .serviceReport, .serviceReceipt, .policies, .policy,
            .ratings, .ratingsFile, .rate, .rating:
            .services()
        case .coverage, .coverageUnit, .coverageDomain, .coverageItem, .coverageMonths, .coverageFile, .programme, .search, .feed, .log,
            .logCheckpoint, .logEntry, .logProof, .logContinuity, .siteMap, .siteMapXML, .robots, .openSearch, .accessibility, .api,
            .openAPI,
            .health, .asset, .inspections, .inspectionList:
            nil
        case .openData, .dataCatalogue, .dataset, .dumpFile, .subscribe, .subscribeSent, .subscriptionConfirmation, .subscription,
            .targetGroup, .kiosk, .kioskPhone:
            nil
        }
    }
}

/// 您在这里
struct Breadcrumb {
    var trail: [PageHead.Step]
    var title: String

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        guard frame.address != .home else { return }
        html(.nav, .class("breadcrumb"), .aria("label", "您在这里")) { html in
            html(.ol, .itemScope, .itemType(WebAddress(literal: "https://schema.org/BreadcrumbList"))) { html in
                for (index, step) in ([PageHead.Step(label: "首页", address: .home)] + trail).enumerated() {
                    writeStep(&html, position: index + 1) { html in
                        html(.a, .href(step.address.link), .itemProperty("item")) { html in
                            html(.span, .itemProperty("name"), text: step.label)
                        }
                    }
                }
                writeStep(&html, position: trail.count + 2) { html in
                    html(.span, .itemProperty("name"), .aria("current", "page"), text: title)
                }
            }
        }
    }

    private func writeStep(_ html: inout HTMLWriter, position: Int, content: (inout HTMLWriter) -> Void) {
        html(.li, .itemProperty("itemListElement"), .itemScope, .itemType(WebAddress(literal: "https://schema.org/ListItem"))) { html in
            content(&html)
            html(.meta, .itemProperty("position"), .content(String(position)))
        }
    }
}
