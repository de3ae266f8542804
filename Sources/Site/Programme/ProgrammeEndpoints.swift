import Domain
import Operations
import Pages
import Persistence
import Registers

extension Workbench {
    static let programmeEndpoints: [WorkEndpoint] = [
        WorkEndpoint(.programmes) { try await ProgrammeHandler($0).list() },
        WorkEndpoint(.newProgramme) { try await ProgrammeHandler($0).form() },
        WorkEndpoint(.createProgramme) { try await ProgrammeHandler($0).create() },
        WorkEndpoint(.programme) { try await ProgrammeHandler($0).show() },
        WorkEndpoint(.editProgramme) { try await ProgrammeHandler($0).edit() },
        WorkEndpoint(.saveProgramme) { try await ProgrammeHandler($0).save() },
        WorkEndpoint(.moveProgramme) { try await ProgrammeHandler($0).move() },
        WorkEndpoint(.summary) { try await ProgrammeHandler($0).summary() },
        WorkEndpoint(.saveSummary) { try await ProgrammeHandler($0).saveSummary() },
        WorkEndpoint(.programmePackage) { try await ProgrammeHandler($0).package() },
        WorkEndpoint(.programmeFile) { try await ProgrammeHandler($0).file() },
        WorkEndpoint(.newTask) { try await TaskHandler($0).form() },
        WorkEndpoint(.addTask) { try await TaskHandler($0).add() },
        WorkEndpoint(.task) { try await TaskHandler($0).show() },
        WorkEndpoint(.editTask) { try await TaskHandler($0).edit() },
        WorkEndpoint(.saveTask) { try await TaskHandler($0).save() },
        WorkEndpoint(.cancelTask) { try await TaskHandler($0).cancel() },
        WorkEndpoint(.reportTask, formLimit: nil) { try await TaskHandler($0).report() },
        WorkEndpoint(.returnTask) { try await TaskHandler($0).giveBack() },
        WorkEndpoint(.publishMonthlyReport) { try await TaskHandler($0).publish() },
        WorkEndpoint(.pushReport) { try await TaskHandler($0).push() },
        WorkEndpoint(.pushReportFile) { try await TaskHandler($0).pushFile() },
    ]
}

extension WorkRequest {
    /// The programme of the address, for who may read it; to others it does not exist.
    func foundProgramme() async throws -> Programme {
        let (id, roles) = (try identifier("programme", Programme.self), ProgrammeRole.roles(of: try staff))
        let programme = try await read { try ProgrammeRegister($0.transaction, site: $0.site).find(id) }
        guard let programme, programme.state.allows(.read, to: roles) else { throw Refusal.notFound }
        return programme
    }

    /// What the signed-in person may do in it.
    func acts(in programme: Programme) throws -> Set<ProgrammeAct> {
        let roles = ProgrammeRole.roles(of: try staff)
        return Set(ProgrammeAct.allCases.filter { programme.state.allows($0, to: roles) })
    }

    /// - Throws: `ProgrammeRefusal` when they may not.
    func demand(_ act: ProgrammeAct, in programme: Programme) throws {
        try ProgrammeRefusal.check(try acts(in: programme).contains(act) ? [] : [.notAllowed(act, programme.state)])
    }

    /// The version that the form was opened with.
    func formVersion() throws -> Int {
        guard let version = Int(form.text("version")) else { throw Refusal.badRequest("表单缺少版本，请从工作方案页面重新打开。") }
        return version
    }
}

extension SiteView {
    var programmes: ProgrammeRegister { ProgrammeRegister(transaction, site: site) }

    /// The programmes that have a page on the portal, newest first.
    func topics() throws -> [Programme] { try programmes.all().filter(\.isOnPortal) }
}

extension PublicPages {
    private static let newestCount = 20

    /// 试点专题
    func programme(_ id: Programme.ID) async throws -> Answer {
        let today = installation.now().day
        return try await read { [frame] view in
            guard let programme = try view.programmes.find(id), programme.isOnPortal else { throw Refusal.notFound }
            var filter = DisclosureQueries.Filter()
            filter.domains = programme.plan.domains
            let standings = TaskStanding.all(
                of: programme, try view.programmes.tasks(of: id), try view.programmes.entries(of: id), on: today)
            let page = TopicPage(
                programme: programme, standings: standings, day: today,
                domains: try view.domainSummaries().filter { programme.plan.domains.contains($0.domain.code) },
                newest: try view.newest(filter, limit: Self.newestCount),
                reports: view.links(try view.documents.lines(try view.programmes.publishedReports(of: id))))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }
}
