import Cryptography
import Domain
import Files
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

/// 案卷: the whole case as one PDF.
struct CaseArchiveHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    func file() async throws -> Answer {
        let shown = try await work.requestCase()
        guard !shown.isDestroyed else { throw RequestRefusal([.identityGone]) }
        let id = shown.request.id
        let applicant = try await RequestIdentity(work.installation, county: work.county).view(id, reason: "案卷", by: try work.staff)
        let (papers, left) = try await papers(shown)
        var parts = [
            CaseArchive.Part(name: "办理过程", date: shown.today, content: .sections(Self.course(shown))),
            CaseArchive.Part(name: "检索和审签", date: shown.today, content: .sections(Self.deciding(shown))),
        ]
        if !left.isEmpty {
            let table = CaseArchive.Table(headings: ["名称", "种类", "SHA-256"], rows: left.map { [$0.name, $0.purpose.name, $0.digest] })
            let section = CaseArchive.Section(heading: "", paragraphs: ["下列电子材料不是 PDF 或者图片，另行保存。"], table: table)
            parts.append(CaseArchive.Part(name: "另行保存的电子材料", date: shown.today, content: .sections([section])))
        }
        let all = parts + (try await letters(shown)) + papers
        let (title, facts) = ("政府信息公开申请案卷（\(shown.request.number)）", Self.facts(shown, applicant))
        let made = await BlockingWork.run { () -> Result<[UInt8], UnwritableFile> in
            do throws(UnwritableFile) {
                return .success(
                    try CaseArchive.pdf(title: title, facts: facts, parts: all) { hexadecimal(Digest.sha256($0)) })
            } catch { return .failure(error) }
        }
        switch made {
        case .success(let bytes): return .download(bytes, mediaType: "application/pdf", name: "案卷 \(shown.request.number).pdf")
        case .failure(let error): return work.unwritable(error)
        }
    }

    private static func facts(_ shown: RequestCase, _ applicant: Applicant) -> [String] {
        let request = shown.request
        return [
            "办理单位：\(shown.unit.name)", "申请人：\(applicant.name)（\(request.applicant.name)）", "申请方式：\(request.channel.name)",
            "申请内容：\(request.wanted.shown(atMost: 2000))", "收到申请之日：\(shown.standing.receivedOn?.chineseDate ?? "—")",
            "办理结果：\(request.outcome?.fullName ?? "—")", "办结：\(shown.standing.closedOn?.chineseDate ?? "—")",
            "保管期限至：\(request.keepUntil?.chineseDate ?? "—")",
        ]
    }

    // MARK: Texts

    private static func course(_ shown: RequestCase) -> [CaseArchive.Section] {
        let rows = shown.recorded.map { entry in
            [
                entry.fact.day.description, entry.fact.kind.name, entry.note, "\(entry.recorded.text) \(entry.signature)",
                entry.struck.map { "已更正：\($0)" } ?? "",
            ]
        }
        var sections = [
            CaseArchive.Section(
                heading: "办理节点", table: CaseArchive.Table(headings: ["日期", "事项", "说明", "记录", "更正"], rows: rows)),
            CaseArchive.Section(heading: "期限怎么算的", paragraphs: shown.standing.derivation),
        ]
        if let fee = shown.fee {
            sections.append(
                CaseArchive.Section(
                    heading: "信息处理费",
                    paragraphs: shown.standing.rules.fees.words(of: fee) + [
                        "合计 \(fee.fen.yuan) 元；\(fee.waived.isEmpty ? fee.paid.map { "\($0)缴纳 \(fee.receipt)" } ?? "没有缴纳" : "减免：\(fee.waived)")"
                    ]))
        }
        if !shown.disputes.isEmpty {
            let rows = shown.disputes.map { dispute in
                [dispute.received.description, dispute.kind.name, dispute.authority, dispute.caseNumber, dispute.result?.name ?? "尚未审结"]
            }
            sections.append(
                CaseArchive.Section(
                    heading: "复议、诉讼", table: CaseArchive.Table(headings: ["收到", "种类", "机关", "案号", "结果"], rows: rows)))
        }
        return sections
    }

    private static func deciding(_ shown: RequestCase) -> [CaseArchive.Section] {
        var sections = [
            CaseArchive.Section(
                heading: "检索记录",
                table: CaseArchive.Table(
                    headings: ["时间", "地方", "检索词", "找到", "说明", "经办"],
                    rows: shown.searches.map { [$0.time.text, $0.place, $0.words, String($0.found), $0.note, $0.signature] }))
        ]
        if let proposal = shown.gate?.proposal {
            let findings = DecisionStep.steps(before: proposal.outcome).map { "\($0.name)：\(proposal.findings[$0] ?? "")" }
            let texts = [
                ("结果", proposal.outcome.fullName), ("依据", proposal.ground), ("提供的信息", proposal.released), ("理由", proposal.reasons),
                ("随答复提供", shown.enclosed.map(\.name).joined(separator: "、")), ("负责机关", proposal.referral),
            ].filter { !$0.1.isEmpty }.map { "\($0)：\($1)" }
            let parts = proposal.parts.map { [$0.name, $0.isDisclosed ? "公开" : "不公开", $0.reason] }
            sections.append(
                CaseArchive.Section(
                    heading: "拟答复意见", paragraphs: findings + texts,
                    table: parts.isEmpty ? nil : CaseArchive.Table(headings: ["内容", "处理", "理由"], rows: parts)))
        }
        sections.append(
            CaseArchive.Section(
                heading: "审签记录",
                table: CaseArchive.Table(
                    headings: ["时间", "环节", "意见", "说明", "签署", ""],
                    rows: shown.decisions.map {
                        [$0.time.text, $0.kind.words, $0.verdict.words, $0.reason, $0.signature, $0.isVoid ? "改动后作废" : ""]
                    })))
        return sections
    }

    // MARK: Letters and papers

    private func letters(_ shown: RequestCase) async throws -> [CaseArchive.Part] {
        var parts: [CaseArchive.Part] = []
        for letter in shown.letters {
            let words = try await IssueLetter(work.installation, county: work.county).letter(letter.id, of: shown.request.id)
            let name = LetterKind(rawValue: letter.kind)?.name ?? words.title
            let service = letter.service.map { "，\($0.day)\($0.way.name)" } ?? ""
            parts.append(CaseArchive.Part(name: "\(name) \(letter.number)\(service)", date: letter.issued, content: .letter(words)))
        }
        return parts
    }

    /// Papers in the clear, and those of a kind that cannot stand in a PDF.
    private func papers(_ shown: RequestCase) async throws -> (parts: [CaseArchive.Part], left: [RequestFile]) {
        let (id, site) = (shown.request.id, work.county.id)
        let files = try await work.installation.store.read { try LetterRegister($0, site: site).files(of: id) }
        guard !files.isEmpty else { return ([], []) }
        let store = try work.portal.fileStore()
        let closing = CloseRequest(work.installation, county: work.county)
        var (parts, left, size): ([CaseArchive.Part], [RequestFile], Int) = ([], [], 0)
        for file in files {
            size += file.sizeInBytes
            guard Self.isShown(file.mediaType), size <= CaseArchive.mostBytes else {
                left.append(file)
                continue
            }
            let bytes = try closing.opened(try store.read(file.stored), file)
            parts.append(CaseArchive.Part(name: "\(file.purpose.name)：\(file.name)", date: file.added.day, content: .file(bytes)))
        }
        return (parts, left)
    }

    private static func isShown(_ mediaType: String) -> Bool { ["application/pdf", "image/png", "image/jpeg"].contains(mediaType) }
}
