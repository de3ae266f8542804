package import Domain
import Persistence
import Registers

/// The summary report with its annexes (总结报告及附件): the office's words, and the rest from the registers as they are now.
///
/// After 晋政办发〔2017〕140号 四(四): report, catalogue, checklist, process rules, flow charts, and what the work has left on paper.
package struct SummaryPackage {
    private let transaction: any Transaction
    private let county: County
    private let today: Day
    private let programme: Programme
    private let unitNames: [OrganisationUnit.ID: String]
    private let domainNames: [String: String]
    private let office: String

    /// - Throws: `ProgrammeRefusal` when there is no such programme.
    package static func make(_ id: Programme.ID, of county: County, in installation: Installation) async throws -> ProgrammePackage {
        let today = installation.now().day
        return try await installation.store.read { transaction in
            guard let programme = try ProgrammeRegister(transaction, site: county.id).find(id) else {
                throw ProgrammeRefusal([.noSuchProgramme])
            }
            return try SummaryPackage(transaction, county: county, today: today, programme: programme).package()
        }
    }

    private init(_ transaction: any Transaction, county: County, today: Day, programme: Programme) throws {
        self.transaction = transaction
        self.county = county
        self.today = today
        self.programme = programme
        let units = UnitRegister(transaction, site: county.id)
        unitNames = Dictionary(try units.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
        office = try units.office()?.name ?? "\(county.placeName)政务公开办"
        domainNames = Dictionary(
            try DutyRegister(transaction, site: county.id).domains().map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
    }

    private func package() throws -> ProgrammePackage {
        let register = ProgrammeRegister(transaction, site: county.id)
        let (tasks, entries) = (try register.tasks(of: programme.id), try register.entries(of: programme.id))
        let standings = TaskStanding.all(of: programme, tasks, entries, on: today)
        let sections = Programme.SummaryPart.allCases.map { part -> (title: String, paragraphs: [String]) in
            let own = programme.plan.summary[part].split(whereSeparator: \.isNewline).map(String.init)
            let facts = part == .overview ? overview(standings) : []
            return (part.title, facts + (own.isEmpty && facts.isEmpty ? ["（本部分还没有编写。）"] : own))
        }
        let paths = try self.paths()
        let annexes = [
            try catalogue(), try checklist(), rules(paths), flows(paths), course(standings), try papers(register, tasks, entries),
        ]
        return ProgrammePackage(title: "\(programme.title)总结报告", office: office, day: today, sections: sections, annexes: annexes)
    }

    /// What the registers can say by themselves.
    private func overview(_ standings: [TaskStanding]) -> [String] {
        let names = programme.plan.domains.map { domainNames[$0] ?? $0 }.joined(separator: "、")
        let basis = programme.plan.basis.isEmpty ? "" : "按照\(programme.plan.basis)，"
        let phases = programme.plan.phases.map { "\($0.name)（\($0.first.chineseDate)至\($0.last.chineseDate)）" }.joined(separator: "、")
        return [
            "\(basis)\(programme.title)在\(names)等 \(programme.plan.domains.count) 个领域开展，分为\(phases)。",
            "截至\(today.chineseDate)，各项任务共 \(TaskTally(standings).total) 件次：\(TaskTally(standings).words)。",
        ]
    }

    // MARK: Annexes

    private func items() throws -> (title: String, items: [CatalogueItem])? {
        let catalogue = CatalogueRegister(transaction, site: county.id)
        guard let version = try catalogue.inForce(.county) else { return nil }
        return (version.title, try programme.plan.domains.flatMap { try catalogue.items(of: version.id, domain: $0) })
    }

    private func catalogue() throws -> ProgrammePackage.Annex {
        guard let (title, items) = try items(), !items.isEmpty else {
            return ProgrammePackage.Annex("政务公开事项标准目录", paragraphs: ["这些领域还没有施行标准目录。"])
        }
        let rows = items.enumerated().map { index, item -> [String] in
            let entry = item.entry
            let channels = entry.channels.filter { $0 != .other }.map(\.rawValue) + entry.otherChannels
            return [
                String(index + 1), domainNames[item.domain] ?? item.domain, entry.levels.joined(separator: " / "),
                entry.elements.joined(separator: "；"), entry.bases.joined(separator: "；"), entry.timeLimit?.text ?? "",
                entry.subjects.joined(separator: "、"), channels.joined(separator: "；"),
            ]
        }
        let heading = ["序号", "领域", "公开事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
        return ProgrammePackage.Annex(
            "政务公开事项标准目录", paragraphs: ["《\(title)》，共 \(items.count) 项。"],
            tables: [ProgrammePackage.Table(widths: [4, 8, 12, 20, 18, 12, 10, 16], rows: [heading] + rows)])
    }

    private func checklist() throws -> ProgrammePackage.Annex {
        let all = try ChecklistRegister(transaction, site: county.id).all()
        let names = Dictionary(try items()?.items.map { ($0.id, $0.entry.levels.joined(separator: " / ")) } ?? [], uniquingKeysWith: { $1 })
        var (rows, others) = ([[String]](), 0)
        for entry in all {
            guard case .catalogued(let item?) = entry.outcome, let name = names[item] else {
                others += 1
                continue
            }
            rows.append([String(rows.count + 1), entry.source.rawValue, entry.code, entry.name, entry.basis, entry.unitName, name])
        }
        let rest = others > 0 ? "全县清单中其余 \(others) 条属于别的领域、不予公开或者还没有确定去向，没有列入。" : ""
        guard !rows.isEmpty else { return ProgrammePackage.Annex("政务公开事项清单", paragraphs: ["清单中还没有列入这些领域目录的事项。" + rest]) }
        let heading = ["序号", "来源", "编号", "事项名称", "依据", "责任单位", "对应的目录事项"]
        return ProgrammePackage.Annex(
            "政务公开事项清单", paragraphs: ["由权责清单、公共服务事项和群众关切梳理，列入这些领域目录的共 \(rows.count) 条。" + rest],
            tables: [ProgrammePackage.Table(widths: [5, 9, 9, 24, 22, 13, 18], rows: [heading] + rows)])
    }

    /// The ways of approval that count for the programme's fields, the county's own first.
    private func paths() throws -> [(title: String, path: ApprovalPath)] {
        let lines = try ApprovalPathRegister(transaction, site: county.id).all()
        let own = lines.filter { $0.domain.map(programme.plan.domains.contains) ?? true }
        let standard = own.contains { $0.unit == nil && $0.domain == nil } ? [] : [("各单位", ApprovalPath.standard)]
        return standard
            + own.map { line in
                let parts = [line.unit.map { unitNames[$0] ?? "" }, line.domain.map { domainNames[$0] ?? $0 }].compactMap { $0 }
                return (parts.isEmpty ? "各单位" : parts.joined(separator: "，"), line.path)
            }
    }

    private func rules(_ paths: [(title: String, path: ApprovalPath)]) -> ProgrammePackage.Annex {
        let entered = programme.plan.rules.flatMap { rule in
            ["【\(rule.title)】"] + rule.text.split(whereSeparator: \.isNewline).map(String.init)
        }
        let gate =
            ["【政务公开平台执行的审查程序】", "拟公开的信息由编辑起草，经内容、个人信息等自动检查后，逐级审核；没有保密审查不得公开，起草人不参加审核，同一人不办理两个环节，内容有改动的重新审核。"]
            + paths.map { "\($0.title)：\($0.path.steps.map(\.words).joined(separator: " → "))。" }
        return ProgrammePackage.Annex("公开工作流程标准化制度", paragraphs: entered + gate)
    }

    private func flows(_ paths: [(title: String, path: ApprovalPath)]) -> ProgrammePackage.Annex {
        ProgrammePackage.Annex(
            "公开工作流程图",
            flows: paths.map { title, path in
                ProgrammePackage.Flow(
                    title: title,
                    steps: ["对照目录和期限生成公开任务", "编辑起草", "内容检查、个人信息检查"] + path.steps.map(\.words) + ["公开发布，登记各渠道", "更正、撤下、有效性管理"])
            })
    }

    private func course(_ standings: [TaskStanding]) -> ProgrammePackage.Annex {
        let phases = Dictionary(programme.plan.phases.map { ($0.key, $0.name) }, uniquingKeysWith: { $1 })
        let rows = standings.map { standing -> [String] in
            [
                standing.task.phase.flatMap { phases[$0] } ?? "全过程", standing.task.title,
                standing.unit.map { unitNames[$0] ?? "" } ?? office,
                standing.due.description, standing.state.name, standing.completed?.description ?? "",
            ]
        }
        let table = ProgrammePackage.Table(
            widths: [14, 34, 20, 11, 11, 10], rows: [["阶段", "任务", "责任单位", "期限", "状态", "完成日期"]] + rows)
        return ProgrammePackage.Annex(
            "任务完成情况", paragraphs: rows.isEmpty ? ["没有安排任务。"] : [], tables: rows.isEmpty ? [] : [table])
    }

    private func papers(_ register: ProgrammeRegister, _ tasks: [ProgrammeTask], _ entries: [TaskEntry]) throws -> ProgrammePackage.Annex {
        let titles = Dictionary(tasks.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let byEntry = Dictionary(entries.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let rows = try register.files(of: programme.id).compactMap { file -> [String]? in
            guard let entry = byEntry[file.entry], let task = titles[entry.task] else { return nil }
            return [
                task.kind.name, task.title, entry.unit.map { unitNames[$0] ?? "" } ?? office, task.recipient, entry.day.description,
                file.name,
            ]
        }
        let table = ProgrammePackage.Table(
            widths: [9, 24, 17, 15, 11, 24], rows: [["类别", "任务", "报送单位", "报送对象", "日期", "文件"]] + rows)
        return ProgrammePackage.Annex(
            "备案和体制机制文件目录", paragraphs: rows.isEmpty ? ["没有登记文件。"] : [], tables: rows.isEmpty ? [] : [table])
    }
}
