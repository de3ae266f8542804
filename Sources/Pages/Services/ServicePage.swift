package import Domain
import HTML

/// A guide or a policy as the public reads it: one value for page, sheet, screen and interface.
package struct PublicService: Sendable {
    package var id: ServicePaper.ID
    package var unit: UnitLink
    package var content: ServicePaper
    package var number: Int
    /// 具体实施时间
    package var effective: Day?
    package var published: Instant
    package var document: Disclosure.ID
    /// Whether the document says what this wording says: not once a later wording, or another correction, has taken its place.
    package var isInDocument: Bool
    /// Where the document as it is now carries a file, counted from 1, by the file's digest.
    package var fileNumbers: [String: Int]
    package var timing: ServiceTiming
    /// Wordings that are or were public.
    package var versionCount: Int
    /// Published, and in effect later.
    package var coming: (number: Int, effective: Day)?
    /// The guide that a policy names, where it is public.
    package var linked: (id: ServicePaper.ID, name: String)?
    package var day: Day

    package init(
        id: ServicePaper.ID, unit: UnitLink, content: ServicePaper, number: Int, effective: Day?, published: Instant,
        document: Disclosure.ID, isInDocument: Bool = true, fileNumbers: [String: Int] = [:], timing: ServiceTiming, versionCount: Int,
        coming: (number: Int, effective: Day)? = nil, linked: (id: ServicePaper.ID, name: String)? = nil, day: Day
    ) {
        self.id = id
        self.unit = unit
        self.content = content
        self.number = number
        self.effective = effective
        self.published = published
        self.document = document
        self.isInDocument = isInDocument
        self.fileNumbers = fileNumbers
        self.timing = timing
        self.versionCount = versionCount
        self.coming = coming
        self.linked = linked
        self.day = day
    }

    package var address: Address {
        switch content.kind {
        case .guide: .service(id)
        case .policy: .policy(id)
        }
    }

    var isExpired: Bool {
        guard case .policy(let policy) = content else { return false }
        return policy.isExpired(on: day)
    }
}

/// 办事指南, 涉企政策: one guide or policy.
package struct ServicePage: Sendable {
    package var service: PublicService

    package init(service: PublicService) { self.service = service }
}

extension ServicePage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        let content = service.content
        let step =
            switch content.kind {
            case .guide: PageHead.Step(label: "办事指南", address: .services())
            case .policy: PageHead.Step(label: "涉企政策", address: .policies())
            }
        return PageHead(
            title: content.name,
            article: PageHead.Article(
                title: content.title, published: service.published, source: service.unit.name,
                keywords: [content.kind.category, content.name],
                description: "\(content.name)的办理条件、程序、时限、材料和联系方式。"), trail: [step])
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        html(.article, .class("service")) { html in
            pageTitle(&html, service.content.name)
            html(.p, .class("document-facts")) { html in
                html(.a, .href(Address.unit(service.unit.code).link), text: service.unit.name)
                ServiceMarks(service: service).write(&html)
            }
            writeTools(&html)
            if let coming = service.coming {
                html(.div, .class("validity-notice"), .role("note")) { html in
                    html(.p) { html in
                        html.text("本事项已作修改，自\(coming.effective.chinese)起按新的要求办理，")
                        html(.a, .href(Address.serviceVersions(service.id).link), text: "查看改了什么")
                    }
                }
            }
            if case .guide = service.content { NothingMore(service: service.id).write(&html) }
            ServiceText(service: service, showsFiles: true).write(&html)
            writeDocument(&html)
            PrintedSource(address: service.address.absolute(frame.origin), label: frame.county.name).write(&html)
        }
    }

    /// Leads to the document, and claims no more than that it says.
    private func writeDocument(_ html: inout HTMLWriter) {
        let (before, after): (String, String) =
            if service.isInDocument {
                ("本页与公开文件", "内容一致。")
            } else if let coming = service.coming {
                ("本\(service.content.kind.noun)已有修改，自\(coming.effective.chinese)起实施，修改后的内容见公开文件", "。")
            } else {
                ("公开文件", "已另行更正，与本页不同，以公开文件为准。")
            }
        html(.p, .class("quiet")) { html in
            html.text(before)
            html(.a, .href(Address.disclosure(service.document).link), text: "《\(service.content.title)》")
            html.text(after)
        }
    }

    private func writeTools(_ html: inout HTMLWriter) {
        html(.div, .class("document-tools")) { html in
            html(.a, .class("button quiet"), .href(Address.serviceSheet(service.id).link), text: "打印版")
            html(.a, .class("button quiet"), .href(Address.serviceScreen(service.id).link), text: "大屏版")
            html(.a, .class("button quiet"), .href(Address.serviceVersions(service.id).link), text: "历次版本（\(service.versionCount)）")
        }
    }
}

/// Which wording it is, since when, and whether it came late.
struct ServiceMarks {
    var service: PublicService

    func write(_ html: inout HTMLWriter) {
        html(.span, text: "第 \(service.number) 版")
        if let effective = service.effective { html(.span, text: "自\(effective.chineseDate)起实施") }
        html(.span, text: "\(service.published.day.chineseDate)公开")
        if service.isExpired { StatusTag(word: "已到期", shape: .cross, isAlarming: true).write(&html) }
        ServiceTimingTag(timing: service.timing).write(&html)
    }
}

/// 按时公开, 迟公开, 还没有公开: against the day by which a change must be public.
struct ServiceTimingTag {
    var timing: ServiceTiming

    func write(_ html: inout HTMLWriter) {
        switch timing {
        case .notRunning: return
        case .open(let due): StatusTag(word: "应在\(due.chinese)前公开", shape: .open).write(&html)
        case .overdue(let due): StatusTag(word: "逾期未公开（期限\(due.chineseDate)）", shape: .cross, isAlarming: true).write(&html)
        case .onTime: StatusTag(word: "变更按时公开", shape: .full).write(&html)
        case .late(let due, _): StatusTag(word: "变更迟公开（期限\(due.chineseDate)）", shape: .half, isAlarming: true).write(&html)
        }
    }
}

/// 未写明的材料一律不得索要, with the way to say that it happened all the same.
struct NothingMore {
    var service: ServicePaper.ID

    func write(_ html: inout HTMLWriter) {
        html(.div, .class("panel nothing-more"), .role("note")) { html in
            html(.p) { $0(.strong, text: ServicePaper.nothingMore) }
            html(.p) { html in
                html.text("有人向您要了别的材料？")
                html(.a, .href(Address.serviceReport(service).link), text: "告诉我们")
            }
        }
    }
}

/// Every element with what it says; the same on the page and on the sheet.
struct ServiceText {
    var service: PublicService
    /// Links to the files; on paper a link is no use.
    var showsFiles: Bool

    func write(_ html: inout HTMLWriter) {
        for element in service.content.elements where !element.lines.isEmpty && element.field != "name" {
            section(&html, element.label) { html in
                switch element.field {
                case "step-name-0": writeSteps(&html)
                case "material-name-0": writeMaterials(element, &html)
                case "guide": writeGuide(element, &html)
                default: write(element, &html)
                }
            }
        }
    }

    private func write(_ element: ServiceElement, _ html: inout HTMLWriter) {
        guard element.lines.count > 1 else { return html(.p) { writeLine(element, element.lines[0], &$0) } }
        html(.ul) { html in
            for line in element.lines { html(.li) { writeLine(element, line, &$0) } }
        }
    }

    private func writeLine(_ element: ServiceElement, _ line: String, _ html: inout HTMLWriter) {
        if element.field == "phone" || element.field == "supervision" { return PhoneLink(number: line).write(&html) }
        if showsFiles, line.hasPrefix("https://") || line.hasPrefix("http://"), let address = WebAddress(line) {
            return html(.a, .href(address), text: line)
        }
        html.text(line)
    }

    private func writeGuide(_ element: ServiceElement, _ html: inout HTMLWriter) {
        guard let linked = service.linked else { return write(element, &html) }
        html(.p) { html in
            html(.a, .href(Address.service(linked.id).link), text: linked.name)
            html.text("（\(element.lines[0])）")
        }
    }

    private func writeSteps(_ html: inout HTMLWriter) {
        let flow = GuideFlow(service.content.steps)
        html(.div, .class("step-columns")) { html in
            FlowChart(flow: flow).write(&html)
            html(.ol, .class("steps")) { html in
                for line in flow.lines { html(.li) { $0(.span, text: line) } }
            }
        }
    }

    /// A file that the document does not carry now, because a later wording took its place, is named without a link.
    private func write(_ file: ServiceGuide.File, _ html: inout HTMLWriter) {
        guard let number = service.fileNumbers[file.attachment.digest] else {
            return html(.span, text: "\(file.role.rawValue)：\(file.attachment.name)")
        }
        html(.a, .href(Address.disclosureFile(service.document, number).link), text: file.role.rawValue)
    }

    private func writeMaterials(_ element: ServiceElement, _ html: inout HTMLWriter) {
        guard case .guide(let guide) = service.content, !guide.materials.isEmpty else { return write(element, &html) }
        let headings = ["材料名称", "原件或复印件", "份数", "形式", "来源", "依据"]
        PeopleTable(caption: "办理材料", headings: headings).write(&html) { html, labels in
            for material in guide.materials {
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html.text(material.name)
                        guard showsFiles, !material.files.isEmpty else { return }
                        html(.span, .class("material-files")) { html in
                            for file in material.files { write(file, &html) }
                        }
                    }
                    let cells = [
                        material.kind.rawValue, "\(material.copies) 份", material.form.rawValue, material.source,
                        material.basis.isEmpty ? "—" : material.basis,
                    ]
                    for (label, cell) in zip(labels.dropFirst(), cells) {
                        html(.td, .role("cell"), .data("label", label), text: cell)
                    }
                }
            }
        }
    }
}
