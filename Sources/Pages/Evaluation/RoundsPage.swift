package import Domain
package import HTML

/// 测评: the rounds that somebody has to do with.
package struct RoundsPage: WorkPage {
    package struct Line: Sendable {
        package var round: EvaluationRound
        package var progress: RoundProgress
        /// The sheets that the reader still has to hand in.
        package var own: Int

        package init(round: EvaluationRound, progress: RoundProgress, own: Int) {
            self.round = round
            self.progress = progress
            self.own = own
        }
    }

    package var lines: [Line]

    package init(lines: [Line]) { self.lines = lines }

    package var title: String { "测评" }

    package func write(_ html: inout HTMLWriter, in frame: WorkFrame) {
        pageTitle(&html, title, lead: "自评、第三方评估和检查按同一套指标评分，按权重合成；每个得分都能查到公式、数据和佐证。")
        let isOffice = frame.staff?.holds(.disclosureOffice) == true
        html(.p, .class("form-acts")) { html in
            if isOffice { html(.a, .class("button quiet"), .href(WorkRoute.schemes.link()), text: "指标体系") }
            if isOffice || frame.staff?.holds(.editor) == true {
                html(.a, .class("button quiet"), .href(WorkRoute.rectifications.link()), text: "整改台账")
            }
        }
        guard !lines.isEmpty else {
            return EmptyState(
                reason: "没有您参加的测评", advice: isOffice ? "先在“指标体系”读入一套指标，再从它新建测评。" : "政务公开办安排您参加的测评会列在这里。"
            ).write(&html)
        }
        PeopleTable(caption: "测评", headings: ["名称", "阶段", "评估期间", "单位", "评分表", "等您填写"]).write(&html) { html, labels in
            for line in lines {
                let round = line.round
                html(.tr, .role("row")) { html in
                    html(.th, .scope("row"), .role("rowheader")) { html in
                        html(.a, .href(WorkRoute.round.link(round.id)), text: round.title)
                    }
                    html(.td, .role("cell"), .data("label", labels[1])) { round.state.tag.write(&$0) }
                    let total = line.progress.lines.count
                    let cells = [
                        "\(round.first) 至 \(round.last)", "\(round.units.count) 个", "\(total - line.progress.missing) / \(total)",
                        line.own > 0 ? "\(line.own) 份" : "—",
                    ]
                    for (label, text) in zip(labels.dropFirst(2), cells) { html(.td, .role("cell"), .data("label", label), text: text) }
                }
            }
        }
    }
}
