import Domain
import Operations
import Pages

/// What every form of the public goes through before it is taken: its token, the plain question, and the limits (防刷).
struct VisitorFormCheck {
    /// Why a form goes back to who sent it.
    enum Hindrance {
        /// The page stood open too long, or the token is none of ours.
        case expired
        case question(HumanQuestion, words: String)

        /// For forms that have both at the field with that name.
        var problem: (field: String, message: String) {
            switch self {
            case .expired: ("send", VisitorFormCheck.expiredWords)
            case .question(_, let words): (AskingCheckPage.answerField, words)
            }
        }

        var question: HumanQuestion? {
            if case .question(let question, _) = self { question } else { nil }
        }
    }

    static let expiredWords = "页面打开时间过长，已为您保留填写的内容，请再次提交"

    /// Of this form; a new one when what came back is none of ours or too old.
    let token: String
    private let age: Int64?
    private let kind: VisitorForm
    private let form: QueryParameters
    private let portal: Portal
    private let client: String?
    private let now: Instant

    init(_ form: QueryParameters, of kind: VisitorForm, _ portal: Portal, client: String?) {
        self.form = form
        self.kind = kind
        self.portal = portal
        self.client = client
        now = portal.installation.now()
        let sent = form["token"] ?? ""
        age = portal.tokens.age(of: sent, now: now)
        token = age == nil ? portal.tokens.make(now: now) : sent
    }

    var isExpired: Bool { age == nil }

    /// Counts the form, so it is called once, when all else is right.
    ///
    /// - Returns: `nil` when it may be taken.
    /// - Throws: `Refusal` when too many forms come.
    func run() throws -> Hindrance? {
        guard let age else { return .expired }
        let guards = portal.guards(kind)
        let question = HumanQuestion(token: token)
        let given = form[AskingCheckPage.answerField] ?? ""
        if !question.accepts(given) {
            if !given.isEmpty { return .question(question, words: "答案不对，请看清题目后重新填写一个字") }
            if guards.isSuspicious(age: age, trap: form["homepage"] ?? "", address: client, now: now) {
                return .question(question, words: "请回答页面下方的问题后再提交")
            }
        }
        guard guards.allowsForm(now: now) else { throw Refusal(kind: .tooManyRequests(retryAfterSeconds: 60)) }
        return nil
    }
}

/// Number and query code as somebody typed them into a form that looks something up (凭编号和查询码查询).
struct VisitorLookup {
    /// As it was typed, to be shown again.
    let typed: String
    let number: String
    let code: String
    /// Why it goes back; `nil` when it may be looked up.
    let problem: String?

    /// - Parameter noun: what the number is called, as in “留言编号”.
    /// - Throws: `Refusal` when too many attempts come.
    init(_ form: QueryParameters, of kind: VisitorForm, _ portal: Portal, client: String?, noun: String) throws {
        let now = portal.installation.now()
        (typed, code) = (form["number"] ?? "", form["code"] ?? "")
        number = Self.tidied(typed)
        if !portal.tokens.isValid(form["token"] ?? "", now: now) {
            problem = "页面打开时间过长，请重新填写查询码"
        } else if typed.isEmpty || code.isEmpty {
            problem = "请填写\(noun)和查询码"
        } else {
            guard portal.guards(kind).allowsLook(from: client, now: now) else {
                throw Refusal(kind: .tooManyRequests(retryAfterSeconds: 60))
            }
            problem = nil
        }
    }

    /// The same words whether the number or the code is wrong.
    static func mismatch(_ noun: String) -> String { "\(noun)或者查询码不对，请对照回执核对后重新填写" }

    /// As numbers are printed: capitals, half width, no spaces.
    static func tidied(_ typed: String) -> String {
        let folded = Folding.fold(String(String.UnicodeScalarView(typed.unicodeScalars.prefix(40))))
        return String(folded.unicodeScalars.filter { $0 != " " }.map(Character.init)).uppercased()
    }
}
