/// What somebody may do in the workbench. Held through a post, never by a person directly.
package enum Role: String, Sendable, CaseIterable, Codable, Hashable {
    /// 编辑: drafts what a unit has to publish.
    case editor
    /// 审核: judges content and wording.
    case reviewer
    /// 保密审查员 (条例 Art. 17; 保密法 Art. 35)
    case secrecyReviewer
    /// 签发人: the leader who answers for the publication.
    case signer
    /// 政务公开办: looks after all units.
    case disclosureOffice
    /// 第三方测评, and the higher office: fills the sheets of the rounds they were asked to, and sees nothing else.
    case evaluator
    /// 系统管理员: accounts, units, settings.
    case systemAdministrator
    /// 安全管理员: who holds which post.
    case securityAdministrator
    /// 审计管理员: reads the log. The three administrators are three people (GB/T 22239).
    case auditAdministrator

    /// Held for the whole county, whatever unit the post stands in.
    package var isCountyWide: Bool {
        switch self {
        case .editor, .reviewer, .secrecyReviewer, .signer: false
        case .disclosureOffice, .evaluator, .systemAdministrator, .securityAdministrator, .auditAdministrator: true
        }
    }

    /// The three of which nobody may hold two.
    package var isAdministrator: Bool {
        switch self {
        case .systemAdministrator, .securityAdministrator, .auditAdministrator: true
        case .editor, .reviewer, .secrecyReviewer, .signer, .disclosureOffice, .evaluator: false
        }
    }
}
