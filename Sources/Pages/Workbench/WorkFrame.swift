package import Domain
package import HTML

/// What every page of the workbench shares.
package struct WorkFrame: Sendable {
    package var county: County
    /// `nil` on the pages around signing in.
    package var staff: Staff?
    /// What each form must bring back, so that no other site can send it.
    package var csrf: String
    /// The place shown; marks the entry of the navigation.
    package var route: WorkRoute
    /// Digests of the files under `/assets`, by name.
    package var assets: [String: String]
    /// What has just been done, in one sentence.
    package var notice: String?
    package var today: Day

    package init(
        county: County, staff: Staff?, csrf: String, route: WorkRoute, assets: [String: String] = [:], notice: String? = nil, today: Day
    ) {
        self.county = county
        self.staff = staff
        self.csrf = csrf
        self.route = route
        self.assets = assets
        self.notice = notice
        self.today = today
    }

    /// Whether a link to that place would be followed by a page, not a refusal.
    ///
    /// - Parameter unit: of the subject that the place is about.
    func leads(to route: WorkRoute, unit: OrganisationUnit.ID? = nil) -> Bool { route.permission.refusal(for: staff, unit: unit) == nil }

    func asset(_ name: String) -> Address { .asset(name, digest: assets[name] ?? "") }
}

/// A page of the workbench: what it says about itself, and its content.
package protocol WorkPage: Sendable {
    /// Without the name of the workbench, which the frame adds.
    var title: String { get }
    /// The pages above this one, outermost first, 今日 left out.
    var trail: [WorkStep] { get }
    /// Scripts of this page, beside the workbench's own.
    var scripts: [String] { get }
    /// Writes what stands inside `main`, beginning with the page's only `h1`.
    func write(_ html: inout HTMLWriter, in frame: WorkFrame)
}

/// A page above the one shown.
package struct WorkStep: Sendable {
    package var label: String
    package var address: WebAddress

    package init(label: String, address: WebAddress) {
        self.label = label
        self.address = address
    }
}

extension WorkPage {
    package var trail: [WorkStep] { [] }
    package var scripts: [String] { [] }

    /// The whole document, in UTF-8.
    package func render(in frame: WorkFrame) -> [UInt8] {
        var html = HTMLWriter(capacity: 32_768)
        html.doctype()
        html(.html, .lang("zh-CN"), .class("regular")) { html in
            html(.head) { writeHead(&$0, in: frame) }
            html(.body, .class("workbench")) { html in
                html(.a, .class("skip-link"), .href(WebAddress(fragment: "content")), text: "跳到正文")
                WorkHeader().write(&html, in: frame)
                writeTrail(&html, in: frame)
                html(.main, .id("content"), .class("page"), .tabIndex(-1)) { html in
                    if let notice = frame.notice {
                        html(.div, .class("notice"), .role("status")) { $0(.p, text: notice) }
                    }
                    write(&html, in: frame)
                }
                html(.footer, .class("work-footer")) { html in
                    html(.p, text: "\(frame.county.name) · 明堂工作台")
                    html(.p) { $0(.a, .href(Address.home.link), text: "门户网站") }
                }
            }
        }
        return html.bytes
    }

    private func writeHead(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.meta, .charset("utf-8"))
        html(.title, text: "\(title)_工作台_\(frame.county.name)")
        html(.meta, .name("viewport"), .content("width=device-width, initial-scale=1"))
        html(.meta, .name("color-scheme"), .content("light dark"))
        html(.meta, .name("format-detection"), .content("telephone=no"))
        html(.meta, .name("robots"), .content("noindex,nofollow"))
        html(.link, .rel("icon"), .type("image/svg+xml"), .href(frame.asset("favicon.svg").link))
        for sheet in ["site.css", "workbench.css", "work.css"] { html(.link, .rel("stylesheet"), .href(frame.asset(sheet).link)) }
        for script in ["site.js", "work.js"] + scripts { html.script(frame.asset(script).link) }
    }

    private func writeTrail(_ html: inout HTMLWriter, in frame: WorkFrame) {
        guard frame.staff != nil, frame.route != .today else { return }
        html(.nav, .class("breadcrumb"), .aria("label", "您在这里")) { html in
            html(.ol) { html in
                html(.li) { $0(.a, .href(WorkRoute.today.link()), text: "今日") }
                for step in trail { html(.li) { $0(.a, .href(step.address), text: step.label) } }
                html(.li) { $0(.span, .aria("current", "page"), text: title) }
            }
        }
    }
}

/// Name of the workbench, navigation, who is signed in.
struct WorkHeader {
    private struct Entry {
        let label: String
        let route: WorkRoute
        /// Addresses that begin so belong to this entry.
        let start: String
    }

    private struct Group {
        let label: String
        let entries: [Entry]
    }

    /// The first row shows the groups, the second the entries of the one that is open.
    private static let groups = [
        Group(label: "今日", entries: [Entry(label: "今日", route: .today, start: "/work")]),
        Group(
            label: "主动公开",
            entries: [
                Entry(label: "公开任务", route: .obligations, start: "/work/obligations"),
                Entry(label: "拟公开", route: .drafts, start: "/work/drafts"),
                Entry(label: "已公开", route: .publications, start: "/work/publications"),
                Entry(label: "批量公开", route: .batches, start: "/work/batches"),
                Entry(label: "公开台账", route: .ledgers, start: "/work/ledgers"),
                Entry(label: "政策解读", route: .interpretations, start: "/work/interpretation"),
                Entry(label: "全链条", route: .chains, start: "/work/chains"),
            ]),
        Group(
            label: "依申请公开",
            entries: [
                Entry(label: "申请台账", route: .requests, start: "/work/requests"),
                Entry(label: "复议诉讼", route: .disputes, start: "/work/disputes"),
                Entry(label: "文书模板", route: .letterTemplates, start: "/work/letters"),
            ]),
        Group(
            label: "互动服务",
            entries: [
                Entry(label: "公众参与", route: .participation, start: "/work/participation"),
                Entry(label: "听证列席", route: .gatherings, start: "/work/gatherings"),
                Entry(label: "问卷调查", route: .questionnaires, start: "/work/questionnaires"),
                Entry(label: "留言", route: .messages, start: "/work/messages"),
                Entry(label: "咨询答问库", route: .baseAnswers, start: "/work/answers"),
                Entry(label: "政务舆情", route: .opinions, start: "/work/opinion"),
                Entry(label: "办事指南", route: .services, start: "/work/services"),
                Entry(label: "服务评价", route: .ratings, start: "/work/ratings"),
                Entry(label: "双随机", route: .inspectionUnits, start: "/work/inspections"),
                Entry(label: "订阅与推送", route: .subscriptions, start: "/work/subscriptions"),
            ]),
        Group(
            label: "监督考核",
            entries: [
                Entry(label: "月度通报", route: .bulletin, start: "/work/bulletin"),
                Entry(label: "年度报告", route: .annualReports, start: "/work/annual-reports"),
                Entry(label: "网站检查", route: .siteCheck, start: "/work/site-check"),
                Entry(label: "测评", route: .evaluation, start: "/work/evaluation"),
                Entry(label: "工作方案", route: .programmes, start: "/work/programme"),
            ]),
        Group(
            label: "管理",
            entries: [
                Entry(label: "审批流程", route: .approvalPaths, start: "/work/paths"),
                Entry(label: "法定数值", route: .figures, start: "/work/figures"),
                Entry(label: "词库", route: .wordLists, start: "/work/words"),
                Entry(label: "账号", route: .accounts, start: "/work/accounts"),
                Entry(label: "岗位", route: .posts, start: "/work/posts"),
                Entry(label: "日志", route: .workLog, start: "/work/log"),
            ]),
    ]

    func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.header, .class("work-header")) { html in
            html(.div, .class("bar")) { html in
                html(.a, .class("brand"), .href(WorkRoute.today.link())) { html in
                    html(.img, .src(frame.asset("crest.svg").link), .alt(""), .width(32), .height(32))
                    html(.span, .class("brand-name"), text: "\(frame.county.placeName)政务公开工作台")
                }
                if let staff = frame.staff { writePerson(&html, staff, in: frame) }
            }
            if let staff = frame.staff { writeNavigation(&html, staff, in: frame) }
        }
    }

    private func writePerson(_ html: inout HTMLWriter, _ staff: Staff, in frame: WorkFrame) {
        html(.div, .class("person")) { html in
            html(.a, .href(WorkRoute.ownAccount.link()), text: staff.name)
            html(.form, .action(WorkRoute.signOut.link()), .method("post")) { html in
                html(.input, .type("hidden"), .name("csrf"), .value(frame.csrf))
                html(.button, .class("link-button"), .type("submit"), text: "退出")
            }
        }
    }

    private func writeNavigation(_ html: inout HTMLWriter, _ staff: Staff, in frame: WorkFrame) {
        let groups = Self.groups.map { group in
            Group(label: group.label, entries: group.entries.filter { frame.leads(to: $0.route) })
        }.filter { !$0.entries.isEmpty }
        let current = groups.flatMap(\.entries)
            .filter { frame.route.pattern == $0.start || frame.route.pattern.utf8.starts(with: ($0.start + "/").utf8) }
            .max { $0.start.utf8.count < $1.start.utf8.count }
        // 今日 is where everything begins, not above everything.
        let entry = current?.route == .today && frame.route != .today ? nil : current
        let open = groups.first { group in group.entries.contains { $0.start == entry?.start } }
        html(.nav, .class("work-nav"), .aria("label", "工作台")) { html in
            html(.ul) { html in
                for group in groups {
                    let isPage = group.entries.count == 1 && group.entries[0].route == frame.route
                    link(&html, group.label, group.entries[0].route, isPage ? "page" : group.label == open?.label ? "true" : nil)
                }
            }
            if let open, open.entries.count > 1 {
                html(.ul, .class("work-nav-entries"), .aria("label", open.label)) { html in
                    for each in open.entries {
                        link(&html, each.label, each.route, each.route == frame.route ? "page" : each.start == entry?.start ? "true" : nil)
                    }
                }
            }
        }
    }

    private func link(_ html: inout HTMLWriter, _ label: String, _ route: WorkRoute, _ current: String?) {
        html(.li) { html in
            html(.a, attributes: [.href(route.link())] + (current.map { [.aria("current", $0)] } ?? [])) { $0.text(label) }
        }
    }
}

/// A form of the workbench: post, with the token that proves where it came from.
func workForm(
    _ html: inout HTMLWriter, _ address: WebAddress, in frame: WorkFrame, class name: String = "form", content: (inout HTMLWriter) -> Void
) {
    html(.form, .class(name), .action(address), .method("post"), .noValidate) { html in
        html(.input, .type("hidden"), .name("csrf"), .value(frame.csrf))
        content(&html)
    }
}
