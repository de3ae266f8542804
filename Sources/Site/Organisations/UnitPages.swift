import Domain
import Pages
import Registers

extension PublicPages {
    func units() async throws -> Answer {
        try await read { [frame] view in
            let counts = try view.documents.countsByUnit()
            let page = UnitsPage(units: try view.unitRegister.all().map { UnitsPage.Entry(unit: $0, documentCount: counts[$0.id] ?? 0) })
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func unit(_ code: String) async throws -> Answer {
        try await read { [frame] view in
            guard let unit = try view.unitRegister.find(code: code) else { throw Refusal.notFound }
            let all = try view.unitRegister.all()
            let domains = try view.dutyRegister.domains()
            let leads = Set(try view.dutyRegister.all().filter { $0.unit == unit.id }.map(\.domain))
            let items = try view.catalogue.inForce(.county).map { try view.catalogue.items(of: $0.id, naming: unit.id) } ?? []
            let counts = try view.documents.countsByItem()
            let names = Dictionary(domains.map { ($0.code, DomainLink($0)) }, uniquingKeysWith: { $1 })
            let filter = DisclosureQueries.Filter(unit: unit.id)
            let page = UnitPage(
                unit: unit, parent: all.first { $0.id == unit.parent }.map(UnitLink.init),
                children: all.filter { $0.parent == unit.id }.map(UnitLink.init),
                domains: domains.filter { leads.contains($0.code) }.map(DomainLink.init),
                duties: items.prefix(50).map { item in
                    UnitPage.Duty(
                        item: ItemLink(id: item.id, levels: item.entry.levels, domain: names[item.domain]), timeLimit: item.entry.timeLimit,
                        documentCount: counts[item.id] ?? 0)
                }, dutyTotal: Total(items.count), newest: try view.newest(filter, limit: 10),
                documentTotal: Total(try view.documents.count(filter, cap: Int(Int32.max))))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }
}
