package import Domain
package import HTML

/// 公众参与事项清单: a year's matters at the desk, by table.
package struct ParticipationListPage: WorkPage {
    package var list: ParticipationList
    /// At the gate or public: it stays as it is.
    package var isLocked: Bool
    package var problems: [(field: String, message: String)]

    package init(list: ParticipationList, isLocked: Bool, problems: [(field: String, message: String)] = []) {
        self.list = list
        self.isLocked = isLocked
        self.problems = problems
    }

    package var title: String { (problems.isEmpty ? "" : "错误：") + list.title }
    package var trail: [WorkStep] { [WorkStep(label: "公众参与", address: WorkRoute.participation.link())] }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        ErrorSummary(problems: problems).write(&html)
        pageTitle(&html, list.title, lead: "清单经公开审查后公布；事项名称与意见征集的名称一致的，进展在门户自动更新。")
        html(.p, .class("form-acts")) { html in
            html(.a, .class("button quiet"), .href(WorkRoute.participationListFile.link(list.year)), .download, text: "下载表格（Excel）")
            if let draft = list.draft { html(.a, .class("button quiet"), .href(WorkRoute.draft.link(draft)), text: "公开审查中的稿件") }
        }
        if list.lines.isEmpty {
            html(.p, text: "还没有事项。可以先下载空表，填好后上传。")
        } else {
            PeopleTable(caption: list.title, headings: ["事项名称", "承办单位", "参与方式", "计划时间"]).write(&html) { html, labels in
                for line in list.lines {
                    html(.tr, .role("row")) { html in
                        html(.th, .scope("row"), .role("rowheader"), text: line.title)
                        for (label, text) in zip(labels.dropFirst(), [line.unit, line.way, "\(line.from) 月至 \(line.through) 月"]) {
                            html(.td, .role("cell"), .data("label", label), text: text)
                        }
                    }
                }
            }
        }
        if isLocked { return html(.p, .class("notice"), text: "清单已经起草成稿件，要改请在公开审查中修改，或者公布后更正。") }
        let address = WorkRoute.importParticipationList.link(
            list.year, query: [("csrf", frame.csrf), ("version", String(list.version))])
        html(.form, .class("form"), .action(address), .method("post"), .encoding("multipart/form-data")) { html in
            FormField(
                label: "表格文件", id: "file", hint: "xlsx 或者 csv，最多 \(ParticipationList.mostLines) 项；上传后替换现有的清单。",
                problem: problems.message(of: "file")
            ).write(&html) { html, attributes in
                html(.input, attributes: attributes + [.type("file"), .accept(".xlsx,.xls,.csv")])
            }
            html(.button, .class("button"), .type("submit"), text: "上传")
        }
        guard !list.lines.isEmpty else { return }
        guard frame.staff?.holds(.editor) == true else {
            return html(.p, .class("notice"), text: "公布清单要起草稿件，需要“编辑”岗位。请系统管理员在“账号”里给您增加编辑岗位，再到这里起草公布稿件。")
        }
        workForm(&html, WorkRoute.publishParticipationList.link(list.year), in: frame) { html in
            html(.input, .type("hidden"), .name("version"), .value(String(list.version)))
            html(.button, .class("button"), .type("submit"), text: "起草公布稿件")
        }
    }
}
