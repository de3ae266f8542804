package import Domain
package import HTML

/// A published document with its metadata block, its text and what belongs to it.
package struct DisclosurePage: Sendable {
    package var disclosure: Disclosure
    package var unit: UnitLink
    package var item: ItemLink?
    package var domain: DomainLink?
    package var attachments: [Attachment]
    /// Other documents under the same item, newest first, at most ten.
    /// How often its wording has been corrected.
    package var corrections: Int
    /// 应急发布
    package var isEmergency: Bool
    package var related: [DisclosureLink]
    /// What took its place when it is repealed or amended, where that is known.
    package var successor: DisclosureLink?
    /// Where it entered the public log last.
    package var logEntry: LogEntryLink?
    package var ties = DocumentTies()

    package struct Attachment: Sendable {
        package var name: String
        package var address: WebAddress
        package var sizeInBytes: Int?

        package init(name: String, address: WebAddress, sizeInBytes: Int? = nil) {
            self.name = name
            self.address = address
            self.sizeInBytes = sizeInBytes
        }
    }

    package init(
        disclosure: Disclosure, unit: UnitLink, item: ItemLink? = nil, domain: DomainLink? = nil, attachments: [Attachment],
        corrections: Int = 0, isEmergency: Bool = false, related: [DisclosureLink], successor: DisclosureLink? = nil,
        logEntry: LogEntryLink? = nil
    ) {
        self.disclosure = disclosure
        self.unit = unit
        self.item = item
        self.domain = domain
        self.attachments = attachments
        self.corrections = corrections
        self.isEmergency = isEmergency
        self.related = related
        self.successor = successor
        self.logEntry = logEntry
    }
}

/// The same document for A4 paper: no navigation, metadata, text, source and address.
package struct DisclosurePrintPage: Sendable {
    package var document: DisclosurePage

    package init(document: DisclosurePage) {
        self.document = document
    }
}

extension DisclosurePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        var trail = [PageHead.Step(label: "公开文件", address: .disclosures())]
        if let domain { trail.append(PageHead.Step(label: domain.name, address: .domain(domain.code))) }
        return PageHead(
            title: disclosure.title,
            article: PageHead.Article(
                title: disclosure.title, published: disclosure.published, source: unit.name,
                keywords: [disclosure.number, domain?.name, item?.name, disclosure.category].compactMap { $0 }, description: summary),
            trail: trail,
            feeds: domain.map { [PageHead.FeedLink(title: "\($0.name) 最新公开", address: .feed(.domain($0.code)))] } ?? [], width: .narrow)
    }

    /// The beginning of the text, for search engines: at most 120 characters of the first paragraphs.
    private var summary: String {
        var text = ""
        for case .paragraph(let paragraph) in disclosure.body.blocks where text.unicodeScalars.count < 120 {
            text += paragraph.split(separator: "\n").joined(separator: " ")
        }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(120)))
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.article, .class("document"), .itemScope, .itemType(WebAddress(literal: "https://schema.org/Article"))) { html in
            writeNotice(&html)
            html(.h1, .class("document-heading"), .itemProperty("headline"), text: disclosure.title)
            writeMetadata(&html)
            html(.div, .class("document-tools")) { html in
                html(.a, .class("button quiet"), .href(Address.disclosurePrint(disclosure.id).link), text: "打印版")
                html(
                    .button, .class("button quiet"), .type("button"),
                    .data("copy", Address.disclosure(disclosure.id).absolute(frame.origin)), .hidden, text: "复制链接")
            }
            writeMarks(&html)
            ties.writeBeforeText(&html)
            writeText(&html)
            writeAttachments(&html)
            writeSource(&html)
            if let logEntry { LogSentence(entry: logEntry).write(&html) }
        }
        ties.writeChains(&html, current: disclosure.id)
        writeBelonging(&html)
    }

    /// That the wording was corrected, or that it went out past the usual steps.
    private func writeMarks(_ html: inout HTMLWriter) {
        if corrections > 0 {
            html(.p, .class("correction-notice"), .role("note")) { html in
                html.text("本件更正过 \(corrections) 次，")
                html(.a, .href(Address.disclosureHistory(disclosure.id).link), text: "查看更正以前的原文")
            }
        }
        if isEmergency {
            html(.p, .class("correction-notice"), .role("note")) { html in
                html.text("本件为应急发布，")
                html(.a, .href(Address.emergencies.link), text: "查看应急发布台账")
            }
        }
    }

    /// What a reader must know before reading: that the text no longer holds.
    private func writeNotice(_ html: inout HTMLWriter) {
        guard disclosure.validity.isWithdrawn else { return }
        html(.div, .class("validity-notice"), .role("note")) { html in
            html(.p) { html in
                ValidityTag(validity: disclosure.validity).write(&html)
                html(
                    .strong,
                    text: disclosure.validity == .amended ? "本文件已作修改，请以修改后的文件为准。" : "本文件已\(disclosure.validity.rawValue)，仅供查阅，不再作为办事依据。")
            }
            if let successor {
                html(.p) { html in
                    html.text("现行文件：")
                    html(.a, .href(Address.disclosure(successor.id).link), text: successor.title)
                }
            }
        }
    }

    /// 元数据, in the prescribed order (RULES §8.3). What the office has not given is shown as missing.
    func writeMetadata(_ html: inout HTMLWriter) {
        html(.dl, .class("metadata")) { html in
            row(&html, "索引号", disclosure.indexNumber)
            row(&html, "主题分类", disclosure.theme)
            fact(&html, "发文机关") { html in
                html(.a, .href(Address.unit(unit.code).link), .itemProperty("author"), text: unit.name)
            }
            date(&html, "成文日期", disclosure.made, property: "dateCreated")
            html(.div, .class("wide")) { html in
                html(.dt, text: "标题")
                html(.dd, text: disclosure.title)
            }
            row(&html, "发文字号", disclosure.number)
            date(&html, "发布日期", disclosure.published?.day, property: "datePublished")
            html(.div, .class("wide")) { html in
                html(.dt, text: "有效性")
                html(.dd) { ValidityTag(validity: disclosure.validity).write(&$0) }
            }
        }
    }

    private func row(_ html: inout HTMLWriter, _ label: String, _ value: String?) {
        fact(&html, label) { html in
            if let value, !value.isEmpty { html.text(value) } else { html(.span, .class("quiet"), text: "无") }
        }
    }

    private func date(_ html: inout HTMLWriter, _ label: String, _ day: Day?, property: String) {
        fact(&html, label) { html in
            guard let day else { return html(.span, .class("quiet"), text: "无") }
            html(.time, .dateTime(day.description), .itemProperty(property), text: day.inWords)
        }
    }

    func writeText(_ html: inout HTMLWriter) {
        if disclosure.body.isEmpty {
            EmptyState(
                reason: "这份文件没有可以直接阅读的正文。", advice: attachments.isEmpty ? "可以联系发文机关查阅。" : "内容在下面的附件里。",
                links: [(unit.name, .unit(unit.code))]
            )
            .write(&html)
        } else {
            DocumentText(documentBody: disclosure.body, title: disclosure.title).write(&html)
        }
    }

    func writeAttachments(_ html: inout HTMLWriter) {
        guard !attachments.isEmpty else { return }
        section(&html, "附件") { html in
            html(.ol, .class("attachments")) { html in
                for attachment in attachments {
                    html(.li) { html in
                        html(.a, .href(attachment.address), text: attachment.name)
                        if let size = attachment.sizeInBytes { html(.span, .class("quiet"), text: "（\(size.asFileSize)）") }
                    }
                }
            }
        }
    }

    private func writeSource(_ html: inout HTMLWriter) {
        guard let source = disclosure.sourceAddress, let address = WebAddress(source), address.isExternal else { return }
        html(.p, .class("source")) { html in
            html.text("原发布地址：")
            html(.a, .href(address), .rel("external nofollow"), text: source)
        }
    }

    private func writeBelonging(_ html: inout HTMLWriter) {
        guard item != nil || !related.isEmpty else { return }
        html(.aside, .class("belonging"), .aria("label", "相关内容")) { html in
            if let item {
                section(&html, "对应的公开事项") { html in
                    html(.p) { $0(.a, .href(Address.item(item.id).link), text: item.levels.joined(separator: " › ")) }
                }
            }
            if !related.isEmpty {
                section(&html, "同一事项的其他文件") { DisclosureList(documents: related).write(&$0) }
            }
        }
    }
}
