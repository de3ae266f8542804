import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

/// Three units, their editors, two third-party reviewers, and an office that runs a round; the clock stands at 2026-03-20.
struct RoundPlace {
    let place: RequestPlace
    /// In the order of their codes.
    let units: [OrganisationUnit]
    /// An editor for each unit.
    let editors: [Staff]
    let third: Staff
    let second: Staff
    let office: Staff

    var installation: Installation { place.installation }
    var county: County { place.county }

    static func with(_ engine: Engine, _ body: (RoundPlace) async throws -> Void) async throws {
        try await RequestPlace.with(engine) { place in
            let rows = [("ajj", "明川县安监局"), ("bmj", "明川县便民局"), ("cgj", "明川县城管局")].map { code, name in
                RegisterUnits.Row(
                    unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: code, name: name, kind: .department), parentCode: nil,
                    aliases: [])
            }
            let site = place.county.id
            _ = try await RegisterUnits(place.installation).run(rows, site: site, actor: "test")
            let units = try await place.installation.store.read { transaction in
                try UnitRegister(transaction, site: site).all().filter { unit in rows.contains { $0.unit.code == unit.code } }
            }
            let entries =
                units.map { unit in
                    AddAccount.Entry(
                        login: "e-\(unit.code)", name: "编辑", email: "e-\(unit.code)@example.com", password: AccessPlace.password,
                        posts: [AddAccount.Place(unit: unit.id, role: .editor, name: "编辑")])
                }
                + ["third", "second-third"].map { login in
                    AddAccount.Entry(
                        login: login, name: login, password: AccessPlace.password,
                        posts: [AddAccount.Place(unit: units[0].id, role: .evaluator, name: "第三方测评")])
                }
            let added = try await AddAccount(place.installation, county: place.county, cost: AccessPlace.cost).run(entries, actor: "test")
            let staff = try await place.installation.store.read { transaction in
                try added.map { added in
                    Staff(
                        account: added.account.id, name: added.account.name,
                        posts: try PostRegister(transaction, site: site).posts(of: added.account.id))
                }
            }
            try await body(
                RoundPlace(
                    place: place, units: units.sorted { $0.code < $1.code }, editors: staff.prefix(units.count).map { $0 },
                    third: staff[units.count], second: staff[units.count + 1], office: place.office))
        }
    }

    static func number(_ text: String) -> ExactNumber { ExactNumber(text: text) ?? .nought }

    /// Ten points in two leaves and a deduction; 10/40/50 as S 004 weighs, grades by quota; the difference of two reviewers may be one point.
    static func scheme(quotas: [String?] = ["34", "33", "33"], automatic: Bool = false) -> Scheme {
        let late = Indicator.Deduction([.init("迟公开", each: number("0.5"))])
        var leaves = [
            Indicator(code: "1.1", name: "领导小组", points: number("4"), kind: .scored(Indicator.Leaf(evidence: "文件"))),
            Indicator(
                code: "1.2", name: "及时公开", points: number("3"),
                kind: .deduction(late, Indicator.Leaf(method: .website, sampling: .init(subject: "政策文件", amount: .count(2))))),
        ]
        leaves.append(
            automatic
                ? Indicator(
                    code: "1.3", name: "覆盖率", points: number("3"), kind: .scored(Indicator.Leaf(method: .automatic, measure: .coverage)))
                : Indicator(code: "1.3", name: "覆盖率", points: number("3"), kind: .scored(Indicator.Leaf())))
        return Scheme(
            title: "测试验收指标", source: "明政办〔2026〕1号", year: 2026, points: number("10"),
            indicators: [Indicator(code: "1", name: "公开工作", points: number("10"), kind: .additive(leaves))],
            assessors: [
                Scheme.Assessor(code: "self", name: "自查自评", kind: .oneself, weight: number("10")),
                Scheme.Assessor(code: "third", name: "第三方", kind: .thirdParty, weight: number("40")),
                Scheme.Assessor(code: "check", name: "全面检查", kind: .inspection, weight: number("50")),
            ], reconciliation: .moderation(beyond: number("1")),
            grading: .quota(
                zip(["优秀", "良好", "合格"], quotas).map { Grading.Quota($0, percent: $1.map(number)) }, ties: .lower, failing: "不合格"))
    }

    // MARK: Acts

    var arranging: ArrangeRound { ArrangeRound(installation, county: county) }
    var filling: FillSheet { FillSheet(installation, county: county) }
    var moving: MoveRound { MoveRound(installation, county: county) }
    var appealing: AppealScore { AppealScore(installation, county: county) }
    var ordering: OrderRectification { OrderRectification(installation, county: county) }
    var moderating: ModerateScore { ModerateScore(installation, county: county) }

    func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    func round(_ id: EvaluationRound.ID) async throws -> EvaluationRound {
        let site = county.id
        return try #require(try await installation.store.read { try RoundRegister($0, site: site).find(id) })
    }

    func scoring(_ id: EvaluationRound.ID) async throws -> RoundScoring {
        let (site, round) = (county.id, try await round(id))
        return try await installation.store.read { try RoundScoring(round, $0, site: site) }
    }

    /// A round with all three units; one reviewer of the third party unless there are to be two.
    func begin(_ scheme: Scheme = scheme(), reviewers: [Staff]? = nil, previous: EvaluationRound.ID? = nil) async throws
        -> EvaluationRound.ID
    {
        let edition = try await StoreScheme(installation, county: county).run(scheme, year: 2026, by: office)
        let id = try await arranging.create(
            title: "2026年政务公开测评", edition: edition.id, first: try day("2026-01-01"), last: try day("2026-03-19"), previous: previous,
            by: office)
        let named = (reviewers ?? [third]).map { EvaluationRound.Reviewer(account: $0.account, name: $0.name) }
        let due = try day("2026-03-25")
        try await arranging.run(
            id, version: 1, units: units.map(\.id),
            panels: [
                EvaluationRound.Panel(assessor: "self", due: due), EvaluationRound.Panel(assessor: "third", due: due, reviewers: named),
                EvaluationRound.Panel(
                    assessor: "check", due: due, reviewers: [EvaluationRound.Reviewer(account: office.account, name: office.name)]),
            ], by: office)
        return id
    }

    func move(_ id: EvaluationRound.ID, _ act: RoundAct, reason: String = "") async throws {
        let round = try await round(id)
        try await moving.run(
            id, version: round.version, act, appealsUntil: act == .announce ? try day("2026-03-27") : nil, reason: reason, by: office)
    }

    static func answers(_ first: String, late: Int = 0, _ last: String? = "3") -> [Submission.Answer] {
        let answers = [
            Submission.Answer(leaf: "1.1", entry: .score(number(first)), comment: "有会议纪要", evidence: ["明政办〔2026〕2号"]),
            Submission.Answer(leaf: "1.2", entry: .times([late])),
        ]
        return answers + (last.map { [Submission.Answer(leaf: "1.3", entry: .score(number($0)))] } ?? [])
    }

    /// Fills in and hands in.
    func hand(_ id: EvaluationRound.ID, _ assessor: String, _ unit: Int, _ answers: [Submission.Answer], by staff: Staff) async throws {
        try await filling.save(id, assessor, units[unit].id, answers: answers, version: 0, by: staff)
        try await filling.submit(id, assessor, units[unit].id, version: 1, by: staff)
    }

    func compute(_ id: EvaluationRound.ID, measures: any Measures = RegisterMeasures(), measuring: Bool = false) async throws {
        try await ComputeRound(installation, county: county, measures: measures).run(id, measuring: measuring, by: office)
    }

    func refused(_ work: () async throws -> Void) async throws -> [RoundReason] {
        do {
            try await work()
            return []
        } catch let refusal as RoundRefusal { return refusal.reasons }
    }
}
