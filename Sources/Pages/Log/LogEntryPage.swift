package import Domain
import HTML

/// One entry of the public log: what happened, its fields as far as they may be shown, and the proof that it is in the log.
package struct LogEntryPage: Sendable {
    package var link: LogEntryLink
    /// What happened, in words; `nil` for internal work.
    package var sentence: String?
    /// The document, unit or version that it is about, where the public can see it.
    package var subject: (label: String, address: Address)?
    /// The fields that make the fingerprint; empty for internal work.
    package var fields: [Field]
    /// Hexadecimal; `nil` until the entry is in the tree.
    package var leafHash: String?
    package var proof: Proof?
    /// The entries before and after.
    package var previous: Int64?
    package var next: Int64?

    /// A field of the entry under its Chinese name.
    package struct Field: Sendable {
        package var label: String
        package var value: String
        /// A digest or a key: shown in type of even width.
        package var isCode: Bool

        package init(_ label: String, _ value: String, isCode: Bool = false) {
            self.label = label
            self.value = value
            self.isCode = isCode
        }
    }

    /// The checkpoint that covers it, and how long the way to it is.
    package struct Proof: Sendable {
        package var size: Int64
        package var time: Instant
        /// Hexadecimal, from the leaf up.
        package var path: [String]

        package init(size: Int64, time: Instant, path: [String]) {
            self.size = size
            self.time = time
            self.path = path
        }
    }

    package init(
        link: LogEntryLink, sentence: String?, subject: (label: String, address: Address)? = nil, fields: [Field], leafHash: String?,
        proof: Proof?, previous: Int64? = nil, next: Int64? = nil
    ) {
        self.link = link
        self.sentence = sentence
        self.subject = subject
        self.fields = fields
        self.leafHash = leafHash
        self.proof = proof
        self.previous = previous
        self.next = next
    }

    package static let internalSentence = "内部办理记录（内容不公开，指纹在册）"
}

extension LogEntryPage: FramedPage {
    private var name: String { "公开日志第 \(Int(link.sequence).grouped) 条" }

    func head(in frame: SiteFrame) -> PageHead {
        PageHead(title: name, trail: [PageHead.Step(label: "公开日志", address: .log)], width: .narrow, isIndexed: false)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        // Of internal work not even the hour is shown.
        let lead = sentence.map { "\(link.time.day.plainWords) \(link.time.clock)，\($0)。" } ?? LogEntryPage.internalSentence
        pageTitle(&html, name, lead: lead)
        if let subject {
            html(.p) { $0(.a, .href(subject.address.link), text: subject.label) }
        }
        writeProof(&html)
        if !fields.isEmpty {
            section(&html, "记录内容") { html in
                html(.dl, .class("facts")) { html in
                    for field in fields {
                        fact(&html, field.label) { html in
                            if field.isCode { html(.code, text: field.value) } else { html.text(field.value) }
                        }
                    }
                }
            }
        }
        writeNeighbours(&html)
    }

    private func writeProof(_ html: inout HTMLWriter) {
        section(&html, "在册证明") { html in
            guard let leafHash, let proof else {
                return html(.p, text: "这条记录还没有进入签名的检查点。检查点每天生成一个，请明天再来下载证明。")
            }
            html(
                .p,
                text: "这条记录在 \(proof.time.text) 签名的检查点（共 \(Int(proof.size).grouped) 条）之内。从它的指纹起，经过下面 \(proof.path.count) 步合并，得到检查点的总指纹。")
            html(.ul, .class("downloads")) { html in
                html(.li) { $0(.a, .class("button quiet"), .href(Address.logProof(link.sequence).link), .download, text: "下载证明文件（JSON）") }
                html(.li) { $0(.a, .class("button quiet"), .href(Address.logCheckpoint(size: proof.size).link), text: "检查点（文本）") }
            }
            html(.dl, .class("facts")) { html in
                fact(&html, "本条指纹") { $0(.code, text: leafHash) }
            }
            if !proof.path.isEmpty {
                html(.details) { html in
                    html(.summary, text: "合并的 \(proof.path.count) 步")
                    html(.ol) { html in
                        for step in proof.path { html(.li) { $0(.code, text: step) } }
                    }
                }
            }
            html(.p) { html in
                html(.a, .href(Address.log.link), text: "怎样自己核对")
            }
        }
    }

    private func writeNeighbours(_ html: inout HTMLWriter) {
        guard previous != nil || next != nil else { return }
        html(.nav, .class("pagination"), .aria("label", "前后记录")) { html in
            if let previous { html(.a, .class("button quiet"), .href(Address.logEntry(previous).link), .rel("prev"), text: "上一条") }
            if let next { html(.a, .class("button quiet"), .href(Address.logEntry(next).link), .rel("next"), text: "下一条") }
        }
    }
}

/// What an event of a public kind did, in a sentence without its full stop.
package struct LogWords: Sendable {
    private let verb: Event.Verb
    private let unit: String?
    private let title: String?

    /// - Parameters:
    ///   - unit: the unit for which it was done, as the public knows it.
    ///   - title: of the document or the catalogue, where it is public.
    package init(_ verb: Event.Verb, unit: String?, title: String?) {
        self.verb = verb
        self.unit = unit
        self.title = title
    }

    /// `nil` for internal work.
    package var sentence: String? {
        let name = title.map { "《\($0)》" } ?? ""
        let who = unit ?? ""
        switch verb {
        case .siteCreated: return "建立网站"
        case .siteChanged: return "修改网站信息"
        case .unitRegistered: return "登记单位\(who)"
        case .unitChanged: return "修改单位\(who)的信息"
        case .dutiesAssigned: return "调整各领域的牵头单位"
        case .catalogueAdopted: return "启用标准目录\(name)"
        case .catalogueSuperseded: return "标准目录\(name)被新版本替代"
        case .checklistGathered: return "更新事项清单"
        case .disclosureImported: return "\(who)公开信息\(name)（由原网站转入）"
        case .disclosureChanged: return "\(who)更新信息\(name)"
        case .disclosurePublished: return "\(who)公开信息\(name)"
        case .disclosureForced: return "\(who)紧急公开信息\(name)"
        case .disclosureCorrected: return "\(who)更正信息\(name)"
        case .disclosureWithdrawn: return "\(who)撤下一件信息"
        case .disclosurePurged: return "\(who)清除一件信息中的个人信息"
        case .validityChanged: return "\(who)变更信息\(name)的有效性"
        default: return nil
        }
    }
}
