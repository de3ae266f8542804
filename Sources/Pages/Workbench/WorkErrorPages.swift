package import Domain
package import HTML

/// Why somebody cannot go on here, what was kept and what to do.
package struct WorkErrorPage: WorkPage {
    package enum Kind: Sendable {
        case forbidden(Permission.Refusal)
        case notFound
        case badRequest(String)
        /// The rule that refuses, with its reasons.
        case refused([String])
        /// Somebody else changed it in between.
        case stale
        case tooLarge(limitInBytes: Int)
        case failure(reference: String)
    }

    package var kind: Kind
    /// What was typed into a form that came too late, so that nothing of it is lost.
    package var kept: [String]
    /// Where the newest of it can be seen.
    package var newest: WebAddress?

    package init(kind: Kind, kept: [String] = [], newest: WebAddress? = nil) {
        self.kind = kind
        self.kept = kept
        self.newest = newest
    }

    package var status: Int {
        switch kind {
        case .forbidden: 403
        case .notFound: 404
        case .badRequest: 400
        case .refused: 422
        case .stale: 409
        case .tooLarge: 413
        case .failure: 500
        }
    }

    package var title: String {
        switch kind {
        case .forbidden: "没有权限"
        case .notFound: "没有找到"
        case .badRequest: "请求无法识别"
        case .refused: "现在不能办理"
        case .stale: "内容已被他人修改"
        case .tooLarge: "文件太大"
        case .failure: "系统出错"
        }
    }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.h1, text: title)
        switch kind {
        case .forbidden(let refusal): html(.p, text: refusal.sentence)
        case .notFound: html(.p, text: "可能已经删除、属于别的单位，或者地址有误。请从上面的导航重新进入。")
        case .badRequest(let sentence): html(.p, text: sentence)
        case .refused(let reasons):
            html(.p, text: "没有改动任何内容。原因：")
            html(.ul) { html in
                for reason in reasons { html(.li, text: reason) }
            }
            html(.p, text: "请返回上一页，按上面的说明处理后再试。")
        case .stale: writeStale(&html)
        case .tooLarge(let limit): html(.p, text: "一次最多上传 \(limit.asFileSize)，这次没有保存任何文件。请压缩、拆分后再上传。")
        case .failure(let reference):
            html(.p, text: "没有完成，已经保存的内容不受影响。请稍后再试；仍然不行，请把编号 \(reference) 告诉系统管理员。")
        }
        html(.p) { $0(.a, .class("button quiet"), .href(WorkRoute.today.link()), text: "回到今日") }
    }

    private func writeStale(_ html: inout HTMLWriter) {
        html(.p, text: "您打开页面之后，另一位同事已经保存过。您的这次操作没有执行，请看过最新内容后再办理。")
        if let newest { html(.p) { $0(.a, .class("button"), .href(newest), text: "看最新内容") } }
        guard !kept.isEmpty else { return }
        html(.h2, text: "您填写的内容")
        html(.p, text: "还需要的，可以从这里复制。")
        for text in kept { html(.pre, .class("kept-text"), text: text) }
    }
}

extension Permission.Refusal {
    /// What is missing, and who can give it.
    package var sentence: String {
        switch self {
        case .notSignedIn: "请先登录。"
        case .wrongRole(let needed): "这里需要\(needed.words)岗位。如果您应当有这个岗位，请联系安全管理员。"
        case .otherUnit(let needed): "这件事属于别的单位，需要该单位的\(needed.words)岗位。"
        }
    }
}

extension Role {
    package var words: String {
        switch self {
        case .editor: "编辑"
        case .reviewer: "审核"
        case .secrecyReviewer: "保密审查"
        case .signer: "签发"
        case .disclosureOffice: "政务公开办"
        case .evaluator: "第三方测评"
        case .systemAdministrator: "系统管理员"
        case .securityAdministrator: "安全管理员"
        case .auditAdministrator: "审计管理员"
        }
    }
}

extension Set<Role> {
    /// 编辑或者审核
    package var words: String { Role.allCases.filter(contains).map(\.words).joined(separator: "或者") }
}

/// A form that came without a valid session or token: nothing is lost, and nothing happens before its sender says so again.
package struct ResendPage: WorkPage {
    package var action: WebAddress
    package var fields: [(name: String, value: String)]
    package var isSignedIn: Bool

    package init(action: WebAddress, fields: [(name: String, value: String)], isSignedIn: Bool) {
        self.action = action
        self.fields = fields
        self.isSignedIn = isSignedIn
    }

    package var title: String { isSignedIn ? "请确认后再提交一次" : "登录已过期" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.h1, text: title)
        html(
            .p, .class("lead"),
            text: isSignedIn ? "页面打开的时间太长，或者登录换过。您填写的内容都在，确认后请再提交一次。" : "刚才的内容还没有提交，但都保留在本页。请先登录，再回到本页点“再次提交”。")
        if !isSignedIn {
            html(.p) { html in
                html(.a, .class("button"), .href(WorkRoute.signIn.link()), .target("_blank"), .rel("noopener"), text: "登录（在新页面打开）")
            }
        }
        html(.form, .class("form"), .action(action), .method("post")) { html in
            html(.input, .type("hidden"), .name("csrf"), .value(frame.csrf))
            for field in fields where field.name != "csrf" {
                html(.input, .type("hidden"), .name(field.name), .value(field.value))
            }
            html(.button, .class("button"), .type("submit"), text: "再次提交")
        }
        let long = fields.filter { $0.value.unicodeScalars.count > 20 && $0.name != "csrf" }
        if !long.isEmpty {
            html(.details) { html in
                html(.summary, text: "查看保留的文字")
                for field in long { html(.pre, .class("kept-text"), text: field.value) }
            }
        }
    }
}
