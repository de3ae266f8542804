import Domain

/// The roles as people call them on the command line and in lists.
enum RoleWords {
    private static let names: [(role: Role, words: [String])] = [
        (.editor, ["编辑", "信息员", "editor"]),
        (.reviewer, ["审核", "审核人", "审核员", "reviewer"]),
        (.secrecyReviewer, ["保密审查", "保密审查员", "保密员", "secrecyReviewer"]),
        (.signer, ["签发", "签发人", "分管领导", "主要领导", "signer"]),
        (.disclosureOffice, ["政务公开办", "公开办", "disclosureOffice"]),
        (.evaluator, ["第三方测评", "测评", "评估", "evaluator"]),
        (.systemAdministrator, ["系统管理员", "systemAdministrator"]),
        (.securityAdministrator, ["安全管理员", "securityAdministrator"]),
        (.auditAdministrator, ["审计管理员", "auditAdministrator"]),
    ]

    static func words(_ role: Role) -> String { names.first { $0.role == role }?.words.first ?? role.rawValue }

    /// - Throws: `Failure` that lists the words.
    static func read(_ text: String) throws -> Role {
        let wanted = Folding.fold(text)
        if let found = names.first(where: { $0.words.contains { Folding.fold($0) == wanted } }) { return found.role }
        throw Failure(.unusable, "不认识岗位“\(text)”，可选：\(names.compactMap(\.words.first).joined(separator: "、"))。")
    }

    /// 编辑,审核 or 编辑、审核
    static func list(_ text: String) throws -> [Role] {
        try text.split { ",，、;； ".contains($0) }.map { try read(String($0)) }
    }
}

/// Units as people name them: by name, short name, alias or code.
struct UnitFinder {
    private let units: [OrganisationUnit]
    private let directory: UnitDirectory

    init(_ units: [OrganisationUnit], aliases: [(alias: String, unit: OrganisationUnit.ID)], placeName: String) {
        self.units = units
        directory = UnitDirectory(units, aliases: aliases, placeName: placeName)
    }

    /// - Throws: `Failure` when there is none, or more than one.
    func find(_ name: String) throws -> OrganisationUnit {
        if let unit = units.first(where: { $0.code == name }) { return unit }
        let found = directory.units(named: name)
        guard found.count == 1, let unit = units.first(where: { $0.id == found[0] }) else {
            let hint = units.isEmpty ? "还没有登记任何单位，请先执行 mingtang units import。" : "请写单位名录中的名称、简称或者代码。"
            throw Failure(.content, found.isEmpty ? "没有名为“\(name)”的单位。\(hint)" : "“\(name)”指的不止一个单位。\(hint)")
        }
        return unit
    }
}
