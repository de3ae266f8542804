import Domain
import Operations
import Pages
import Registers

extension PublicPages {
    private static let pageLength = 20
    private static let mostChains = 200

    /// 政策解读
    func interpretations(_ filter: InterpretationFilter) async throws -> Answer {
        let before: Int64? = try filter.after.map { text in
            guard let position = Int64(text), position > 0 else { throw QueryRefusal(parameter: "after", value: text) }
            return position
        }
        return try await read { [frame] view in
            let units = try view.unitRegister.all()
            var chosen = DisclosureQueries.Filter(year: filter.year, category: Interpretation.category)
            chosen.interpretation = filter.kind
            if let code = filter.unit {
                guard let unit = units.first(where: { $0.code == code }) else { throw QueryRefusal(parameter: "unit", value: code) }
                chosen.unit = unit.id
            }
            let lines = try view.documents.newest(chosen, before: before, limit: Self.pageLength + 1)
            let found = try view.documents.count(chosen, cap: SearchQueries.cap + 1)
            let shown = Array(lines.prefix(Self.pageLength))
            let bindings = try view.interpretations.bindings(of: shown.map(\.id))
            let page = InterpretationsPage(
                filter: filter,
                lines: shown.map { line in
                    let binding = bindings[line.id]
                    return InterpretationsPage.Line(
                        document: DisclosureLink(line), kind: binding?.interpretation.kind, about: binding?.about?.link(unit: nil))
                }, total: Total(min(found, SearchQueries.cap), isCapped: found > SearchQueries.cap),
                next: lines.count > Self.pageLength ? shown.last.map { String($0.position) } : nil,
                units: units.filter { $0.kind != .village }.map { FilterOption(value: $0.code, label: $0.name) },
                years: try view.documents.years().map { $0.reversed().map { FilterOption(value: String($0), label: "\($0)年") } } ?? [])
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    /// Depends on the day.
    func missingInterpretations() async throws -> Answer {
        let today = installation.now().day
        return try await read { [frame] view in
            let duties = try view.interpretations.duties(on: today)
            let page = MissingInterpretationsPage(
                lines: try view.dutyLines(duties.filter { $0.standing.state.isOpen }, on: today),
                tally: InterpretationTally(duties.map(\.standing), exempt: try view.interpretations.exempt(on: today)), day: today)
            return Answer(body: page.render(in: frame), isCacheable: false)
        }
    }

    /// 全链条公开
    func chains() async throws -> Answer {
        try await read { [frame] view in
            let page = ChainsPage(
                chains: try view.chainRegister.published(limit: Self.mostChains).compactMap { try view.chainLines($0) })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func chain(_ id: PolicyChain.ID) async throws -> Answer {
        try await read { [frame] view in
            guard let chain = try view.chainRegister.find(id), let lines = try view.chainLines(chain) else { throw Refusal.notFound }
            return Answer(body: ChainPage(chain: lines).render(in: frame), isCacheable: true)
        }
    }
}
