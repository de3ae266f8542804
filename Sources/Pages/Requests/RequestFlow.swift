import Domain
import HTML

/// 办理流程图: a picture for wide screens and paper, and the same in words for everybody.
struct RequestFlow {
    var rules: RequestRules

    func write(_ html: inout HTMLWriter) {
        html.diagram(diagram, label: "依申请公开办理流程图，内容与下面的文字相同", class: "flow")
        html(.ol, .class("steps")) { html in
            for step in steps {
                html(.li) { html in
                    html(.strong, text: step.name)
                    html(.span, text: step.words)
                }
            }
        }
    }

    private var steps: [(name: String, words: String)] {
        [
            ("提出申请", "在线、当面、邮寄、传真或者电子邮件。"),
            ("登记、确认", "工作人员登记；网上、传真、平常信函提交的，与您互相确认收到。"),
            ("审查", "内容不明确的，\(rules.clarificationNotice) 个工作日内一次性告知您补正；收到补正后重新起算期限。"),
            (
                "办理",
                "查找信息；可能损害第三方权益的，征求第三方意见（\(rules.thirdParty) 个工作日），共同制作的，征求其他机关意见（\(rules.coMaker) 个工作日），所需时间不计算在期限内。"
            ),
            ("答复", "收到申请之日起 \(rules.reply) 个工作日内；确需延长的，最多延长 \(rules.extensionLimit) 个工作日，并告知您。"),
            ("送达", "按您选择的途径提供。对答复不满意的，可以依法申请复议或者提起诉讼。"),
        ]
    }

    private var diagram: Diagram {
        let main = [["提出申请"], ["登记、互相确认", "收到申请之日"], ["审查内容"], ["查找、办理"], ["作出答复"], ["送达"]]
        let side: [Int: [String]] = [
            2: ["内容不明确：\(rules.clarificationNotice) 个工作日内", "告知补正，补正后重新起算"],
            3: ["征求第三方、其他机关意见", "所需时间不计算在期限内"],
            4: ["\(rules.reply) 个工作日内；确需延长的", "最多延长 \(rules.extensionLimit) 个工作日"],
            5: ["对答复不满意：", "申请复议或者提起诉讼"],
        ]
        let (height, gap) = (64, 32)
        var boxes: [Diagram.Box] = []
        var arrows: [Diagram.Arrow] = []
        for (index, lines) in main.enumerated() {
            let y = 8 + index * (height + gap)
            boxes.append(Diagram.Box(x: 8, y: y, width: 220, height: height, lines: lines))
            if index + 1 < main.count { arrows.append(Diagram.Arrow(from: (118, y + height), to: (118, y + height + gap))) }
            guard let words = side[index] else { continue }
            boxes.append(Diagram.Box(x: 300, y: y, width: 292, height: height, lines: words))
            arrows.append(Diagram.Arrow(from: (228, y + height / 2), to: (300, y + height / 2)))
        }
        return Diagram(width: 600, height: main.count * (height + gap) - gap + 16, boxes: boxes, arrows: arrows)
    }
}
