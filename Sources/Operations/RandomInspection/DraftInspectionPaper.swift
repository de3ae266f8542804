import Cryptography
package import Domain
import Persistence
package import Registers

/// Takes a list, a plan, a draw or its results to the publishing gate: a draft, which goes the one way to the public (谁检查、谁录入、谁公开).
package struct DraftInspectionPaper {
    /// Of the table of results; the data set finds it by them in the published document.
    static let resultHeadings = ["序号", "检查对象", "检查日期", "检查结果", "说明"]

    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// - Parameter subject: the plan or the draw.
    /// - Throws: `InspectionRefusal`; `GateRefusal` for who is no editor.
    package func run(
        _ kind: InspectionPaper.Kind, subject: Int64? = nil, of unit: OrganisationUnit.ID, by staff: Staff
    ) async throws -> Draft.ID {
        guard staff.holds(.editor, for: unit) else { throw InspectionRefusal([.needsEditor]) }
        let (site, today) = (county.id, installation.now().day)
        let (title, body) = try await installation.store.read { transaction in
            let register = InspectionRegister(transaction, site: site)
            guard let name = try UnitRegister(transaction, site: site).find(unit)?.name else { throw InspectionRefusal([.notFound]) }
            return try InspectionText(register: register, unit: unit, name: name, day: today).write(kind, subject: subject)
        }
        let draft = try await StartDraft(installation, county: county).run(.item(nil, obligation: nil), unit: unit, by: staff)
        _ = try await SaveDraft(installation, county: county).run(draft, version: 1, by: staff) { content in
            content.title = title
            content.made = today
            content.body = body
        }
        try await installation.inspect(unit, of: county, by: staff) { work in
            try work.register.insert(InspectionPaper(kind: kind, unit: unit, draft: draft, subject: subject))
            try work.record(.inspectionPaperDrafted, reason: kind.name)
        }
        return draft
    }
}

/// The words of the documents of random inspections.
private struct InspectionText {
    let register: InspectionRegister
    let unit: OrganisationUnit.ID
    let name: String
    let day: Day

    func write(_ kind: InspectionPaper.Kind, subject: Int64?) throws -> (String, DocumentBody) {
        switch kind {
        case .matters: return try matters()
        case .targets: return try targets()
        case .officers: return try officers()
        case .plan:
            guard let plan = try register.plans(of: unit).first(where: { $0.id.rawValue == subject }) else {
                throw InspectionRefusal([.noPlan])
            }
            return try self.plan(plan)
        case .draw:
            let draw = try found(subject)
            return self.draw(draw, after: try register.earlierDraws(than: draw))
        case .results:
            let draw = try found(subject)
            guard !draw.results.isEmpty else { throw InspectionRefusal([.noResults]) }
            return results(draw)
        }
    }

    private func found(_ subject: Int64?) throws -> InspectionDraw {
        guard let draw = try subject.flatMap({ try register.draw(InspectionDraw.ID($0)) }), draw.unit == unit else {
            throw InspectionRefusal([.notFound])
        }
        return draw
    }

    private func matters() throws -> (String, DocumentBody) {
        let list = try register.matters(of: unit)
        guard !list.isEmpty else { throw InspectionRefusal([.noMatters]) }
        let rows = list.enumerated().map { index, matter in
            [String(index + 1), matter.name, matter.level.name, matter.basis, name, matter.content, matter.way]
        }
        return (
            "\(name)随机抽查事项清单", DocumentBody([.table(hasHeader: true, [["序号", "抽查事项", "事项类别", "抽查依据", "抽查主体", "抽查内容", "抽查方式"]] + rows)])
        )
    }

    private func targets() throws -> (String, DocumentBody) {
        let list = try register.targets(of: unit)
        guard !list.isEmpty else { throw InspectionRefusal([.noTargets]) }
        let rows = list.enumerated().map { [String($0 + 1), $1.name, $1.code, $1.address] }
        return ("\(name)检查对象名录库", DocumentBody([.table(hasHeader: true, [["序号", "检查对象名称", "代码", "地址"]] + rows)]))
    }

    /// By certificate: names of officers are not put on the web.
    private func officers() throws -> (String, DocumentBody) {
        let list = try register.officers(of: unit)
        guard !list.isEmpty else { throw InspectionRefusal([.fewOfficers(left: 0, needed: 1)]) }
        let rows = list.map(\.certificate).sorted().enumerated().map { [String($0 + 1), $1] }
        return (
            "\(name)执法检查人员名录库", DocumentBody([.paragraph("共 \(list.count) 人，以执法证号列出。"), .table(hasHeader: true, [["序号", "执法证号"]] + rows)])
        )
    }

    private func plan(_ plan: InspectionPlan) throws -> (String, DocumentBody) {
        let matters = Dictionary(try register.matters(of: unit).map { ($0.id.rawValue, $0) }, uniquingKeysWith: { $1 })
        let rows = plan.lines.enumerated().map { index, line in
            let matter = matters[line.matter]
            let time = line.firstMonth == line.lastMonth ? "\(line.firstMonth)月" : "\(line.firstMonth)月至\(line.lastMonth)月"
            return [String(index + 1), matter?.name ?? "（已不在清单）", matter?.level.name ?? "", time, String(line.count)]
        }
        return ("\(name)\(plan.year)年度随机抽查计划", DocumentBody([.table(hasHeader: true, [["序号", "抽查事项", "事项类别", "抽查时间", "抽查数量"]] + rows)]))
    }

    private func draw(_ draw: InspectionDraw, after earlier: [InspectionDraw]) -> (String, DocumentBody) {
        let (year, number) = (draw.time.day.year, earlier.count + 1)
        let rows = draw.drawn.enumerated().map { [String($0 + 1), $1, draw.inspectors(of: $0).joined(separator: "、")] }
        var blocks: [DocumentBody.Block] = [
            .paragraph("抽查事项：\(draw.matterName)。抽取时间：\(draw.time.text)。"),
            .paragraph("这是\(year)年对本事项的第 \(number) 次抽取。\(earlier.isEmpty ? "" : "此前 \(earlier.count) 次列在“本年度此前的抽取”中。")"),
            .paragraph("检查对象 \(draw.targets.count) 个，抽取 \(draw.drawn.count) 个；执法检查人员 \(draw.officers.count) 人，每个对象抽取 \(draw.perTarget) 人。"),
            .heading(level: 2, "抽取结果"), .table(hasHeader: true, [["序号", "检查对象", "执法检查人员（执法证号）"]] + rows),
        ]
        if !draw.withdrawn.isEmpty {
            blocks += [
                .heading(level: 2, "回避"), .table(hasHeader: true, [["执法证号", "理由"]] + draw.withdrawn.map { [$0.certificate, $0.reason] }),
            ]
        }
        if !earlier.isEmpty {
            let lines = earlier.enumerated().map { index, one in
                [
                    String(index + 1), one.time.day.description, String(one.seed), Self.digest(one.targets), Self.digest(one.officers),
                    String(one.drawn.count),
                ]
            }
            let headings = ["次序", "抽取日期", "种子", "检查对象名单 SHA-256", "执法检查人员名单 SHA-256", "抽取数量"]
            blocks += [.heading(level: 2, "本年度此前的抽取"), .table(hasHeader: true, [headings] + lines)]
        }
        blocks += [
            .heading(level: 2, "怎样复核"), .paragraph("种子：\(draw.seed)"),
            .paragraph("检查对象名单（按字节排序，一行一个）SHA-256：\(Self.digest(draw.targets))"),
            .paragraph("执法检查人员名单（按字节排序，一行一个）SHA-256：\(Self.digest(draw.officers))"),
            .paragraph("用种子从检查对象名单抽取检查对象；第 n 个对象的检查人员，用种子加 n 从人员名单抽取。算法公开，任何人都可以重新抽取，结果应当相同。"),
        ]
        let which = earlier.isEmpty ? "" : "，本年度第 \(number) 次"
        return ("\(name)随机抽查抽取记录（\(draw.matterName)，\(draw.time.day)\(which)）", DocumentBody(blocks))
    }

    private func results(_ draw: InspectionDraw) -> (String, DocumentBody) {
        let rows = draw.drawn.enumerated().map { index, target in
            let result = draw.results[target]
            return [
                String(index + 1), target, result?.day.description ?? "", result?.outcome.name ?? "还没有检查", result?.note ?? "",
            ]
        }
        return (
            "\(name)随机抽查结果（\(draw.matterName)，\(draw.time.day)抽取）",
            DocumentBody([.table(hasHeader: true, [DraftInspectionPaper.resultHeadings] + rows)])
        )
    }

    static func digest(_ list: [String]) -> String { hexadecimal(Digest.sha256(InspectionDraw.listText(list).utf8)) }
}
