import Cryptography
import Domain
import HTML
import HTTPTypes
import Hummingbird
import Operations
import Pages
import Persistence
import Registers

/// 我的账号
struct OwnAccountHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private func credentials() async throws -> (current: Sessions.Current, account: AccountRegister.Credentials) {
        let current = try await work.current()
        let account = try await work.read { try AccountRegister($0.transaction, site: $0.site).find(current.staff.account) }
        guard let account else { throw Permission.Refusal.notSignedIn }
        return (current, account)
    }

    func page() async throws -> Answer {
        let (current, found) = try await credentials()
        let sessions = try await Sessions(work.installation).all(of: current.staff.account, site: work.county.id)
        let (posts, left) = try await work.read { view in
            let units = Dictionary(try view.unitRegister.all().map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
            return (
                current.staff.posts.map { (unit: units[$0.unit] ?? "", name: $0.name, role: $0.role) },
                try AccountRegister(view.transaction, site: view.site).recoveryCodesLeft(current.staff.account)
            )
        }
        return work.show(
            OwnAccountPage(
                login: found.account.login, email: found.account.email, posts: posts, hasSecondFactor: found.secondFactor.isOn,
                recoveryCodesLeft: left,
                sessions: sessions.map { OwnAccountPage.SessionLine(session: $0, isThis: $0.id == current.session.id) },
                mustChange: current.isLimitedToOwnAccount))
    }

    // MARK: Password

    func passwordForm() async throws -> Answer { try await passwordPage([]) }

    private func passwordPage(_ problems: [(field: OwnPasswordPage.Field, message: String)]) async throws -> Answer {
        let (current, found) = try await credentials()
        let today = work.now.day
        let rules = try await work.read { try SessionRegister($0.transaction, site: $0.site).rules(on: today) }
        return work.show(
            OwnPasswordPage(
                rules: rules, hasSecondFactor: found.secondFactor.isOn, isForced: current.isLimitedToOwnAccount, problems: problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    func changePassword() async throws -> Answer {
        func typed(_ field: OwnPasswordPage.Field) -> String { work.form[field.rawValue] ?? "" }
        guard typed(.passwordNew) == typed(.passwordAgain) else {
            return try await passwordPage([(.passwordAgain, "两次输入的新密码不一样，请重新输入。")])
        }
        do {
            let token = try await ChangePassword(work.installation, county: work.county).run(
                account: try work.staff.account, current: typed(.password), new: typed(.passwordNew), agent: work.agent,
                places: [work.request.head.authority ?? "", work.portal.settings.origin ?? ""])
            var answer = Answer.redirect(to: WorkRoute.ownAccount.link(query: [("done", WorkNotice.changed.rawValue)]))
            answer.headers.append(AccessCookie.session.field(token.text, isSecure: work.isSecure))
            return answer
        } catch let refusal as PasswordRefusal {
            return try await passwordPage(refusal.faults.map { (.passwordNew, $0.sentence) })
        } catch {
            return try await passwordPage([(.password, try Self.sentence(error))])
        }
    }

    /// What is said beside the field for the current password.
    private static func sentence(_ error: any Error) throws -> String {
        if case SignIn.Refusal.wrong = error { return "当前密码不正确，请重新输入。" }
        guard let sentence = accessSentence(error) else { throw error }
        return sentence
    }

    // MARK: Second factor

    func secondFactor() async throws -> Answer { try await secondFactorPage(nil) }

    private func secondFactorPage(_ problem: String?) async throws -> Answer {
        let (current, found) = try await credentials()
        let state: OwnSecondFactorPage.State
        if let setup = try await EnableSecondFactor(work.installation, county: work.county).pending(account: current.staff.account) {
            state = .pending(secret: setup.secret, address: setup.address)
        } else if found.secondFactor.isOn {
            let left = try await work.read {
                try AccountRegister($0.transaction, site: $0.site).recoveryCodesLeft(current.staff.account)
            }
            state = .on(recoveryCodesLeft: left)
        } else {
            state = .off
        }
        return work.show(OwnSecondFactorPage(state: state, problem: problem), status: problem == nil ? .ok : .unprocessableContent)
    }

    func enableSecondFactor() async throws -> Answer {
        do {
            try await EnableSecondFactor(work.installation, county: work.county).run(
                account: try work.staff.account, password: work.form["password"] ?? "")
            return .redirect(to: WorkRoute.ownSecondFactor.link())
        } catch { return try await secondFactorPage(try Self.sentence(error)) }
    }

    func confirmSecondFactor() async throws -> Answer {
        do {
            let codes = try await ConfirmSecondFactor(work.installation).run(
                account: try work.staff.account, code: work.form["code"] ?? "", site: work.county.id)
            return work.show(RecoveryCodesPage(codes: codes))
        } catch { return try await secondFactorPage(try Self.sentence(error)) }
    }

    func removeSecondFactor() async throws -> Answer {
        do {
            try await RemoveSecondFactor(work.installation, county: work.county).run(
                account: try work.staff.account, password: work.form["password"] ?? "")
            return .redirect(to: WorkRoute.ownAccount.link(query: [("done", WorkNotice.changed.rawValue)]))
        } catch { return try await secondFactorPage(try Self.sentence(error)) }
    }

    // MARK: Sessions

    func endOne() async throws -> Answer {
        let id = try work.identifier("session", Session.self)
        let current = try await work.current()
        let count = try await EndSessions(work.installation).run(
            .other(id), of: current.staff.account, name: current.staff.name, site: work.county.id)
        guard count > 0 else { throw Refusal.notFound }
        return ended
    }

    func endOthers() async throws -> Answer {
        let current = try await work.current()
        try await EndSessions(work.installation).run(
            .allExcept(current.session.id), of: current.staff.account, name: current.staff.name, site: work.county.id)
        return ended
    }

    private var ended: Answer { .redirect(to: WorkRoute.ownAccount.link(query: [("done", WorkNotice.ended.rawValue)])) }
}
