import Domain
import HTML

// A longer period, another unit, one case or several, and the end of a case.

extension RequestPage {
    // MARK: A longer period

    func writeExtension(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "延期", id: "extension") { html in
            if let wish = request.wish { return writeWish(wish, &html, in: frame) }
            html(.p, .class("quiet"), text: "延长由政务公开办负责人同意，一件只能延长一次，最多 \(standing.rules.extensionLimit) 个工作日，期满前告知申请人（条例第三十三条）。")
            let kinds: [(RequestFact.Kind, [RequestReason])] = [RequestFact.Kind.extended, .delayed].map { ($0, shown.reasonsToAsk($0)) }
            let open = kinds.filter(\.1.isEmpty).map(\.0)
            if !open.isEmpty {
                workForm(&html, WorkRoute.askExtension.link(request.id), in: frame, class: "form wide") { html in
                    version(&html)
                    html(.div, .class("columns")) { html in
                        select(
                            "wish-kind", "申请什么", open.map { ($0.rawValue, $0 == .extended ? "延长答复期限" : "延迟答复（数量、频次明显超过合理范围，条例第三十五条）") },
                            &html)
                        writeDays("wish-days", "", usual: standing.rules.extensionLimit, &html)
                    }
                    field("wish-reason", "理由", hint: "写入延期告知书。", limit: 2000, rows: 2, &html)
                    html(.button, .class("button quiet"), .type("submit"), text: "报请同意")
                }
            }
            let closed = kinds.filter { !$0.1.isEmpty }
            guard !closed.isEmpty else { return }
            html(.ul, .class("why")) { html in
                for (kind, reasons) in closed { html(.li, text: "\(kind.name)：\(reasons.map(\.sentence).joined())") }
            }
        }
    }

    private func writeWish(_ wish: DisclosureRequest.Wish, _ html: inout HTMLWriter, in frame: WorkFrame) {
        html(.p, text: "已报请“\(wish.kind.name)” \(wish.workingDays) 个工作日，理由：\(wish.reason)")
        var reasons: [RequestReason] = []
        if !shown.staff.holds(.disclosureOffice, for: shown.unit.id) { reasons.append(.needsRole(.disclosureOffice)) }
        if wish.account == shown.staff.account { reasons.append(.askedForIt) }
        guard reasons.isEmpty else {
            return html(.ul, .class("why")) { html in
                for reason in reasons { html(.li, text: reason.sentence) }
            }
        }
        workForm(&html, WorkRoute.decideExtension.link(request.id), in: frame, class: "form wide") { html in
            version(&html)
            field("decision-reason", "意见", hint: "不同意的写明理由。", limit: 500, isOptional: true, &html)
            html(.div, .class("form-acts")) { html in
                html(.button, .class("button"), .type("submit"), .name("granted"), .value("yes"), text: "同意")
                html(.button, .class("button quiet"), .type("submit"), .name("granted"), .value("no"), text: "不同意")
            }
        }
    }

    // MARK: Moves

    func writeMoves(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "转送、并案、拆分", id: "moves") { html in
            fold("转送给负责的单位", .transferred, "transfer", &html) { html, reasons in
                workForm(&html, WorkRoute.transferRequest.link(request.id), in: frame) { html in
                    version(&html)
                    html(.p, .class("quiet"), text: "本件办结，那个单位多一件待确认的申请，期限从它与申请人确认之日起算。")
                    select("transfer-unit", "转给", shown.otherUnits.map { ($0.value, $0.label) }, &html)
                    field("transfer-reason", "理由", limit: 500, rows: 2, &html)
                    RequestButton(label: "转送", id: "transfer", reasons: reasons).write(&html)
                }
            }
            fold("并入同一申请人的另一件", .merged, "merge", &html) { html, reasons in
                workForm(&html, WorkRoute.mergeRequest.link(request.id), in: frame) { html in
                    version(&html)
                    field("merge-number", "并入哪一件", hint: "同一申请人重复登记的申请编号，例如 SQ\(shown.today.year)-00012。", limit: 40, &html)
                    field("merge-reason", "理由", limit: 500, rows: 2, &html)
                    RequestButton(label: "并案", id: "merge", reasons: reasons).write(&html)
                }
            }
            fold("一事一申请，拆分为几件", .split, "split", &html) { html, reasons in
                workForm(&html, WorkRoute.splitRequest.link(request.id), in: frame) { html in
                    version(&html)
                    field("split-parts", "各申请什么", hint: "一行一件，二到十件。申请人、方式和收到之日不变。", limit: 10_000, rows: 5, &html)
                    field("split-reason", "理由", limit: 500, rows: 2, &html)
                    RequestButton(label: "拆分", id: "split", reasons: reasons).write(&html)
                }
            }
        }
    }

    /// A form that is seldom needed; open when it was refused.
    private func fold(
        _ label: String, _ kind: RequestFact.Kind, _ name: String, _ html: inout HTMLWriter,
        content: (inout HTMLWriter, [RequestReason]) -> Void
    ) {
        let isWrong = problems.contains { $0.field.utf8.starts(with: "\(name)-".utf8) }
        html(.details, attributes: [.class("fold")] + (isWrong ? [.open] : [])) { html in
            html(.summary, text: label)
            content(&html, shown.reasons(against: kind))
        }
    }

    // MARK: The end

    func writeClosing(_ html: inout HTMLWriter, in frame: WorkFrame) {
        section(&html, "归档和销毁", id: "closing") { html in
            if shown.isDestroyed { return html(.p, text: "档案已经销毁。") }
            if standing.state == .archived {
                html(.p) {
                    $0(.a, .class("button quiet"), .href(WorkRoute.requestArchiveFile.link(request.id)), .download, text: "下载整卷（pdf）")
                }
            } else {
                workForm(&html, WorkRoute.archiveRequest.link(request.id), in: frame, class: "one-click") { html in
                    version(&html)
                    RequestButton(label: "归档", id: "archive", reasons: shown.reasonsToArchive).write(&html)
                    html(.span, .class("quiet"), text: "从归档之日起保管 \(standing.rules.retentionYears) 年。")
                }
            }
            guard shown.staff.holds(.disclosureOffice, for: shown.unit.id), let until = request.keepUntil else { return }
            let reasons: [RequestReason] = until >= shown.today ? [.tooFewToKeep(until: until)] : []
            html(.details, attributes: [.class("fold")] + (problem("destroy-reason") == nil ? [] : [.open])) { html in
                html(.summary, text: "销毁档案")
                workForm(&html, WorkRoute.destroyRequest.link(request.id), in: frame) { html in
                    version(&html)
                    html(.p, text: "申请人的身份、文书和材料不可恢复地删除；编号、日期、结果和销毁记录保留。")
                    field("destroy-reason", "销毁依据", hint: "例如：保管期限届满，鉴定小组 2036 年第 2 号意见。", limit: 500, &html)
                    RequestButton(label: "销毁", id: "destroy", reasons: reasons, style: "button danger").write(&html)
                }
            }
        }
    }

    // MARK: Trail

    func writeTrail(_ html: inout HTMLWriter) {
        section(&html, "日志", id: "trail") { html in
            guard !shown.events.isEmpty else { return html(.p, .class("quiet"), text: "还没有记录。") }
            html(.ul, .class("trail")) { html in
                for event in shown.events {
                    html(.li) { html in
                        html(.p) { html in
                            html(.time, .class("moment"), .dateTime(event.time.rfc3339), text: event.time.text)
                            html(.span, text: "\(event.actor == "public" ? "申请人" : event.actor) \(event.words)")
                        }
                        if !event.reason.isEmpty { html(.p, .class("answer"), text: event.reason) }
                    }
                }
            }
        }
    }
}

extension RequestCase {
    /// Why no longer period can be asked for (`LengthenRequest.ask`): the same rules, without the role of the one who grants it.
    func reasonsToAsk(_ kind: RequestFact.Kind) -> [RequestReason] {
        guard mayHandle else { return [.needsRole(.editor)] }
        guard standing.state.allows(kind) else { return [.notNow(kind, standing.state)] }
        let fact = RequestFact(kind, on: today, workingDays: standing.rules.usualPeriod(of: kind))
        return clock.problems(adding: fact, to: RequestHistory(channel: request.channel, recorded: recorded), on: today)
            .filter(\.forbids).map { .problem($0) }
    }

    var reasonsToArchive: [RequestReason] {
        disputes.contains { $0.result == nil } ? [.notClosed] : reasons(against: .archived)
    }
}
