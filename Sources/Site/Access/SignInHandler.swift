import Cryptography
import Domain
import HTML
import HTTPTypes
import Operations
import Outbound
import Pages

/// Signing in and out.
struct SignInHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var next: String { work.form["next"] ?? work.query["next"] ?? "" }

    func form() async throws -> Answer {
        if work.signedIn != nil { return .redirect(to: WorkRequest.next(next) ?? WorkRoute.today.link()) }
        return page()
    }

    private func page(login: String = "", problem: String? = nil, status: HTTPResponse.Status = .ok) -> Answer {
        work.show(
            SignInPage(
                login: login, next: WorkRequest.next(next)?.text ?? "", problem: problem, provider: work.portal.settings.provider?.label),
            status: status)
    }

    func submit() async throws -> Answer {
        let login = work.form["login"] ?? ""
        guard work.portal.signIns.allows(now: work.now) else {
            return page(login: login, problem: "此刻登录的人太多，请过一分钟再试。", status: .tooManyRequests)
        }
        let former = work.token.flatMap(SessionToken.init)
        do {
            let outcome = try await SignIn(work.installation, county: work.county).run(
                login: login, password: work.form["password"] ?? "", agent: work.agent, replacing: former)
            switch outcome {
            case .complete(let token): return work.enter(token, next: WorkRequest.next(next))
            case .needsSecondFactor(let token):
                let query = WorkRequest.next(next).map { [(name: "next", value: $0.text)] } ?? []
                var answer = Answer.redirect(to: WorkRoute.signInCode.link(query: query))
                answer.headers.append(AccessCookie.code.field(token.text, isSecure: work.isSecure))
                return answer
            }
        } catch let refusal as SignIn.Refusal {
            return page(login: login, problem: refusal.sentence, status: Self.status(refusal))
        } catch let busy as PasswordHashing.Busy {
            return page(login: login, problem: busy.sentence, status: .tooManyRequests)
        }
    }

    private static func status(_ refusal: SignIn.Refusal) -> HTTPResponse.Status {
        switch refusal {
        case .wait: .tooManyRequests
        case .wrong, .blocked, .disabled, .expired: .unprocessableContent
        }
    }

    // MARK: The second factor

    func codeForm() async throws -> Answer {
        guard let token = AccessCookie.code.value(in: work.request).flatMap(SessionToken.init),
            try await PassSecondFactor(work.installation, county: work.county).isWaiting(token)
        else { return .redirect(to: WorkRoute.signIn.link()) }
        return work.show(SignInCodePage(next: WorkRequest.next(next)?.text ?? ""))
    }

    func submitCode() async throws -> Answer {
        guard work.portal.signIns.allows(now: work.now) else {
            return work.show(SignInCodePage(next: next, problem: "此刻登录的人太多，请过一分钟再试。"), status: .tooManyRequests)
        }
        guard let token = AccessCookie.code.value(in: work.request).flatMap(SessionToken.init) else {
            return page(problem: SignIn.Refusal.expired.sentence, status: .unprocessableContent)
        }
        do {
            let session = try await PassSecondFactor(work.installation, county: work.county).run(
                token: token, code: work.form["code"] ?? "", agent: work.agent)
            return work.enter(session, next: WorkRequest.next(next))
        } catch SignIn.Refusal.expired {
            return page(problem: SignIn.Refusal.expired.sentence, status: .unprocessableContent)
        } catch SignIn.Refusal.wrong {
            let sentence = "动态口令或者恢复码不正确。动态口令每 30 秒更换，用过一次就作废，请等下一个再试。"
            return work.show(
                SignInCodePage(next: WorkRequest.next(next)?.text ?? "", problem: sentence), status: .unprocessableContent)
        } catch let refusal as SignIn.Refusal {
            return work.show(
                SignInCodePage(next: WorkRequest.next(next)?.text ?? "", problem: refusal.sentence), status: Self.status(refusal))
        }
    }

    // MARK: Signing out

    func signOut() async throws -> Answer {
        let current = try await work.current()
        try await EndSessions(work.installation).run(
            .own(current.session.id), of: current.staff.account, name: current.staff.name, site: work.county.id)
        var answer = Answer.redirect(to: WorkRoute.signIn.link())
        answer.headers.append(AccessCookie.session.removal(isSecure: work.isSecure))
        return answer
    }
}
