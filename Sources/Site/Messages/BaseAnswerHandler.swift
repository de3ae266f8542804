import Domain
import Files
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

/// 咨询答问库: the list, one answer, files in and out.
struct BaseAnswerHandler {
    private static let pageLength = 50
    /// Of the table, in bytes.
    private static let tableLimit = 8 << 20
    private static let mostTraces = 40
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var keeping: KeepAnswer { KeepAnswer(work.installation, county: work.county) }

    private static func writes(_ staff: Staff) -> Bool { staff.holds(.editor) || staff.holds(.disclosureOffice) }

    // MARK: The list

    func list() async throws -> Answer { try await list(problems: []) }

    private func list(problems: [(field: String, message: String)], status: HTTPResponse.Status = .ok) async throws -> Answer {
        let (filter, staff, today) = (try BaseAnswerFilter(work.query), try work.staff, work.now.day)
        let after = try filter.after.map { text in
            guard let id = BaseAnswer.ID(text: text) else { throw QueryRefusal(parameter: "after", value: text) }
            return id
        }
        let page = try await work.read { view -> BaseAnswersPage in
            let found = try view.baseAnswers.list(
                units: staff.messageUnits, words: filter.words, waitsForCheck: filter.show == .waiting,
                reviewThrough: filter.show == .review ? today : nil, after: after, limit: Self.pageLength + 1)
            let (shown, names) = (found.prefix(Self.pageLength), try view.unitNames())
            var next: BaseAnswerFilter?
            if found.count > Self.pageLength, let last = shown.last {
                next = filter
                next?.after = last.id.description
            }
            return BaseAnswersPage(
                query: filter,
                lines: shown.map { answer in
                    BaseAnswersPage.Line(
                        answer: answer, unitName: names[answer.unit]?.name ?? "", isPublic: answer.isPublic(on: today),
                        needsReview: answer.content?.reviewOn.map { $0 <= today } ?? false)
                }, next: next, mayWrite: Self.writes(staff), problems: problems, limitMegabytes: Self.tableLimit >> 20,
                mostRows: AnswerTable.mostRows)
        }
        return work.show(page, status: status)
    }

    // MARK: One answer

    func form() async throws -> Answer { try await form([:], problems: []) }

    private func form(_ values: [String: String], problems: [(field: String, message: String)]) async throws -> Answer {
        let staff = try work.staff
        let units = try await work.read { view in
            try view.answeringUnits().filter { staff.holds(.editor, for: $0.id) || staff.holds(.disclosureOffice) }
        }
        let page = BaseAnswerPage(
            answer: nil, isPublic: false, units: units, unitName: "", mayWrite: true, mayCheck: false, values: values, problems: problems)
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func show() async throws -> Answer { try await show(values: nil, problems: []) }

    private func show(values: [String: String]?, problems: [(field: String, message: String)]) async throws -> Answer {
        let (id, staff, today) = (try work.identifier("answer", BaseAnswer.self), try work.staff, work.now.day)
        let page = try await work.read { view -> BaseAnswerPage in
            guard let answer = try view.baseAnswers.find(id) else { throw Refusal.notFound }
            let trail = try EventRegister(view.transaction, site: view.site).trail(
                of: Event.Subject(.answer, id.rawValue), limit: Self.mostTraces)
            let checks = [.reviewer, .signer, .disclosureOffice].contains { staff.holds($0, for: answer.unit) }
            return BaseAnswerPage(
                answer: answer, isPublic: answer.isPublic(on: today), units: [],
                unitName: try view.unitRegister.find(answer.unit)?.name ?? "",
                mayWrite: staff.holds(.editor, for: answer.unit) || staff.holds(.disclosureOffice),
                mayCheck: checks && (answer.proposal == nil || answer.proposer != staff.account),
                values: values ?? BaseAnswerPage.values(of: answer.newest),
                trailLines: trail.map { ($0.time, "\($0.actor)：\($0.verb.words)\($0.reason.isEmpty ? "" : "（\($0.reason)）")") },
                problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private var typed: [String: String] {
        Dictionary(work.form.fields.prefix(20).map { ($0.name, $0.value.shortened(12_000)) }, uniquingKeysWith: { $1 })
    }

    /// What was typed, and what cannot be read of it.
    private func content() -> (content: BaseAnswer.Content, problems: [(field: String, message: String)]) {
        var problems: [(field: String, message: String)] = []
        func day(_ name: String) -> Day? {
            let text = work.form.text(name)
            guard !text.isEmpty else { return nil }
            guard let day = Day(text: text) else {
                problems.append((name, "日期应当写成 \(work.now.day) 的样子。"))
                return nil
            }
            return day
        }
        let content = BaseAnswer.Content(
            question: work.form.text("question"), answer: work.form.text("answer"), links: AnswerTable.links(work.form.text("links")),
            validUntil: day("valid"), reviewOn: day("review"))
        return (content, problems)
    }

    func create() async throws -> Answer {
        let (content, problems) = content()
        let code = work.form.text("unit")
        guard problems.isEmpty else { return try await form(typed, problems: problems) }
        guard let unit = try await work.read({ view in try view.answeringUnits().first { $0.code == code } }) else {
            return try await form(typed, problems: [("unit", "请选择单位。")])
        }
        do {
            let id = try await keeping.create(content, unit: unit.id, by: try work.staff)
            return .redirect(to: WorkRoute.baseAnswer.link(id, query: [("done", WorkNotice.submitted.rawValue)]))
        } catch KeepAnswer.Refusal.faults(let faults) {
            return try await form(typed, problems: faults.map { ($0.field, $0.sentence) })
        }
    }

    func save() async throws -> Answer {
        let (content, problems) = content()
        guard problems.isEmpty else { return try await show(values: typed, problems: problems) }
        return try await act(.submitted) { id, version, staff in
            try await keeping.propose(id, version: version, content, by: staff)
        }
    }

    func check() async throws -> Answer {
        let reason = work.form.text("reason").shortened(500)
        guard work.form["act"] == "return" else {
            return try await act(.published) { try await keeping.check($0, version: $1, by: $2) }
        }
        guard !reason.isEmpty else {
            return try await show(values: nil, problems: [("reason", "请写明退回的理由。")])
        }
        return try await act(.returned) { try await keeping.giveBack($0, version: $1, reason: reason, by: $2) }
    }

    func withdraw() async throws -> Answer {
        let reason = work.form.text("withdraw-reason").shortened(500)
        guard !reason.isEmpty else {
            return try await show(values: nil, problems: [("withdraw-reason", "请写明撤下的理由。")])
        }
        return try await act(.withdrawn) { try await keeping.withdraw($0, version: $1, reason: reason, by: $2) }
    }

    private func act(_ notice: WorkNotice, _ body: (BaseAnswer.ID, Int, Staff) async throws -> Void) async throws -> Answer {
        let id = try work.identifier("answer", BaseAnswer.self)
        guard let version = Int(work.form.text("version")) else { throw Refusal.badRequest("表单缺少版本，请从问答页面重新打开。") }
        do {
            try await body(id, version, try work.staff)
        } catch KeepAnswer.Refusal.faults(let faults) {
            return try await show(values: typed, problems: faults.map { ($0.field, $0.sentence) })
        }
        return .redirect(to: WorkRoute.baseAnswer.link(id, query: [("done", notice.rawValue)]))
    }

    // MARK: Files

    func file() async throws -> Answer {
        let (staff, today) = (try work.staff, work.now.day)
        let answers = try await work.read { view -> [(content: BaseAnswer.Content, unit: String)] in
            let names = try view.unitNames()
            return try view.baseAnswers.list(units: staff.messageUnits, limit: AnswerRegister.most).map {
                ($0.newest, names[$0.unit]?.name ?? "")
            }
        }
        switch work.parameters["format"] {
        case "xlsx":
            return try await work.download("咨询答问库\(today)", as: .xlsx) { () throws(UnwritableFile) in try AnswerTable.xlsx(answers) }
        case "csv": return .download(AnswerTable.csv(answers), mediaType: AttachmentKind.csv.mediaType, name: "咨询答问库\(today).csv")
        default: throw Refusal.notFound
        }
    }

    func read() async throws -> Answer {
        let store = try work.portal.fileStore()
        do {
            let form = try await MultipartForm.read(work.request, into: store, limits: MultipartLimits(fileInBytes: Self.tableLimit))
            guard let upload = form.files.first(where: { $0.stored.sizeInBytes > 0 }) else { throw MultipartRefusal.notMultipart }
            let rows: Result<[AnswerTable.Row], UnreadableFile>
            do {
                _ = try await work.judge(upload, store)
                let bytes = try store.read(upload.stored.digest)
                rows = await BlockingWork.run { () -> Result<[AnswerTable.Row], UnreadableFile> in
                    do throws(UnreadableFile) { return .success(try AnswerTable.read(bytes)) } catch { return .failure(error) }
                }
            } catch {
                for file in form.files { try await work.drop(file.stored.digest, store) }
                throw error
            }
            for file in form.files { try await work.drop(file.stored.digest, store) }
            return try await bring(try rows.get())
        } catch let refusal as UploadRefusal {
            return try await list(problems: [("file", refusal.sentence)], status: HTTPResponse.Status(code: refusal.status))
        } catch let refusal as MultipartRefusal {
            return try await list(problems: [("file", refusal.sentence)], status: HTTPResponse.Status(code: refusal.status))
        } catch let error as UnreadableFile {
            return try await list(problems: [("file", error.reason)], status: .unsupportedMediaType)
        }
    }

    private func bring(_ rows: [AnswerTable.Row]) async throws -> Answer {
        let staff = try work.staff
        let units = try await work.read { view in
            Dictionary(
                try view.answeringUnits().flatMap { [($0.name, $0.id), ($0.shortName, $0.id), ($0.code, $0.id)] },
                uniquingKeysWith: { first, _ in first })
        }
        let (read, problem) = AnswerTable.rows(rows, units: units)
        guard problem == nil, !read.isEmpty else {
            return try await list(problems: [("file", problem ?? "没有内容。")], status: .unprocessableContent)
        }
        do {
            _ = try await keeping.import(
                read.map { KeepAnswer.Row(line: $0.line, content: $0.content, unit: $0.unit) }, by: staff)
        } catch let refusal as KeepAnswer.RowRefusal {
            return try await list(
                problems: [("file", "第 \(refusal.line) 行：\(refusal.refusal.sentence)没有导入任何一条。")], status: .unprocessableContent)
        }
        return .redirect(
            to: WorkRoute.baseAnswers.link(query: [
                ("show", BaseAnswerFilter.Show.waiting.rawValue), ("done", WorkNotice.imported.rawValue),
            ]))
    }
}
