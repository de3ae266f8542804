package import Domain
package import HTML

/// What stands at the address of a document that was taken down (撤下说明): ground, day and who.
package struct TombstonePage: Sendable {
    package var title: String
    package var unit: UnitLink
    package var ground: WithdrawalGround
    package var reason: String
    package var signature: String
    package var time: Instant

    package init(title: String, unit: UnitLink, ground: WithdrawalGround, reason: String, signature: String, time: Instant) {
        self.title = title
        self.unit = unit
        self.ground = ground
        self.reason = reason
        self.signature = signature
        self.time = time
    }
}

extension TombstonePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "已撤下：\(title)", trail: [PageHead.Step(label: "公开文件", address: .disclosures())], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.article, .class("tombstone")) { html in
            StatusTag(word: "已撤下", shape: .cross, isAlarming: true).write(&html)
            html(.h1, text: title)
            html(.p, .class("lead"), text: "这份信息曾经在这里公开，现在已经撤下。")
            html(.dl, .class("facts panel")) { html in
                fact(&html, "依据") { $0.text(ground.rawValue) }
                fact(&html, "说明") { $0.text(reason) }
                fact(&html, "撤下时间") { $0.text("\(time.day.inWords) \(time.clock)") }
                fact(&html, "经办") { $0.text(signature) }
                fact(&html, "单位") { $0(.a, .href(Address.unit(unit.code).link), text: unit.name) }
            }
            html(.p) { html in
                html.text("需要这份信息的，可以向该单位")
                html(.a, .href(Address.requests.link), text: "申请公开")
                html.text("。")
            }
        }
    }
}

/// 更正历史: what the public read before, each wording with the day on which it was replaced and why.
package struct DisclosureHistoryPage: Sendable {
    package struct Wording: Sendable {
        package var title: String
        package var number: String?
        package var body: DocumentBody
        package var replaced: Instant
        package var reason: String

        package init(title: String, number: String?, body: DocumentBody, replaced: Instant, reason: String) {
            self.title = title
            self.number = number
            self.body = body
            self.replaced = replaced
            self.reason = reason
        }
    }

    package var disclosure: DisclosureLink
    /// Newest first.
    package var wordings: [Wording]

    package init(disclosure: DisclosureLink, wordings: [Wording]) {
        self.disclosure = disclosure
        self.wordings = wordings
    }

    private static func anchor(_ number: Int) -> String { "wording-\(number)" }

    /// The place of an earlier wording, counted from the oldest, which is 1.
    package static func address(of id: Disclosure.ID, wording number: Int) -> WebAddress {
        WebAddress(path: Address.disclosureHistory(id).path + "#" + anchor(number))
    }
}

extension DisclosureHistoryPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "更正历史：\(disclosure.title)", crumb: "更正历史",
            trail: [
                PageHead.Step(label: "公开文件", address: .disclosures()),
                PageHead.Step(label: disclosure.title, address: .disclosure(disclosure.id)),
            ], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "更正历史", lead: "《\(disclosure.title)》更正过 \(wordings.count) 次。下面是更正以前的原文，仅供对照，以现行公开的为准。")
        html(.p) { $0(.a, .class("button quiet"), .href(Address.disclosure(disclosure.id).link), text: "查看现行公开的内容") }
        for (index, wording) in wordings.enumerated() {
            let number = wordings.count - index
            section(
                &html, "第 \(number) 次更正以前（公开到 \(wording.replaced.day.inWords) \(wording.replaced.clock)）", id: Self.anchor(number)
            ) { html in
                if !wording.reason.isEmpty { html(.p, .class("quiet"), text: "更正说明：\(wording.reason)") }
                html(.p) { html in
                    html(.strong, text: wording.title)
                    if let number = wording.number { html.text("　\(number)") }
                }
                html(.details) { html in
                    html(.summary, text: "展开原文")
                    DocumentText(documentBody: wording.body, title: wording.title).write(&html)
                }
            }
        }
    }
}

/// What is for somebody in particular (特定群体): asks for the code, and with it shows the document. Never listed, never found.
package struct LimitedPage: Sendable {
    package enum State: Sendable {
        /// - Parameter problem: why the code was not taken.
        case locked(problem: String?)
        case open(title: String, number: String?, published: Instant, body: DocumentBody, files: [(name: String, size: Int)], code: String)
    }

    package var id: Disclosure.ID
    package var unit: UnitLink
    package var state: State
    package var token: String

    package init(id: Disclosure.ID, unit: UnitLink, state: State, token: String) {
        self.id = id
        self.unit = unit
        self.state = state
        self.token = token
    }
}

extension LimitedPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        var title = "凭查阅码查看"
        if case .open(let own, _, _, _, _, _) = state { title = own }
        return PageHead(title: title, width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        switch state {
        case .locked(let problem):
            ErrorSummary(problems: problem.map { [("code", $0)] } ?? []).write(&html)
            pageTitle(&html, "凭查阅码查看", lead: "这份信息只向特定对象公开。请输入\(unit.name)告知您的查阅码。")
            form(&html, file: nil) { html in
                FormField(label: "查阅码", id: "code", hint: "8 位字母和数字，不分大小写。", problem: problem).write(&html) { html, attributes in
                    html(.input, attributes: attributes + [.type("text"), .autocomplete("off"), .maxLength(20), .required])
                }
                html(.button, .class("button"), .type("submit"), text: "查看")
            }
            html(.p, .class("quiet")) { html in
                html.text("没有查阅码的，请到")
                html(.a, .href(Address.unit(unit.code).link), text: unit.name)
                html.text("现场查阅，或者联系该单位。")
            }
        case .open(let title, let number, let published, let body, let files, let code):
            html(.article, .class("document")) { html in
                html(.p, .role("note"), .class("validity-notice"), text: "只向特定对象公开，请不要转发。")
                html(.h1, .class("document-heading"), text: title)
                html(.dl, .class("facts")) { html in
                    fact(&html, "单位") { $0.text(unit.name) }
                    if let number { fact(&html, "发文字号") { $0.text(number) } }
                    fact(&html, "公开时间") { $0.text(published.text) }
                }
                if !body.isEmpty { DocumentText(documentBody: body, title: title).write(&html) }
                if !files.isEmpty {
                    section(&html, "附件") { html in
                        for (index, file) in files.enumerated() {
                            form(&html, file: index + 1) { html in
                                html(.input, .type("hidden"), .name("code"), .value(code))
                                html(.button, .class("button quiet"), .type("submit"), text: "下载：\(file.name)（\(file.size.asFileSize)）")
                            }
                        }
                    }
                }
            }
        }
    }

    private func form(_ html: inout HTMLWriter, file: Int?, content: (inout HTMLWriter) -> Void) {
        html(.form, .class("form"), .action(Address.limited(id).link), .method("post")) { html in
            html(.input, .type("hidden"), .name("token"), .value(token))
            if let file { html(.input, .type("hidden"), .name("file"), .value(String(file))) }
            content(&html)
        }
    }
}

/// 应急发布台账: how often the steps were passed over, by whom and why. Counted in public, so that it stays rare.
package struct EmergenciesPage: Sendable {
    package struct Line: Sendable {
        package var id: Disclosure.ID
        package var title: String
        package var unitName: String
        package var published: Instant
        package var names: String
        package var reason: String

        package init(id: Disclosure.ID, title: String, unitName: String, published: Instant, names: String, reason: String) {
            self.id = id
            self.title = title
            self.unitName = unitName
            self.published = published
            self.names = names
            self.reason = reason
        }
    }

    package var lines: [Line]
    package var count: Int

    package init(lines: [Line], count: Int) {
        self.lines = lines
        self.count = count
    }
}

extension EmergenciesPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: "应急发布", trail: [PageHead.Step(label: "政府信息公开", address: .disclosureHub)], isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "应急发布", lead: "遇到突发事件，两名负责人可以共同决定先行公开。共 \(count.grouped) 次，逐次列在这里。")
        guard !lines.isEmpty else {
            return EmptyState(reason: "还没有应急发布。", advice: "全部信息都经过完整审批后公开。").write(&html)
        }
        html(.ul, .class("documents")) { html in
            for line in lines {
                html(.li) { html in
                    html(.a, .class("document-title"), .href(Address.disclosure(line.id).link), text: line.title)
                    html(.p, .class("document-facts")) { html in
                        html(.time, .class("document-day"), .dateTime(line.published.day.description), text: line.published.text)
                        html(.span, .class("document-unit"), text: line.unitName)
                    }
                    html(.p, text: "负责人：\(line.names)。理由：\(line.reason)")
                }
            }
        }
    }
}
