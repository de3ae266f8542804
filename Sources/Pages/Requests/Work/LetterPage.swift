package import Domain
package import HTML

/// A letter that went out: paper, files, service.
package struct LetterPage: WorkPage {
    package var shown: RequestCase
    package var letter: RequestLetter
    package var kind: LetterKind
    package var words: OfficialLetter
    /// What was typed about the service.
    package var service: ServiceFields
    package var problems: [(field: String, message: String)]
    /// Names of who asks are left out for those who only judge.
    package var hidesApplicant: Bool

    package init(
        shown: RequestCase, letter: RequestLetter, kind: LetterKind, words: OfficialLetter, service: ServiceFields,
        problems: [(field: String, message: String)] = [], hidesApplicant: Bool
    ) {
        self.shown = shown
        self.letter = letter
        self.kind = kind
        self.words = words
        self.service = service
        self.problems = problems
        self.hidesApplicant = hidesApplicant
    }

    /// A service as it was typed.
    package struct ServiceFields: Sendable, Hashable {
        package var way: String
        package var day: String
        package var proof: String
        package var returned: String
        package var note: String

        package init(way: String = "", day: String = "", proof: String = "", returned: String = "", note: String = "") {
            self.way = way
            self.day = day
            self.proof = proof
            self.returned = returned
            self.note = note
        }
    }

    package var title: String { problems.isEmpty ? kind.name : "错误：\(kind.name)" }
    package var trail: [WorkStep] { shown.trail }

    private var id: DisclosureRequest.ID { shown.request.id }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        html(.div, .class("page-top")) { html in
            html(.h1, text: kind.name)
            shown.serviceTag(of: letter).write(&html)
        }
        html(.p, .class("lead"), text: "\(letter.number.isEmpty ? "没有文书号" : letter.number)，\(letter.issued.inWords)发出，\(letter.signature)")
        writeFiles(&html)
        html(.div, .class("letter-work")) { html in
            html(.div) { html in
                writeService(&html, in: frame)
                writeReturn(&html, in: frame)
            }
            html(.div) { html in
                if hidesApplicant { html(.p, .class("quiet"), text: "申请人的姓名只有承办人能看。") }
                LetterSheet(letter: words, name: kind.name).write(&html)
            }
        }
    }

    private func writeFiles(_ html: inout HTMLWriter) {
        guard !hidesApplicant else { return }
        html(.ul, .class("downloads")) { html in
            for (format, name) in [("docx", "Word 文件"), ("pdf", "PDF"), ("envelope", "信封"), ("receipt", "送达回证")] {
                if format == "envelope", kind.addressee != .applicant { continue }
                html(.li) { html in
                    html(.a, .class("button quiet"), .href(WorkRoute.letterFile.link(id, letter.id, format)), .download) { html in
                        html(.span, .class("unseen"), text: "下载\(kind.name)：")
                        html.text(name)
                    }
                }
            }
        }
    }

    private func writeService(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "送达", id: "service") { html in
            if let service = letter.service {
                html(.dl, .class("facts panel")) { html in
                    fact(&html, "方式") { $0.text(service.way.name) }
                    fact(&html, "日期") { $0.text(service.day.inWords) }
                    fact(&html, "凭证") { $0.text(service.proof) }
                    if let returned = service.returned { fact(&html, "退回") { $0.text(returned.inWords) } }
                }
            } else {
                html(.p, text: "还没有记送达。")
                for entry in shown.returns(of: letter) {
                    let note = entry.note.isEmpty ? "" : "：\(entry.note)"
                    html(.p, text: "\(entry.fact.day.inWords)邮件退回\(note)。请核对地址，另行送达。")
                }
            }
            guard shown.mayHandle, !shown.isDestroyed, letter.service == nil || letter.service?.returned != nil else { return }
            html(.p, .class("hint"), text: "邮寄只能通过邮政企业，不得由收件人付费（国办公开办函〔2016〕235号）。直接送达、委托送达以签收之日为准。")
            workForm(&html, WorkRoute.serveLetter.link(id, letter.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(shown.request.version)))
                ChoiceList(
                    label: "送达方式", id: "way", options: RequestLetter.Service.Way.allCases.map { ($0.rawValue, $0.name) },
                    selected: self.service.way, nothing: "请选择", problem: problems.message(of: "way")
                ).write(&html)
                TextLine(
                    label: "送达日期", id: "day", value: self.service.day, limit: 20, hint: "例如 \(frame.today)。",
                    problem: problems.message(of: "day")
                ).write(&html)
                TextLine(
                    label: "送达凭证", id: "proof", value: self.service.proof, limit: 500, hint: "签收人姓名，或者挂号、快递的单号。",
                    problem: problems.message(of: "proof")
                ).write(&html)
                html(.button, .class("button"), .type("submit"), text: "记录送达")
            }
        }
    }

    /// What was posted may come back; a reply also before its service was recorded.
    private var mayHaveReturned: Bool {
        guard let service = letter.service else {
            return kind.outcome?.needsReply == true && shown.reasons(against: .serviceReturned).isEmpty
        }
        return service.returned == nil && [.post, .entrusted].contains(service.way)
    }

    private func writeReturn(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard shown.mayHandle, !shown.isDestroyed, mayHaveReturned else { return }
        html(.details, attributes: [.class("fold")] + (problems.message(of: "returned") == nil ? [] : [.open])) { html in
            html(.summary, text: "邮件退回")
            workForm(&html, WorkRoute.letterReturned.link(id, letter.id), in: frame) { html in
                html(.input, .type("hidden"), .name("version"), .value(String(shown.request.version)))
                html(.p, text: "记录退回以后，要另外送达。")
                TextLine(
                    label: "退回日期", id: "returned", value: self.service.returned, limit: 20, hint: "例如 \(frame.today)。",
                    problem: problems.message(of: "returned")
                ).write(&html)
                TextLine(label: "退回原因", id: "note", value: self.service.note, limit: 500, isOptional: true).write(&html)
                html(.button, .class("button quiet"), .type("submit"), text: "记录退回")
            }
        }
    }
}

extension RequestCase {
    /// When the post brought a letter back.
    func returns(of letter: RequestLetter) -> [RecordedFact] {
        recorded.filter { $0.letter == letter.id && $0.fact.kind == .serviceReturned && $0.struck == nil }
    }

    /// Whether it reached its reader.
    func serviceTag(of letter: RequestLetter) -> StatusTag {
        let isReturned = letter.service.map { $0.returned != nil } ?? !returns(of: letter).isEmpty
        if isReturned { return StatusTag(word: "已退回", shape: .cross, isAlarming: true) }
        return letter.service == nil ? StatusTag(word: "待送达", shape: .open) : StatusTag(word: "已送达", shape: .full)
    }
}
