import Domain
import HTML
import HTTPTypes
import Operations
import Pages
import Persistence
import Registers

/// Accounts, for the system administrator.
struct AccountHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var actor: String { get throws { try work.actor(as: .systemAdministrator) } }

    func list() async throws -> Answer { work.show(AccountsPage(lines: try await lines())) }

    private func lines() async throws -> [AccountLine] {
        try await work.read { view in
            let held = Dictionary(
                grouping: try PostRegister(view.transaction, site: view.site).all().filter { $0.holder != nil }, by: \.holder)
            return try AccountRegister(view.transaction, site: view.site).all().map { found in
                AccountLine(
                    account: found.account, state: Self.state(found), hasSecondFactor: found.secondFactor.isOn, subject: found.subject,
                    posts: (held[found.account.id] ?? []).map { (unit: $0.unitName, name: $0.post.name, role: $0.post.role) })
            }
        }
    }

    private static func state(_ found: AccountRegister.Credentials) -> AccountLine.State {
        if found.account.isDisabled { return .disabled }
        if found.attempts.failures >= SignInAttempts.most { return .blocked }
        return found.mustChange ? .mustChange : .open
    }

    func page() async throws -> Answer {
        let id = try work.identifier("account", Account.self)
        guard let line = try await lines().first(where: { $0.account.id == id }) else { throw Refusal.notFound }
        return work.show(
            AccountPage(line: line, isOwn: try work.staff.account == id, hasProvider: work.portal.settings.provider != nil))
    }

    func form() async throws -> Answer { work.show(NewAccountPage()) }

    func add() async throws -> Answer {
        let (login, name, email) = (LoginName.read(work.form.text("login")), work.form.text("name"), work.form.text("email"))
        do {
            let added = try await AddAccount(work.installation, county: work.county).run(
                [AddAccount.Entry(login: login, name: name, email: email, posts: [])], actor: try actor)
            guard let one = added.first, let secret = one.oneTimePassword else { throw Refusal.notFound }
            return work.show(OneTimePasswordPage(account: one.account, secret: secret))
        } catch {
            guard let sentence = accessSentence(error) else { throw error }
            return work.show(
                NewAccountPage(login: login, name: name, email: email, problem: sentence), status: .unprocessableContent)
        }
    }

    func disable() async throws -> Answer {
        let id = try work.identifier("account", Account.self)
        return try await work.doing {
            try await DisableAccount(work.installation).run(id, asking: try work.staff.account, site: work.county.id, actor: try actor)
            return changed(id)
        }
    }

    func enable() async throws -> Answer {
        let id = try work.identifier("account", Account.self)
        return try await work.doing {
            try await EnableAccount(work.installation).run(id, site: work.county.id, actor: try actor)
            return changed(id)
        }
    }

    func reset() async throws -> Answer {
        let id = try work.identifier("account", Account.self)
        return try await work.doing {
            let secret = try await ResetPassword(work.installation).run(
                id, removesSecondFactor: work.form["second-factor"] == "remove", site: work.county.id, actor: try actor)
            let found = try await work.read { try AccountRegister($0.transaction, site: $0.site).find(id) }
            guard let account = found?.account else { throw AccountRefusal.unknown }
            return work.show(OneTimePasswordPage(account: account, secret: secret))
        }
    }

    func bind() async throws -> Answer {
        let id = try work.identifier("account", Account.self)
        let subject = work.form.text("subject")
        guard subject.utf8.count <= 255 else { throw Refusal.badRequest("身份标识超过 255 个字节，请核对。") }
        return try await work.doing {
            try await BindAccount(work.installation).run(
                id, subject: subject.isEmpty ? nil : subject, site: work.county.id, actor: try actor)
            return changed(id)
        }
    }

    private func changed(_ id: Account.ID) -> Answer {
        .redirect(to: WorkRoute.account.link(id, query: [("done", WorkNotice.changed.rawValue)]))
    }
}

/// Posts and the rules of signing in, for the security administrator.
struct PostHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var actor: String { get throws { try work.actor(as: .securityAdministrator) } }

    func list() async throws -> Answer { try await page(nil) }

    private func page(_ problem: String?) async throws -> Answer {
        let page = try await work.read { view in
            PostsPage(
                lines: try PostRegister(view.transaction, site: view.site).all().map { line in
                    PostsPage.Line(post: line.post, unit: line.unitName, holder: line.holderName, since: line.since)
                },
                accounts: try AccountRegister(view.transaction, site: view.site).all().map(\.account).filter { !$0.isDisabled },
                units: try view.unitRegister.all(), problem: problem)
        }
        return work.show(page, status: problem == nil ? .ok : .unprocessableContent)
    }

    /// A rule that refuses is said above the list, which shows why.
    private func changing(_ act: () async throws -> Void) async throws -> Answer {
        do {
            try await act()
            return .redirect(to: WorkRoute.posts.link(query: [("done", WorkNotice.changed.rawValue)]))
        } catch {
            guard let sentence = accessSentence(error) else { throw error }
            return try await page(sentence)
        }
    }

    func add() async throws -> Answer {
        guard let unit = OrganisationUnit.ID(text: work.form.text("unit")) else { return try await page(PostRefusal.unknownUnit.sentence) }
        guard let role = Role(rawValue: work.form.text("role")) else { return try await page("请选择岗位的种类。") }
        let name = work.form.text("name")
        return try await changing {
            _ = try await AddPost(work.installation).run(
                unit: unit, role: role, name: name.isEmpty ? role.words : name, site: work.county.id, actor: try actor)
        }
    }

    func assign() async throws -> Answer {
        let post = try work.identifier("post", Post.self)
        guard let account = Account.ID(text: work.form.text("account")) else { return try await page("请选择担任岗位的人。") }
        return try await changing {
            try await AssignPost(work.installation).run(post, to: account, site: work.county.id, actor: try actor)
        }
    }

    func release() async throws -> Answer {
        let post = try work.identifier("post", Post.self)
        return try await changing { try await ReleasePost(work.installation).run(post, site: work.county.id, actor: try actor) }
    }

    // MARK: Rules

    func rules() async throws -> Answer { try await rulesPage(nil, nil) }

    private func rulesPage(_ typed: SignInRules?, _ problem: String?) async throws -> Answer {
        let today = work.now.day
        let (current, later) = try await work.read { view in
            let register = SessionRegister(view.transaction, site: view.site)
            return (try register.rules(on: today), try register.allRules().filter { $0.effective > today })
        }
        return work.show(
            SignInRulesPage(rules: typed ?? current, later: later.reversed(), problem: problem),
            status: problem == nil ? .ok : .unprocessableContent)
    }

    func changeRules() async throws -> Answer {
        func number(_ field: SignInRules.Fault.Field) -> Int { Int(work.form.text(field.rawValue)) ?? -1 }
        guard let day = Day(text: work.form.text("effective")) else { return try await rulesPage(nil, "生效日期请写成 2026-04-01 的形式。") }
        let rules = SignInRules(
            effective: day, shortest: number(.shortest), shortestWithSecondFactor: number(.shortestWithSecondFactor),
            characterKinds: number(.characterKinds), rotationDays: number(.rotationDays), remembered: number(.remembered),
            idleMinutes: number(.idleMinutes), absoluteMinutes: number(.absoluteMinutes))
        do {
            try await ChangeSignInRules(work.installation).run(rules, site: work.county.id, actor: try actor)
            return .redirect(to: WorkRoute.signInRules.link(query: [("done", WorkNotice.saved.rawValue)]))
        } catch {
            guard let sentence = accessSentence(error) else { throw error }
            return try await rulesPage(rules, sentence)
        }
    }
}
