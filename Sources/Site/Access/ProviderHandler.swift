import Domain
import HTML
import HTTPTypes
import Logging
import Operations
import Outbound
import Pages

/// Signing in through the office's identity provider.
struct ProviderHandler {
    private let work: WorkRequest

    init(_ work: WorkRequest) { self.work = work }

    private var returnAddress: String {
        work.portal.frame(work.county, .home, work.request).origin + WorkRoute.providerReturn.pattern
    }

    func begin() async throws -> Answer {
        guard let settings = work.portal.settings.provider else { throw Refusal.notFound }
        guard work.portal.signIns.allows(now: work.now) else { return page("此刻登录的人太多，请过一分钟再试。", status: .tooManyRequests) }
        let provider = IdentityProvider(settings)
        do {
            let places = try await provider.places()
            let beginning = try await SignInThroughProvider(work.installation, county: work.county).begin(
                next: WorkRequest.next(work.query["next"])?.text ?? "")
            let address = provider.authorizationAddress(
                places: places, returnAddress: returnAddress, state: beginning.state, nonce: beginning.nonce,
                challenge: beginning.challenge)
            var answer = Answer(status: .seeOther, body: [], headers: [.location: address])
            answer.headers.append(AccessCookie.provider.field(beginning.state, isSecure: work.isSecure))
            return answer
        } catch let fault as IdentityProvider.Fault { return unavailable(fault.description) }
    }

    func finish() async throws -> Answer {
        guard let settings = work.portal.settings.provider else { throw Refusal.notFound }
        let signIn = SignInThroughProvider(work.installation, county: work.county)
        do {
            let back = try await signIn.takeBack(state: work.query["state"] ?? "", cookie: AccessCookie.provider.value(in: work.request))
            guard let code = work.query["code"], !code.isEmpty else { return page("统一身份认证没有完成登录，请重试，或者用密码登录。") }
            let provider = IdentityProvider(settings)
            let places = try await provider.places()
            let text = try await provider.idToken(code: code, verifier: back.verifier, returnAddress: returnAddress, places: places)
            let token = try IdentityToken(
                text, keys: try await provider.keys(places: places), settings: settings, nonce: back.nonce, now: work.now)
            let session = try await signIn.run(
                subject: token.subject, login: token.login, agent: work.agent, replacing: work.token.flatMap(SessionToken.init))
            return work.enter(session, next: WorkRequest.next(back.next))
        } catch let refusal as SignInThroughProvider.Refusal {
            return page(refusal.sentence)
        } catch let fault as IdentityProvider.Fault {
            return unavailable(fault.description)
        } catch let fault as IdentityToken.Fault {
            return unavailable("id_token: \(fault)")
        }
    }

    private func unavailable(_ reason: String) -> Answer {
        work.portal.log.warning("identity provider", metadata: ["reason": "\(reason)"])
        return page("统一身份认证此刻不能使用，请稍后再试，或者用密码登录。", status: .badGateway)
    }

    private func page(_ problem: String, status: HTTPResponse.Status = .unprocessableContent) -> Answer {
        work.show(SignInPage(problem: problem, provider: work.portal.settings.provider?.label), status: status)
    }
}

extension SignInThroughProvider.Refusal {
    var sentence: String {
        switch self {
        case .unknownPerson: "您在统一身份认证中的身份还没有与本系统的账号绑定，请联系系统管理员。"
        case .disabled: "账号已停用。需要恢复的，请联系系统管理员。"
        case .expired: "这次登录已经过期，或者是在另一个浏览器开始的，请重新登录。"
        }
    }
}
