import Domain
package import HTML

/// 台账: requests for disclosure with filters, what is due first.
package struct LedgerPage: WorkPage {
    package var filter: LedgerFilter
    package var lines: [RequestLine]
    package var total: Total
    package var next: LedgerFilter?
    /// Those whose cases the reader sees.
    package var units: [FilterOption]
    /// Whether they register cases and send letters.
    package var mayHandle: Bool
    package var mayDecide: Bool
    package var maySet: Bool
    /// Whether this installation can keep who asks.
    package var hasKey: Bool

    package init(
        filter: LedgerFilter, lines: [RequestLine], total: Total, next: LedgerFilter?, units: [FilterOption], mayHandle: Bool,
        mayDecide: Bool, maySet: Bool, hasKey: Bool
    ) {
        self.filter = filter
        self.lines = lines
        self.total = total
        self.next = next
        self.units = units
        self.mayHandle = mayHandle
        self.mayDecide = mayDecide
        self.maySet = maySet
        self.hasKey = hasKey
    }

    package var title: String { "依申请公开" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.div, .class("page-top")) { html in
            html(.h1, text: "依申请公开台账")
            html(.div, .class("form-acts")) { html in
                if mayHandle, hasKey {
                    html(.a, .class("button"), .href(WorkRoute.newRequest.link()), text: "登记申请")
                    html(.a, .class("button quiet"), .href(WorkRoute.requestTable.link()), text: "批量登记")
                }
                html(.a, .class("button quiet"), .href(WorkRoute.requestStatistics.link()), text: "统计")
                if maySet { html(.a, .class("button quiet"), .href(WorkRoute.requestSettings.link()), text: "设置") }
            }
        }
        if !hasKey { html(.p, .class("notice"), text: "这台服务器没有设置身份信息密钥，现在不能登记新的申请。请系统管理员按手册设置。") }
        writeScopes(&html)
        writeFilters(&html)
        guard !lines.isEmpty else { return writeEmpty(&html) }
        html(.p, .class("form-acts")) { html in
            html(.a, .class("button quiet"), .href(filter.fileLink), .download, text: "导出这些申请（xlsx）")
        }
        if mayHandle {
            workForm(&html, WorkRoute.printLetters.link(), in: frame, class: "bulk") { html in
                table.write(&html)
                html(.p, .class("form-acts")) { html in
                    html(.button, .class("button quiet"), .type("submit"), text: "打印选中申请的文书")
                }
            }
        } else {
            table.write(&html)
        }
        html(.nav, .class("pagination"), .aria("label", "翻页")) { html in
            html(.p, text: "本页 \(lines.count.grouped) 件，共 \(total.words) 件")
            if filter.after != nil { html(.a, .class("button quiet"), .href(filter.first.link), text: "回到第一页") }
            if let next { html(.a, .class("button"), .href(next.link), .rel("next"), text: "下一页") }
        }
    }

    private var table: RequestTable {
        RequestTable(caption: title, lines: lines, showsUnit: units.count > 1, isSelectable: mayHandle)
    }

    /// The views that people come for, one click each.
    private func writeScopes(_ html: inout HTMLWriter) {
        var views: [(label: String, filter: LedgerFilter)] = [
            ("办理中", LedgerFilter(unit: filter.unit)), ("已逾期", LedgerFilter(unit: filter.unit, when: .overdue)),
            ("本周到期", LedgerFilter(unit: filter.unit, when: .week)),
        ]
        if mayHandle { views.append(("我经办的", LedgerFilter(unit: filter.unit, isMine: true))) }
        if mayDecide { views.append(("待我审签", LedgerFilter(unit: filter.unit, isForMe: true))) }
        views.append(("已办结", LedgerFilter(unit: filter.unit, scope: .closed, order: .newest)))
        html(.nav, .class("tabs"), .aria("label", "范围")) { html in
            html(.ul) { html in
                for view in views {
                    html(.li) { html in
                        if view.filter == filter.first {
                            html(.a, .href(view.filter.link), .aria("current", "page"), text: view.label)
                        } else {
                            html(.a, .href(view.filter.link), text: view.label)
                        }
                    }
                }
            }
        }
    }

    private func writeFilters(_ html: inout HTMLWriter) {
        html(.form, .class("filters"), .action(WorkRoute.requests.link()), .method("get"), .aria("label", "筛选")) { html in
            if units.count > 1 { FilterSelect(label: "单位", name: "unit", options: units, selected: filter.unit).write(&html) }
            select(
                "范围", "scope", LedgerFilter.Scope.allCases.dropFirst().map { ($0.rawValue, $0.words) }, filter.scope.rawValue, &html, "办理中")
            select("状态", "state", RequestState.allCases.map { ($0.rawValue, $0.name) }, filter.state?.rawValue, &html)
            select("等谁", "waits", RequestState.Party.allCases.map { ($0.rawValue, $0.name) }, filter.waitsFor?.rawValue, &html)
            select("到期", "due", LedgerFilter.When.allCases.map { ($0.rawValue, $0.words) }, filter.when?.rawValue, &html)
            select("申请方式", "channel", RequestChannel.allCases.map { ($0.rawValue, $0.name) }, filter.channel?.rawValue, &html)
            select("申请人", "applicant", ApplicantKind.allCases.map { ($0.rawValue, $0.label) }, filter.applicant?.rawValue, &html)
            select("办理结果", "outcome", RequestOutcome.allCases.map { ($0.rawValue, $0.fullName) }, filter.outcome?.rawValue, &html)
            input("收到，从", "from", "date", filter.from?.description ?? "", &html)
            input("到", "through", "date", filter.through?.description ?? "", &html)
            input("编号或者内容", "q", "search", filter.words ?? "", &html)
            tick("只看等别人的", "others", filter.isWithOthers, &html)
            if mayHandle { tick("只看我经办的", "mine", filter.isMine, &html) }
            if mayDecide { tick("只看待我审签的", "me", filter.isForMe, &html) }
            select("排序", "order", [("newest", LedgerFilter.Order.newest.words)], filter.order.rawValue, &html, LedgerFilter.Order.due.words)
            html(.button, .class("button quiet"), .type("submit"), text: "筛选")
        }
    }

    private func select(
        _ label: String, _ name: String, _ options: [(String, String)], _ selected: String?, _ html: inout HTMLWriter,
        _ everything: String = "全部"
    ) {
        let known = options.contains { $0.0 == selected } ? selected : nil
        FilterSelect(
            label: label, name: name, options: options.map { FilterOption(value: $0.0, label: $0.1) }, selected: known,
            everything: everything
        ).write(&html)
    }

    private func input(_ label: String, _ name: String, _ type: String, _ value: String, _ html: inout HTMLWriter) {
        html(.div, .class("filter")) { html in
            html(.label, .for("filter-\(name)"), text: label)
            html(.input, .type(type), .id("filter-\(name)"), .name(name), .value(value), .maxLength(100))
        }
    }

    private func tick(_ label: String, _ name: String, _ isOn: Bool, _ html: inout HTMLWriter) {
        let id = "filter-\(name)"
        html(.label, .class("choice"), .for(id)) { html in
            html(.input, attributes: [.type("checkbox"), .id(id), .name(name), .value("1")] + (isOn ? [.checked] : []))
            html.text(label)
        }
    }

    private func writeEmpty(_ html: inout HTMLWriter) {
        html(.div, .class("empty")) { html in
            html(.p, .class("empty-reason"), text: "没有符合条件的申请。")
            html(.p, text: "门户上提交的申请自动列入；当面、邮寄、传真、电子邮件收到的，由经办人登记。")
            html(.p) { $0(.a, .href(LedgerFilter(scope: .all, order: .newest).link), text: "查看全部申请") }
        }
    }
}
