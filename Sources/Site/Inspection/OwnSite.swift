package import Domain
import HTTPTypes
import Interchange
import Operations
import Outbound
import Pages
import Persistence
import Registers

/// The county's own portal, asked in this process: the pages come from the same handlers as a visitor's.
private struct OwnSite: VisitedSite {
    let portal: Portal
    let county: County
    let origin: String
    let names: Set<String>

    func ask(_ path: String, onlyHead: Bool) async -> VisitReply {
        if path.hasPrefix("/api/v1/") {
            return .answered(VisitReply.Answer(status: Endpoint.allCases.contains { $0.matches(path) } ? 200 : 404))
        }
        do {
            guard let address = try Address(path: path) else { return .answered(VisitReply.Answer(status: 404)) }
            let frame = SiteFrame(county: county, origin: origin, address: address, assets: portal.assets.digests)
            let answer = try await PublicPages(portal: portal, county: county, frame: frame).answer(address)
            return .answered(
                VisitReply.Answer(
                    status: answer.status.code, type: answer.mediaType, bytes: answer.body, location: answer.headers[.location]))
        } catch let refusal as Refusal {
            return .answered(VisitReply.Answer(status: refusal.kind.status))
        } catch is QueryRefusal {
            return .answered(VisitReply.Answer(status: 400))
        } catch {
            // What a visitor would see: a page with a reference number.
            return .answered(VisitReply.Answer(status: 500))
        }
    }

    /// The portal sends nobody to another scheme.
    func follow(_ location: String) {}
}

extension Portal {
    private static let mostMessages = 10_000
    /// Milliseconds between two pages while visitors are served: they go first.
    private static let pause = 20

    /// Inspects every county's portal whose turn it is. To be called again and again beside the server.
    package func runSiteChecks() async throws {
        for county in try await look() where try await CheckOwnSite(installation, county: county.id).begin() {
            _ = try await checkSite(county, actor: "system", pause: Self.pause)
        }
    }

    /// Inspects a county's portal by the rules in force, page by page as a visitor sees it, and keeps what is found.
    ///
    /// - Parameters:
    ///   - actor: who has it done.
    ///   - pause: milliseconds between two pages.
    package func checkSite(_ county: County, actor: String, pause: Int = 0) async throws -> SiteCheck {
        let act = CheckOwnSite(installation, county: county.id)
        let (rules, warningDays) = try await act.terms()
        let origin = origin(county, host: nil)
        let host = SiteFrame(county: county, origin: origin, address: .home).domainName.lowercased()
        let bare = String(host.prefix { $0 != ":" })
        // Only an office that lets this server ask other servers has its name looked up.
        let isNamed = LinkCheck.isPublicHost(bare) && bare.utf8.contains { (97...122).contains($0) || $0 > 0x7F }
        let speaksIPv6: Bool? = tools.links != nil && isNamed ? await PageVisit.speaksIPv6(bare) : nil
        let start = SiteInspection(
            subject: origin + "/", source: .live(host: bare, speaksIPv6: speaksIPv6), rules: rules, asOf: installation.now().day)
        var limits = VisitPlan.Limits()
        (limits.pages, limits.trials) = (2_000, 2_000)
        let robots = RobotsFile().render(in: SiteFrame(county: county, origin: origin, address: .robots))
        var visit = SiteVisit(
            OwnSite(portal: self, county: county, origin: origin, names: [host]), from: Address.home.path, limits: limits,
            robots: RobotsRules(robots, agent: PageVisit.agent), delay: pause, into: start)
        var inspection = try await visit.run()
        inspection.addAllMessages(try await messages(county), at: Address.comment().path)
        let (report, warnings) = (inspection.report(), inspection.warnings(within: warningDays))
        let owners = try await owners(of: SiteCheck.pages(report, warnings), county)
        return try await act.finish(report, warnings: warnings, owners: owners, actor: actor)
    }

    /// What the public has written, by its receipt: who wrote and what is nobody's business here.
    private func messages(_ county: County) async throws -> [InspectedPage.Message] {
        try await installation.store.read { transaction in
            try CommentRegister(transaction, site: county.id).all(limit: Self.mostMessages).map {
                InspectedPage.Message(title: $0.receipt, day: ListedDate($0.received.day), isAnswered: $0.answered != nil)
            }
        }
    }

    /// The units whose pages, documents and fields of work these are.
    private func owners(of pages: Set<String>, _ county: County) async throws -> [String: OrganisationUnit.ID] {
        try await installation.store.read { transaction in
            let units = UnitRegister(transaction, site: county.id)
            let documents = DisclosureRegister(transaction, site: county.id)
            let leads = try DutyRegister(transaction, site: county.id).all()
            var owners: [String: OrganisationUnit.ID] = [:]
            for page in pages {
                // A page whose address the portal does not know is nobody's.
                guard let address = try? Address(path: page) else { continue }
                switch address {
                case .unit(let code), .coverageUnit(let code, _), .coverageItem(let code, _, _):
                    owners[page] = try units.find(code: code)?.id
                case .disclosures(let filter): owners[page] = try filter.unit.flatMap { try units.find(code: $0)?.id }
                case .disclosure(let id), .disclosureHistory(let id), .disclosureFile(let id, _):
                    owners[page] = try documents.find(id)?.unit
                case .domain(let code, _), .coverageDomain(let code, _): owners[page] = leads.first { $0.domain == code }?.unit
                default: continue
                }
            }
            return owners
        }
    }
}
