import Domain
import Pages

/// Who may reach what, written down a second time and by itself: the pages' own declarations are compared with it.
///
/// One line a place: method, pattern, who, and what the first parameter stands for. Who: `everyone`, `staff` for everybody signed in, or
/// roles by their letters: E 编辑, R 审核, S 保密审查, L 签发, O 政务公开办, T 第三方测评, x 系统管理员, y 安全管理员, z 审计管理员.
enum PermissionTable {
    struct Line: Sendable, Hashable {
        let method: WorkRoute.Method
        let pattern: String
        /// `nil` for everyone; every role for `staff`.
        let roles: Set<Role>?
        let isForAllStaff: Bool
        let subject: WorkRoute.Subject?

        var name: String { "\(method.rawValue) \(pattern)" }

        /// Whether somebody in that role comes in.
        func allows(_ role: Role?, ownUnit: Bool) -> Bool {
            guard let roles else { return true }
            guard let role else { return false }
            if isForAllStaff { return true }
            guard roles.contains(role) else { return false }
            return subject == nil || ownUnit || role.isCountyWide
        }
    }

    static let letters: [Character: Role] = [
        "E": .editor, "R": .reviewer, "S": .secrecyReviewer, "L": .signer, "O": .disclosureOffice, "T": .evaluator,
        "x": .systemAdministrator, "y": .securityAdministrator, "z": .auditAdministrator,
    ]

    static let lines: [Line] = text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard words.count >= 3, let method = WorkRoute.Method(rawValue: words[0]) else { return nil }
        let roles: Set<Role>? =
            words[2] == "everyone" ? nil : words[2] == "staff" ? Set(Role.allCases) : Set(words[2].compactMap { letters[$0] })
        return Line(
            method: method, pattern: words[1], roles: roles, isForAllStaff: words[2] == "staff",
            subject: words.count > 3 ? WorkRoute.Subject(rawValue: words[3]) : nil)
    }

    /// Lines that could not be read: a mistake in the table must not make it shorter.
    static var unread: Int { text.split(separator: "\n").count - lines.count }

    private static let text = """
        GET /work staff
        GET /work/sign-in everyone
        POST /work/sign-in everyone
        GET /work/sign-in/code everyone
        POST /work/sign-in/code everyone
        GET /work/sign-in/provider everyone
        GET /work/sign-in/return everyone
        POST /work/sign-out staff
        GET /work/account staff
        GET /work/account/password staff
        POST /work/account/password staff
        GET /work/account/second-factor staff
        POST /work/account/second-factor staff
        POST /work/account/second-factor/confirmation staff
        POST /work/account/second-factor/removal staff
        POST /work/account/sessions/end staff
        POST /work/account/sessions/{session}/end staff
        GET /work/account/reminders staff
        POST /work/account/reminders staff
        POST /work/account/calendar staff
        POST /work/account/calendar/removal staff
        GET /work/calendar/{token}.ics everyone
        GET /work/accounts x
        GET /work/accounts/new x
        POST /work/accounts x
        GET /work/accounts/{account} x
        POST /work/accounts/{account}/disabling x
        POST /work/accounts/{account}/enabling x
        POST /work/accounts/{account}/reset x
        POST /work/accounts/{account}/binding x
        GET /work/posts y
        POST /work/posts y
        POST /work/posts/{post}/assignment y
        POST /work/posts/{post}/release y
        GET /work/posts/sign-in-rules y
        POST /work/posts/sign-in-rules y
        GET /work/log zO
        GET /work/obligations ERSLO
        GET /work/obligations/{obligation} ERSLO obligation
        POST /work/obligations/{obligation}/waiver LO obligation
        GET /work/events/new EO
        POST /work/events EO
        GET /work/drafts ERSLO
        GET /work/drafts/new E
        POST /work/drafts E
        POST /work/drafts/decisions RSLO
        GET /work/drafts/{draft} ERSLO draft
        POST /work/drafts/{draft} E draft
        POST /work/drafts/{draft}/autosave E draft
        GET /work/drafts/{draft}/presence E draft
        POST /work/drafts/{draft}/body E draft
        POST /work/drafts/{draft}/attachments E draft
        GET /work/drafts/{draft}/attachments/{number} ERSLO draft
        GET /work/drafts/{draft}/attachments/{number}/original ERSL draft
        POST /work/drafts/{draft}/attachments/{number}/removal E draft
        POST /work/drafts/{draft}/masking E draft
        POST /work/drafts/{draft}/findings/{finding} ERSLO draft
        POST /work/drafts/{draft}/submission E draft
        POST /work/drafts/{draft}/decision RSLO draft
        POST /work/drafts/{draft}/publication EO draft
        POST /work/drafts/{draft}/emergency LO draft
        POST /work/drafts/{draft}/discard E draft
        GET /work/publications ERSLO
        GET /work/publications/{disclosure} ERSLO disclosure
        GET /work/publications/{disclosure}/notice ERSLO disclosure
        POST /work/publications/{disclosure}/correction E disclosure
        POST /work/publications/{disclosure}/withdrawal LO disclosure
        POST /work/publications/{disclosure}/purge LO disclosure
        POST /work/publications/{disclosure}/validity EO disclosure
        POST /work/publications/{disclosure}/channels EO disclosure
        GET /work/batches ERSLO
        GET /work/batches/new E
        POST /work/batches E
        GET /work/batches/{batch} ERSLO batch
        GET /work/batches/{batch}/problems ERSLO batch
        POST /work/batches/{batch}/columns E batch
        POST /work/batches/{batch}/removal E batch
        POST /work/batches/{batch}/import E batch
        POST /work/batches/{batch}/checks E batch
        POST /work/batches/{batch}/submission E batch
        POST /work/batches/{batch}/decision RSLO batch
        POST /work/batches/{batch}/publication EO batch
        POST /work/batches/{batch}/undo ELO batch
        GET /work/paths O
        POST /work/paths O
        GET /work/words O
        GET /work/words/file O
        GET /work/words/new O
        POST /work/words O
        GET /work/words/{word} O
        POST /work/words/{word} O
        POST /work/words/{word}/removal O
        GET /work/requests ERSLO
        GET /work/requests/ledger.xlsx ERSLO
        GET /work/requests/statistics ERSLO
        GET /work/requests/new EO
        POST /work/requests EO
        GET /work/requests/import EO
        POST /work/requests/import EO
        POST /work/requests/print EO
        GET /work/requests/{request} ERSLO request
        POST /work/requests/{request}/facts EO request
        POST /work/requests/{request}/facts/{fact}/strike EO request
        POST /work/requests/{request}/searches EO request
        POST /work/requests/{request}/assignment EO request
        POST /work/requests/{request}/extension EO request
        POST /work/requests/{request}/extension/decision O request
        POST /work/requests/{request}/identity ELO request
        POST /work/requests/{request}/correction EO request
        POST /work/requests/{request}/correction/save EO request
        POST /work/requests/{request}/transfer EO request
        POST /work/requests/{request}/merge EO request
        POST /work/requests/{request}/split EO request
        POST /work/requests/{request}/files EO request
        GET /work/requests/{request}/files/{file} ERSLO request
        POST /work/requests/{request}/archive EO request
        GET /work/requests/{request}/archive.pdf EO request
        POST /work/requests/{request}/destruction O request
        POST /work/requests/{request}/publication E request
        GET /work/requests/{request}/reply ERSLO request
        POST /work/requests/{request}/reply EO request
        POST /work/requests/{request}/reply/submission EO request
        POST /work/requests/{request}/reply/recall EO request
        POST /work/requests/{request}/reply/decision RSL request
        GET /work/requests/{request}/letters/new/{kind} EO request
        POST /work/requests/{request}/letters/new/{kind} EO request
        POST /work/requests/{request}/letters/issue/{kind} EO request
        GET /work/requests/{request}/letters/{letter} ERSLO request
        GET /work/requests/{request}/letters/{letter}/{format} ERSLO request
        POST /work/requests/{request}/letters/{letter}/service EO request
        POST /work/requests/{request}/letters/{letter}/return EO request
        POST /work/requests/{request}/fee/waiver EO request
        GET /work/disputes ERSLO
        POST /work/disputes EO
        GET /work/disputes/{dispute} ERSLO dispute
        POST /work/disputes/{dispute} EO dispute
        GET /work/letters O
        GET /work/letters/{kind} O
        POST /work/letters/{kind} O
        POST /work/letters/{kind}/removal O
        GET /work/requests/settings O
        POST /work/requests/settings O
        GET /work/annual-reports ERSLO
        GET /work/annual-reports/{unit}/{year} ERSLO unit
        POST /work/annual-reports/{unit}/{year} EO unit
        POST /work/annual-reports/{unit}/{year}/publication E unit
        GET /work/annual-reports/{unit}/{year}/cells/{cell} ERSLO unit
        GET /work/annual-reports/{unit}/{year}/file/{format} ERSLO unit
        GET /work/bulletin ERSLO
        GET /work/bulletin/docx ERSLO
        GET /work/bulletin/xlsx ERSLO
        POST /work/bulletin O
        GET /work/site-check ERSLO
        GET /work/site-check/xlsx ERSLO
        POST /work/site-check O
        GET /work/site-check/rules O
        POST /work/site-check/rules O
        GET /work/evaluation EOT
        GET /work/evaluation/schemes O
        POST /work/evaluation/schemes O
        GET /work/evaluation/schemes/{scheme} O
        GET /work/evaluation/schemes/{scheme}/json O
        POST /work/evaluation/schemes/{scheme}/copy O
        POST /work/evaluation/schemes/{scheme}/grades O
        POST /work/evaluation/rounds O
        GET /work/evaluation/rounds/{round} EOT
        POST /work/evaluation/rounds/{round}/arrangement O
        POST /work/evaluation/rounds/{round}/deadlines O
        POST /work/evaluation/rounds/{round}/samples O
        POST /work/evaluation/rounds/{round}/state O
        POST /work/evaluation/rounds/{round}/computation O
        GET /work/evaluation/rounds/{round}/sheets/{assessor}/{unit} EOT
        POST /work/evaluation/rounds/{round}/sheets/{assessor}/{unit} EOT
        POST /work/evaluation/rounds/{round}/sheets/{assessor}/{unit}/recall EOT
        POST /work/evaluation/rounds/{round}/sheets/{assessor}/{unit}/files EOT
        GET /work/evaluation/rounds/{round}/files/{file} EOT
        GET /work/evaluation/documents/{document} EOT
        GET /work/evaluation/rounds/{round}/results EOT
        GET /work/evaluation/rounds/{round}/results/{unit} EOT
        GET /work/evaluation/rounds/{round}/file/{name} O
        POST /work/evaluation/rounds/{round}/results/{unit}/moderation O
        POST /work/evaluation/rounds/{round}/results/{unit}/appeals E
        POST /work/evaluation/rounds/{round}/appeals/{appeal} O
        POST /work/evaluation/rounds/{round}/bulletin O
        POST /work/evaluation/rounds/{round}/orders O
        GET /work/evaluation/orders EO
        GET /work/evaluation/orders/{order} EO
        GET /work/evaluation/orders/{order}/docx EO
        POST /work/evaluation/orders/{order}/response E
        POST /work/evaluation/orders/{order}/files E
        POST /work/evaluation/orders/{order}/recheck O
        GET /work/participation EO
        GET /work/participation/lists/{year} O
        GET /work/participation/lists/{year}/xlsx O
        POST /work/participation/lists/{year}/table O
        POST /work/participation/lists/{year}/publication O
        GET /work/participation/consultations/new E
        POST /work/participation/consultations E
        GET /work/participation/consultations/{consultation} EO
        GET /work/participation/consultations/{consultation}/plan E
        POST /work/participation/consultations/{consultation}/plan E
        POST /work/participation/consultations/{consultation}/announcement E
        POST /work/participation/consultations/{consultation}/final E
        POST /work/participation/consultations/{consultation}/feedback E
        POST /work/participation/consultations/{consultation}/opinions E
        POST /work/participation/consultations/{consultation}/papers E
        GET /work/participation/consultations/{consultation}/xlsx E
        POST /work/participation/consultations/{consultation}/table E
        GET /work/participation/consultations/{consultation}/opinions/{opinion} E
        GET /work/gatherings EO
        GET /work/gatherings/new E
        POST /work/gatherings E
        GET /work/gatherings/{gathering} EO
        GET /work/gatherings/{gathering}/plan E
        POST /work/gatherings/{gathering}/plan E
        POST /work/gatherings/{gathering}/announcement E
        POST /work/gatherings/{gathering}/sign-ups E
        GET /work/gatherings/{gathering}/sign-ups/{person} E
        GET /work/gatherings/{gathering}/xlsx E
        POST /work/gatherings/{gathering}/selection E
        POST /work/gatherings/{gathering}/list E
        POST /work/gatherings/{gathering}/record E
        POST /work/gatherings/{gathering}/agenda/{item} E
        GET /work/questionnaires EO
        GET /work/questionnaires/new E
        POST /work/questionnaires E
        GET /work/questionnaires/{questionnaire} EO
        GET /work/questionnaires/{questionnaire}/plan E
        POST /work/questionnaires/{questionnaire}/plan E
        POST /work/questionnaires/{questionnaire}/announcement E
        POST /work/questionnaires/{questionnaire}/results E
        GET /work/questionnaires/{questionnaire}/xlsx E
        GET /work/figures O
        POST /work/figures/{code} O
        GET /work/interpretation ERSLO
        GET /work/interpretation/new E
        POST /work/interpretation E
        POST /work/interpretation/binding E
        GET /work/interpretation/{interpretation}/form E
        POST /work/interpretation/{interpretation}/form E
        POST /work/interpretation/{interpretation}/removal E
        GET /work/drafts/{draft}/interpretation ERSLO draft
        POST /work/drafts/{draft}/interpretation E draft
        GET /work/chains ERSLO
        POST /work/chains EO
        GET /work/chains/{chain} ERSLO
        POST /work/chains/{chain} EO
        POST /work/chains/{chain}/links EO
        POST /work/chains/{chain}/links/{link}/removal EO
        GET /work/opinion ERSLO
        GET /work/opinion/new EO
        POST /work/opinion EO
        GET /work/opinion/import O
        POST /work/opinion/import O
        GET /work/opinion/{opinion} ERSLO
        POST /work/opinion/{opinion}/facts EO
        GET /work/opinion/{opinion}/response E
        POST /work/opinion/{opinion}/response E
        GET /work/programme ERSLO
        GET /work/programme/new O
        POST /work/programme O
        GET /work/programme/{programme} ERSLO
        GET /work/programme/{programme}/plan O
        POST /work/programme/{programme}/plan O
        POST /work/programme/{programme}/state O
        GET /work/programme/{programme}/summary O
        POST /work/programme/{programme}/summary O
        GET /work/programme/{programme}/package O
        GET /work/programme/{programme}/files/{file} ERSLO
        GET /work/programme/{programme}/tasks/new O
        POST /work/programme/{programme}/tasks O
        GET /work/programme/{programme}/tasks/{task} ERSLO
        GET /work/programme/{programme}/tasks/{task}/plan O
        POST /work/programme/{programme}/tasks/{task}/plan O
        POST /work/programme/{programme}/tasks/{task}/cancellation O
        POST /work/programme/{programme}/tasks/{task}/reports EO
        POST /work/programme/{programme}/tasks/{task}/return O
        GET /work/programme/{programme}/tasks/{task}/pushes/{period} O
        GET /work/programme/{programme}/tasks/{task}/pushes/{period}/docx O
        POST /work/programme/{programme}/entries/{entry}/publication EO
        GET /work/ledgers ERSLO
        GET /work/ledgers/warnings ERSLO
        GET /work/ledgers/{ledger} ERSLO
        GET /work/ledgers/{ledger}/new EO
        POST /work/ledgers/{ledger} EO
        POST /work/ledgers/{ledger}/imports EO
        GET /work/ledgers/{ledger}/imports/{import} EO
        POST /work/ledgers/{ledger}/imports/{import} EO
        POST /work/ledgers/{ledger}/releases E
        POST /work/ledgers/{ledger}/settings O
        GET /work/ledgers/{ledger}/files/{format} ERSLO
        GET /work/ledgers/{ledger}/entries/{line} ERSLO
        POST /work/ledgers/{ledger}/entries/{line} EO
        POST /work/ledgers/{ledger}/entries/{line}/closing EO
        GET /work/services ERSLO
        GET /work/services/new/{kind} E
        POST /work/services/new/{kind} E
        GET /work/services/reports O
        POST /work/services/reports/{report} O
        POST /work/services/reports/{report}/contact O
        GET /work/services/{service} ERSLO
        POST /work/services/{service}/versions E
        GET /work/services/{service}/versions/{version} E
        POST /work/services/{service}/versions/{version} E
        POST /work/services/{service}/versions/{version}/submission E
        POST /work/services/{service}/versions/{version}/approval EO
        POST /work/services/{service}/versions/{version}/files E
        GET /work/ratings EO
        GET /work/ratings/codes E
        POST /work/ratings/codes E
        GET /work/ratings/{rating} EO
        POST /work/ratings/{rating} EO
        POST /work/ratings/{rating}/contact EO
        GET /work/messages ERLO
        GET /work/messages/xlsx ERLO
        GET /work/messages/new EO
        POST /work/messages EO
        GET /work/messages/directory O
        POST /work/messages/directory O
        GET /work/messages/{message} ERLO message
        POST /work/messages/{message}/dispatch O message
        POST /work/messages/{message}/classification O message
        POST /work/messages/{message}/objection E message
        POST /work/messages/{message}/objection/decision O message
        POST /work/messages/{message}/transfer O message
        POST /work/messages/{message}/answer E message
        POST /work/messages/{message}/answer/review RLO message
        POST /work/messages/{message}/supervision O message
        POST /work/messages/{message}/closing EO message
        POST /work/messages/{message}/merger O message
        POST /work/messages/{message}/request EO message
        POST /work/messages/{message}/publication RLO message
        POST /work/messages/{message}/withdrawal O message
        POST /work/messages/{message}/sender EO message
        POST /work/messages/{message}/base EO message
        POST /work/requests/{request}/letter-from-public EO request
        GET /work/answers ERLO
        GET /work/answers/new EO
        POST /work/answers EO
        GET /work/answers/file/{format} ERLO
        POST /work/answers/import EO
        GET /work/answers/{answer} ERLO answer
        POST /work/answers/{answer} EO answer
        POST /work/answers/{answer}/check RLO answer
        POST /work/answers/{answer}/withdrawal RLO answer
        GET /work/inspections ERLO
        GET /work/inspections/{unit} ERLO unit
        POST /work/inspections/{unit}/lists/{kind} EO unit
        POST /work/inspections/{unit}/plans EO unit
        POST /work/inspections/{unit}/draws EO unit
        GET /work/inspections/{unit}/draws/{draw} ERLO unit
        POST /work/inspections/{unit}/draws/{draw}/results EO unit
        POST /work/inspections/{unit}/papers E unit
        GET /work/subscriptions O
        POST /work/subscriptions/groups O
        POST /work/subscriptions/groups/{group} O
        GET /work/subscriptions/items/{item} O
        POST /work/subscriptions/items/{item} O
        GET /work/drafts/{draft}/targets EO draft
        POST /work/drafts/{draft}/targets EO draft
        """
}
