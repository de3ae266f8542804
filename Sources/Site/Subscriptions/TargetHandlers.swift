import Domain
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let targetEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.subscriptions) { try await TargetHandler($0).overview() },
        WorkEndpoint(.addTargetGroup) { try await TargetHandler($0).add() },
        WorkEndpoint(.changeTargetGroup) { try await TargetHandler($0).change() },
        WorkEndpoint(.itemTargets) { try await TargetHandler($0).item() },
        WorkEndpoint(.setItemTargets) { try await TargetHandler($0).setItem() },
        WorkEndpoint(.draftTargets) { try await TargetHandler($0).draft() },
        WorkEndpoint(.setDraftTargets) { try await TargetHandler($0).setDraft() },
    ]
}

/// 订阅与推送.
struct TargetHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var acting: SetTargets { SetTargets(work.installation, county: work.county.id) }

    // MARK: Overview

    func overview() async throws -> Answer { try await overview(problems: []) }

    private func overview(problems: FieldProblems) async throws -> Answer {
        let sendsMail = work.portal.mailOrigin(work.county) != nil
        let domain = work.query["domain"].flatMap { $0.isEmpty ? nil : $0 }
        let page = try await work.read { view in
            let counts = try SubscriptionRegister(view.transaction, site: view.site).counts()
            let groups = try view.targets.groups()
            let names = Dictionary(groups.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
            let items = try view.targets.groupsByItem().sorted { $0.key < $1.key }.compactMap { item, codes in
                try view.catalogue.appearances(of: item).last.map {
                    SubscriptionsWorkPage.ItemLine(
                        item: ItemLink(id: item, levels: $0.entry.levels), groups: codes.sorted().compactMap { names[$0] })
                }
            }
            let version = try view.catalogue.inForce(.county)
            let choices = try domain.flatMap { code in
                try version.map { try view.catalogue.items(of: $0.id, domain: code).map { ItemLink(id: $0.id, levels: $0.entry.levels) } }
            }
            return SubscriptionsWorkPage(
                sendsMail: sendsMail, subscribers: counts.subscribers, wishes: counts.wishes, figures: Self.figures(counts),
                groups: groups.map { (group: $0, subscribers: counts.groups[$0.code] ?? 0) }, items: items,
                domains: try view.dutyRegister.domains().map { FilterOption(value: $0.code, label: $0.name) }, choices: choices ?? [],
                domain: domain, problems: problems)
        }
        return work.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private static func figures(_ counts: SubscriptionRegister.Counts) -> [SubscriptionsWorkPage.Figure] {
        SubscriptionRhythm.allCases.map { .init(name: $0.words, count: counts.rhythms[$0] ?? 0) }
            + SubscriptionTopic.Kind.allCases.map { .init(name: "按\($0.words)", count: counts.topics[$0] ?? 0) }
    }

    // MARK: Groups

    private func group(_ code: String, version: Int = 1, isOpen: Bool = true) throws -> TargetGroup {
        guard let kind = TargetGroup.Kind(rawValue: work.form.text("kind")) else { throw Refusal.badRequest("表单缺少类别，请从订阅与推送页面重新打开。") }
        return TargetGroup(code: code, kind: kind, name: work.form.text("name"), isOpen: isOpen, version: version)
    }

    func add() async throws -> Answer {
        try await keeping { try await acting.add(try group(work.form.text("code")), by: try work.staff) }
    }

    func change() async throws -> Answer {
        guard let code = work.parameters["group"], let version = Int(work.form.text("version")) else { throw Refusal.notFound }
        return try await keeping {
            try await acting.change(try group(code, version: version, isOpen: work.form.isOn("open")), by: try work.staff)
        }
    }

    private func keeping(_ act: () async throws -> Void) async throws -> Answer {
        do {
            try await act()
        } catch let refusal as SetTargets.Refusal {
            return try await overview(problems: [(refusal.field, refusal.sentence)])
        }
        return .redirect(to: WorkRoute.subscriptions.link(query: [("done", WorkNotice.saved.rawValue)]))
    }

    // MARK: For whom

    func item() async throws -> Answer {
        let id = try work.identifier("item", CatalogueItem.self)
        let page = try await work.read { view -> TargetsPage? in
            guard let item = try view.catalogue.appearances(of: id).last else { return nil }
            return TargetsPage(
                subject: .item(ItemLink(id: id, levels: item.entry.levels)), groups: try view.targets.groups(),
                chosen: try view.targets.groups(of: id))
        }
        guard let page else { throw Refusal.notFound }
        return work.show(page)
    }

    func setItem() async throws -> Answer {
        let id = try work.identifier("item", CatalogueItem.self)
        guard try await work.read({ try !$0.catalogue.appearances(of: id).isEmpty }) else { throw Refusal.notFound }
        return try await keeping { try await acting.set(Set(work.form.all("group")), of: id, by: try work.staff) }
    }

    func draft() async throws -> Answer {
        let id = try work.identifier("draft", Draft.self)
        let page = try await work.read { view -> TargetsPage? in
            guard let draft = try DraftRegister(view.transaction, site: view.site).find(id)?.draft else { return nil }
            let groups = try view.targets.groups()
            let inherited = try draft.content.item.map { try view.targets.groups(of: $0) } ?? []
            return TargetsPage(
                subject: .draft(id, title: draft.content.title), groups: groups, chosen: try view.targets.groups(of: id),
                inherited: groups.filter { inherited.contains($0.code) }.map(\.name))
        }
        guard let page else { throw Refusal.notFound }
        return work.show(page)
    }

    func setDraft() async throws -> Answer {
        let id = try work.identifier("draft", Draft.self)
        do {
            try await acting.set(Set(work.form.all("group")), of: id, by: try work.staff)
        } catch let refusal as SetTargets.Refusal {
            throw Refusal.badRequest(refusal.sentence)
        }
        return .redirect(to: WorkRoute.draft.link(id, query: [("done", WorkNotice.saved.rawValue)]))
    }
}

extension SubscriptionTopic.Kind {
    fileprivate var words: String {
        switch self {
        case .everything: "全部文件"
        case .unit: "单位"
        case .domain: "领域"
        case .item: "事项"
        case .search: "关键词"
        case .group: "对象"
        }
    }
}

extension SetTargets.Refusal {
    fileprivate var field: String {
        switch self {
        case .badName: "name"
        default: "code"
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .needsOffice: "只有政务公开办可以修改推送对象。"
        case .needsEditor: "只有本单位的编辑或者政务公开办可以标注推送对象。"
        case .badCode: "代码只能用小写字母、数字和连字符，最多 40 个。"
        case .badName(let limit): "请填写名称，最多 \(limit) 个字。"
        case .tooMany(let limit): "推送对象最多 \(limit) 个，请停用或者合并不用的。"
        case .taken: "已经有相同代码或者名称的推送对象，请换一个。"
        case .unknown: "所选的推送对象或者稿件不存在，请重新打开页面。"
        }
    }
}
