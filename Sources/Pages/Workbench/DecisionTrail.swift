import Domain
import HTML

/// The decisions on a draft or a reply, newest first; what a change has voided is kept and said so.
struct DecisionTrail {
    var heading: String
    /// Said when nobody has decided yet.
    var empty: String
    /// The mark on a decision that no longer counts.
    var voided: String
    var decisions: [Decision]

    func write(_ html: inout HTMLWriter) {
        section(&html, heading) { html in
            guard !decisions.isEmpty else {
                html(.p, .class("quiet"), text: empty)
                return
            }
            html(.ol, .class("trail")) { html in
                for decision in decisions.reversed() {
                    html(.li) { html in
                        html(.p) { html in
                            html(.time, .class("quiet"), .dateTime(decision.time.rfc3339), text: decision.time.text)
                            html(.strong, text: "\(decision.kind.words)：\(decision.verdict.words)")
                            html(.span, text: decision.signature)
                            if decision.isVoid { html(.span, .class("mark-word"), text: voided) }
                        }
                        if !decision.reason.isEmpty { html(.p, .class("answer"), text: decision.reason) }
                    }
                }
            }
        }
    }
}
