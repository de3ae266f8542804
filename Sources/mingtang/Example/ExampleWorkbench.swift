import Domain
import Foundation
import Interchange
import Operations
import Persistence
import Registers

/// The people of an example county and what lies on their desks: accounts with posts, prefixes of index numbers, drafts half way, requests.
struct ExampleWorkbench {
    private let accounts: AccountTable?
    private let prefixes: [(unit: String, prefix: String)]
    private let drafts: [ExampleDraft]
    private let requests: ExampleRequests?
    private let ledgers: ExampleLedgers?
    private let programmes: [ExampleProgramme]
    private let services: ExampleServices?
    private let messages: ExampleMessages?
    private let matters: ExampleMatters?
    private let consultations: [ExampleConsultation]
    private let gatherings: ExampleGatherings?
    private let targets: [ExampleTarget]
    private let password: String?

    /// - Parameter password: one for all accounts, for a demonstration; `nil` for one-time passwords.
    /// - Throws: `Failure` or `UnreadableFile` for a faulty file. A file that is not there is none.
    init(folder: String, password: String?) throws {
        func path(_ name: String) -> String? {
            FileManager.default.fileExists(atPath: "\(folder)/\(name)") ? "\(folder)/\(name)" : nil
        }
        self.password = password
        accounts = try path("accounts.csv").map { AccountTableReader.read(try TableFile.read(path: $0).sheets) }
        if let accounts, accounts.hasErrors {
            throw Failure(.content, accounts.diagnostics.filter { $0.severity == .error }.map(\.message))
        }
        matters = try path("matters.json").map(Self.matters)
        prefixes = try path("index-prefixes.csv").map(Self.prefixes) ?? []
        do {
            drafts = try path("drafts.json").map { try ExampleDraft.read(Data(contentsOf: URL(filePath: $0))) } ?? []
        } catch is DecodingError {
            throw Failure(.content, "\(folder)/drafts.json 不是拟稿的列表，请对照 Examples/mingchuan/drafts.json。")
        }
        do {
            requests = try path("requests.json").map {
                try JSONDecoder().decode(ExampleRequests.self, from: Data(contentsOf: URL(filePath: $0)))
            }
        } catch is DecodingError {
            throw Failure(.content, "\(folder)/requests.json 不是申请的列表，请对照 Examples/mingchuan/requests.json。")
        }
        ledgers = try path("ledgers.json").map(Self.ledgers)
        do {
            services = try path("services.json").map {
                try JSONDecoder().decode(ExampleServices.self, from: Data(contentsOf: URL(filePath: $0)))
            }
        } catch is DecodingError {
            throw Failure(.content, "\(folder)/services.json 不是办事指南和评价的列表，请对照 Examples/mingchuan/services.json。")
        }
        do {
            programmes =
                try path("programmes.json").map {
                    try JSONDecoder().decode([ExampleProgramme].self, from: Data(contentsOf: URL(filePath: $0)))
                } ?? []
        } catch is DecodingError {
            throw Failure(.content, "\(folder)/programmes.json 不是工作方案的列表，请对照 Examples/mingchuan/programmes.json。")
        }
        do {
            messages = try path("messages.json").map {
                try JSONDecoder().decode(ExampleMessages.self, from: Data(contentsOf: URL(filePath: $0)))
            }
        } catch is DecodingError {
            throw Failure(.content, "\(folder)/messages.json 不是留言的列表，请对照 Examples/mingchuan/messages.json。")
        }
        do {
            consultations =
                try path("consultations.json").map {
                    try JSONDecoder().decode([ExampleConsultation].self, from: Data(contentsOf: URL(filePath: $0)))
                } ?? []
        } catch is DecodingError {
            throw Failure(.content, "\(folder)/consultations.json 不是意见征集的列表，请对照 Examples/mingchuan/consultations.json。")
        }
        do {
            gatherings = try path("gatherings.json").map {
                try JSONDecoder().decode(ExampleGatherings.self, from: Data(contentsOf: URL(filePath: $0)))
            }
        } catch is DecodingError {
            throw Failure(.content, "\(folder)/gatherings.json 不是听证会、会议列席、开放日和问卷的列表，请对照 Examples/mingchuan/gatherings.json。")
        }
        do {
            targets =
                try path("targets.json").map {
                    try JSONDecoder().decode([ExampleTarget].self, from: Data(contentsOf: URL(filePath: $0)))
                } ?? []
        } catch is DecodingError {
            throw Failure(.content, "\(folder)/targets.json 不是推送对象的列表，请对照 Examples/mingchuan/targets.json。")
        }
    }

    private static func matters(path: String) throws -> ExampleMatters {
        do {
            return try JSONDecoder().decode(ExampleMatters.self, from: Data(contentsOf: URL(filePath: path)))
        } catch is DecodingError {
            throw Failure(.content, "\(path) 不是全链条和舆情的列表，请对照 Examples/mingchuan/matters.json。")
        }
    }

    private static func ledgers(path: String) throws -> ExampleLedgers {
        do {
            return try JSONDecoder().decode(ExampleLedgers.self, from: Data(contentsOf: URL(filePath: path)))
        } catch is DecodingError {
            throw Failure(.content, "\(path) 不是登记事项和发布的列表，请对照 Examples/mingchuan/ledgers.json。")
        }
    }

    /// 单位代码,前段码
    private static func prefixes(path: String) throws -> [(unit: String, prefix: String)] {
        try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { Folding.trimmed(String($0)) }
            guard cells.count == 2 else { throw Failure(.content, "\(path)：“\(line)”应是单位代码和前段码两栏。") }
            return (cells[0], cells[1])
        }
    }

    func load(into place: Workplace) async throws {
        let actor = ExampleContent.actor
        for one in prefixes {
            _ = try await SetIndexPrefix(place.installation, county: place.county).run(one.prefix, unit: one.unit, actor: actor)
        }
        if let accounts {
            let entries = try UserImportCommand.entries(accounts, try await place.units(), password: password)
            var progress = ProgressLine()
            let added = try await AddAccount(place.installation, county: place.county).run(entries, actor: actor) { count in
                progress.show(fraction: Double(count) / Double(entries.count), "账号 \(count)/\(entries.count)")
            }
            progress.clear()
            say(added)
        }
        let desk = ExampleDesk(place)
        for draft in drafts { try await desk.lay(draft) }
        if !drafts.isEmpty { Output.line("拟稿 \(drafts.count) 件，在起草、审核、待公开等不同环节。") }
        for programme in programmes { try await ExampleProgrammes(place).lay(programme) }
        if !programmes.isEmpty { Output.line("工作方案 \(programmes.count) 个。") }
        if let services {
            try await ExampleServiceDesk(place).lay(services)
            Output.line(
                "办事指南 \(services.guides.count) 份，涉企政策 \(services.policies.count) 项，服务评价 \(services.ratings.flatMap(\.levels).count) 件。")
        }
        if let messages, place.installation.vault != nil {
            try await ExamplePost(place).lay(messages)
            Output.line("留言 \(messages.messages.count) 件，常见问题 \(messages.answers.count) 条。")
        }
        if let matters {
            try await ExampleMatterDesk(place).lay(matters)
            Output.line("全链条 \(matters.chains.count) 条，政务舆情 \(matters.opinions.count) 件。")
        }
        for consultation in consultations { try await ExampleConsultations(place).lay(consultation) }
        if !consultations.isEmpty { Output.line("意见征集 \(consultations.count) 件。") }
        if let gatherings {
            try await ExampleGatheringDesk(place).lay(gatherings)
            Output.line("听证会、会议列席、公众开放日 \(gatherings.gatherings.count) 次，问卷 \(gatherings.questionnaires.count) 份。")
        }
        try await ExampleTargets(place).lay(targets)
        if !targets.isEmpty { Output.line("推送对象 \(targets.count) 类。") }
        if let ledgers {
            try await ExampleLedgerDesk(place).lay(ledgers)
            Output.line("公开台账登记事项 \(ledgers.entries.count) 条，发布登记簿 \(ledgers.releases.count) 个。")
        }
        guard let requests else { return }
        try await ExampleRequestDesk(place).lay(requests)
        Output.line("依申请公开 \(requests.requests.count) 件，在登记、补正、征求意见、审签、答复、归档等不同环节。")
    }

    private func say(_ added: [AddAccount.Added]) {
        Output.line("工作台账号 \(added.count) 个。")
        guard password == nil, !added.isEmpty else { return }
        var table = TextTable(headings: ["登录名", "姓名", "一次性密码"])
        for one in added { table.add([one.account.login, one.account.name, one.oneTimePassword ?? ""]) }
        Output.line(table.text)
        Output.line("一次性密码只输出这一次，首次登录必须修改。")
    }
}

/// One draft of an example county, as its file has it.
struct ExampleDraft: Decodable {
    /// How far it has come.
    enum State: String, Decodable { case drafting, inReview, returned, approved }

    /// Code of the unit.
    let unit: String
    /// The catalogue item's levels, joined by `/`.
    let item: String
    let title: String
    let theme: String
    let category: String
    /// How long ago the document was made.
    let daysAgo: Int
    let state: State
    /// What the deciders say.
    let reason: String?
    /// The elements that the text has; all of them when it is not said.
    let covered: [String]?
    /// Plain marked text.
    let body: String

    static func read(_ data: Data) throws -> [ExampleDraft] { try JSONDecoder().decode([ExampleDraft].self, from: data) }
}
