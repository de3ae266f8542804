import Domain
import HTTPTypes
import Interchange
import Operations
import Pages
import Persistence
import Registers

/// 留言台账: the list, registering what came by telephone, post or at the counter, and the dispatch directory.
struct MessageLedgerHandler {
    private static let pageLength = 50
    private static let mostInFile = 20_000
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    // MARK: The list

    func list() async throws -> Answer {
        let (filter, staff, today) = (try MessageFilter(work.query), try work.staff, work.now.day)
        let hasKey = work.installation.vault != nil
        let page = try await work.read { view -> MessageLedgerPage in
            let (clock, units) = (try view.messageClock(), staff.messageUnits)
            let late = try view.messageQueries.lateDays(clock, on: today)
            let asked = try Self.asked(filter, view, units, late)
            let after = try filter.after.map { text in
                guard let id = Message.ID(text: text) else { throw QueryRefusal(parameter: "after", value: text) }
                return id
            }
            let found = try view.messageQueries.list(
                asked, order: filter.isClosed ? .newest : .oldest, after: after, limit: Self.pageLength + 1)
            let shown = Array(found.prefix(Self.pageLength))
            var next: MessageFilter?
            if found.count > Self.pageLength, let last = shown.last {
                next = filter
                next?.after = last.id.description
            }
            let all = try view.answeringUnits().filter { unit in units.map { $0.contains(unit.id) } ?? true }
            return MessageLedgerPage(
                filter: filter, lines: try view.messageLines(shown, clock, on: today), total: try view.messageQueries.count(asked),
                overdue: try view.messageQueries.count(MessageQueries.Filter(units: units, isOpen: true, receivedOn: late.overdue)),
                alarming: try view.messageQueries.count(MessageQueries.Filter(units: units, isOpen: true, receivedOn: late.alarming)),
                next: next, units: all.map { FilterOption(value: $0.code, label: $0.name) }, hasKey: hasKey)
        }
        return work.show(page)
    }

    private static func asked(
        _ filter: MessageFilter, _ view: SiteView, _ units: [OrganisationUnit.ID]?, _ late: (overdue: [Day], alarming: [Day])
    ) throws -> MessageQueries.Filter {
        var asked = MessageQueries.Filter(
            units: units, isOpen: filter.state == nil ? !filter.isClosed : nil, states: filter.state.map { [$0] } ?? [], kind: filter.kind,
            channel: filter.channel, words: filter.words)
        switch filter.when {
        case .overdue: (asked.isOpen, asked.receivedOn) = (true, late.overdue)
        case .alarm: (asked.isOpen, asked.receivedOn) = (true, late.alarming)
        case nil: break
        }
        if let code = filter.unit {
            guard let unit = try view.unitRegister.find(code: code) else { throw QueryRefusal(parameter: "unit", value: code) }
            asked.units = units.map { $0.filter { $0 == unit.id } } ?? [unit.id]
        }
        return asked
    }

    /// The same letters as a workbook. Names and contact data are not in it.
    func file() async throws -> Answer {
        let (filter, staff, today) = (try MessageFilter(work.query), try work.staff, work.now.day)
        let rows = try await work.read { view -> [[String]] in
            let clock = try view.messageClock()
            let asked = try Self.asked(filter, view, staff.messageUnits, try view.messageQueries.lateDays(clock, on: today))
            let found = try view.messageQueries.list(asked, order: filter.isClosed ? .newest : .oldest, limit: Self.mostInFile)
            return try view.messageLines(found, clock, on: today).map { line in
                let message = line.message
                return [
                    message.number, message.kind.name, message.channel.name, message.title, message.text, line.unitName, message.state.name,
                    message.receivedOn.description, line.due.description, message.answeredOn?.description ?? "",
                    message.answeredOn == nil ? "" : message.answer, message.rating?.name ?? "", message.mayPublish ? "同意" : "不同意",
                ]
            }
        }
        let headings: [(String, Double)] = [
            ("编号", 14), ("类型", 8), ("来源", 12), ("标题", 30), ("内容", 60), ("办理单位", 20), ("状态", 14), ("收到日期", 12), ("答复期限", 12), ("答复日期", 12),
            ("答复", 60), ("评价", 10), ("是否同意公开", 8),
        ]
        return try await work.download("留言台账\(today)", as: .xlsx) { () throws(UnwritableFile) in
            try LedgerWorkbook.xlsx(
                columns: headings.map { LedgerWorkbook.Column($0.0, width: $0.1) }, rows: rows, title: "留言台账",
                note: "导出日期：\(today)，共 \(rows.count) 件")
        }
    }

    // MARK: Registering

    func form() async throws -> Answer {
        try await form(MessageForm(), channel: nil, receivedOn: work.now.day.description, token: Self.token(work))
    }

    private static func token(_ work: WorkRequest) -> String { String(work.installation.identifiers.nextValue()) }

    private func form(
        _ form: MessageForm, channel: Message.Channel?, receivedOn: String, token: String,
        problems: [(field: String, message: String)] = [],
        filed: (number: String, code: String)? = nil
    ) async throws -> Answer {
        let units = try await work.read { try $0.answeringUnits() }
        return work.show(
            RegisterMessagePage(
                form: form, channel: channel, receivedOn: receivedOn, token: token, units: units, problems: problems, filed: filed),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func register() async throws -> Answer {
        let (fields, staff, today) = (work.form, try work.staff, work.now.day)
        let typed = MessageForm(
            kind: Message.Kind(rawValue: fields.text("kind")), unit: fields.text("unit"), title: fields.text("title"),
            text: fields.text("text"),
            sender: MessageSender(name: fields.text("name"), phone: fields.text("phone"), email: fields.text("email")),
            mayPublish: fields.text("publish") == "yes" ? true : fields.text("publish") == "no" ? false : nil)
        let channel = Message.Channel(rawValue: fields.text("channel")).flatMap { $0 == .portal ? nil : $0 }
        let (received, token) = (fields.text("received"), fields.text("token"))
        var problems = typed.faults.map { (field: $0.field.rawValue, message: $0.sentence) }
        if channel == nil { problems.insert(("channel", "请选择来源"), at: 0) }
        let day = Day(text: received)
        if day == nil || day.map({ $0 > today }) == true {
            problems.append(("received", "收到日期应当像 \(today) 这样，不能晚于今天"))
        }
        guard problems.isEmpty, let channel, let day else {
            return try await form(typed, channel: channel, receivedOn: received, token: token, problems: problems)
        }
        do {
            let filed = try await FileMessage(work.installation, county: work.county).run(
                typed, channel: channel, receivedOn: day, by: staff, token: "\(staff.account.rawValue) \(token)")
            return try await form(
                MessageForm(), channel: channel, receivedOn: today.description, token: Self.token(work), filed: (filed.number, filed.code))
        } catch FileMessage.Refusal.faults(let faults) {
            return try await form(
                typed, channel: channel, receivedOn: received, token: token,
                problems: faults.map { ($0.field.rawValue, $0.sentence) })
        } catch FileMessage.Refusal.noOffice {
            throw Refusal.badRequest("还没有设置政务公开办，请先登记单位。")
        }
    }

    // MARK: 派单目录

    func directory() async throws -> Answer {
        let text = try await work.read { view -> String in
            let names = try view.unitNames()
            return try view.messages.directory().lines.compactMap { line in
                names[line.unit].map { "\($0.name)：\(line.words.joined(separator: "、"))" }
            }.joined(separator: "\n")
        }
        return work.show(DirectoryPage(text: text))
    }

    func saveDirectory() async throws -> Answer {
        let (text, staff) = (work.form.text("text"), try work.staff)
        guard text.unicodeScalars.count <= DirectoryPage.limit else {
            return work.show(
                DirectoryPage(text: text.shortened(DirectoryPage.limit), problem: "目录最多 \(DirectoryPage.limit) 字，请缩短。"),
                status: .unprocessableContent)
        }
        let units = try await work.read { view in
            Dictionary(
                try view.answeringUnits().flatMap { [($0.name, $0.id), ($0.shortName, $0.id), ($0.code, $0.id)] },
                uniquingKeysWith: { first, _ in first })
        }
        let directory: DispatchDirectory
        do throws(DispatchDirectory.Fault) {
            directory = try DispatchDirectory(text: text, units: units)
        } catch {
            return work.show(DirectoryPage(text: text, problem: error.sentence), status: .unprocessableContent)
        }
        try await SetDirectory(work.installation, county: work.county).run(directory, by: staff)
        return .redirect(to: WorkRoute.directory.link(query: [("done", WorkNotice.saved.rawValue)]))
    }
}
