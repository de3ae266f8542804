extension LedgerKind {
    /// 政务新媒体 (国办发〔2018〕123号; RULES §7)
    package static let newMedia = LedgerKind(
        code: "new-media", name: "政务新媒体账号", purpose: "本县各单位开设的政务新媒体账号，包括开设、变更、关停、注销和备案情况。",
        basis: "《国务院办公厅关于推进政务新媒体健康有序发展的意见》（国办发〔2018〕123号）",
        fields: [
            LedgerField("name", "账号名称", isRequired: true, hint: "同一单位在各平台的名称应当一致。"),
            LedgerField("platform", "平台", isRequired: true, hint: "例如微信公众号、新浪微博、抖音、移动客户端。"),
            LedgerField("account", "账号标识", hint: "微信号、抖音号等。"),
            LedgerField("address", "网址", .address),
            LedgerField("supervisor", "主管单位", isRequired: true, hint: "县政府办公室。"),
            LedgerField("certified", "认证主体", isRequired: true, hint: "公开认证信息里写明的主办单位。"),
            LedgerField("state", "状态", .choice(["拟开设", "运行", "整改", "关停", "注销"]), isRequired: true),
            LedgerField("opened", "开设日期", .day),
            LedgerField("filing", "备案编号", hint: "向市级主管单位备案的编号；开设、变更、关停、注销都要备案。"),
            LedgerField("filed", "最近一次备案日期", .day),
            LedgerField("updated", "最近更新日期", .day),
            LedgerField("announcement", "变更或者注销公告", .document),
            LedgerField("ipv6", "移动客户端支持IPv6", .choice(["是", "否"])),
            LedgerField("officer", "责任人", isPublic: false),
            LedgerField("phone", "责任人电话", .phone, isPublic: false),
            LedgerField("operator", "运维单位", isPublic: false),
            LedgerField("note", "说明", .longText, isPublic: false),
        ],
        key: ["unit", "platform", "name"], title: "name", listed: ["platform", "account", "certified", "state", "updated"], rhythm: .atOnce,
        course: Course(
            "state", from: ["拟开设", "运行"],
            [
                "拟开设": ["运行", "注销"], "运行": ["整改", "关停", "注销"], "整改": ["运行", "关停", "注销"], "关停": ["运行", "注销"], "注销": [],
            ]),
        faults: { cells in
            var faults: [LedgerFault] = []
            if cells["state"] == "运行", cells["opened"].isEmpty { faults.append(LedgerFault("opened", .missing)) }
            if ["运行", "整改", "关停", "注销"].contains(cells["state"]), !cells["filing"].isEmpty, cells["filed"].isEmpty {
                faults.append(LedgerFault("filed", .missing))
            }
            return faults
        }, warnings: newMediaWarnings)

    private static let newMediaWarnings: @Sendable (LedgerFacts) -> [LedgerWarning] = { facts in
        let running = facts.lines.filter { $0.cells["state"] != "注销" }
        let silence = facts.value(.newMediaSilence)
        var warnings = facts.each { line in
            var found: [LedgerWarning] = []
            let (state, cells) = (line.cells["state"], line.cells)
            if state != "拟开设", cells["filing"].isEmpty {
                found.append(facts.warning(line, "没有备案编号", "向市级主管单位备案后，填写备案编号和备案日期。"))
            }
            if state == "注销", cells.document("announcement").flatMap({ facts.documents[$0] }) == nil {
                found.append(facts.warning(line, "已经注销，还没有公告", "公开注销公告，再把公告的网址填进来。"))
            }
            if state == "运行" {
                let last = cells.day("updated") ?? cells.day("opened")
                if let last, facts.today.serial - last.serial > silence {
                    found.append(
                        facts.warning(
                            line, "\(last.chineseDate)以后没有更新，超过 \(silence) 日", "更新内容并填写最近更新日期；确实无力维护的，关停或者注销。",
                            due: last.adding(days: silence)))
                }
                if cells["platform"].contains("客户端"), cells["ipv6"] != "是" {
                    found.append(facts.warning(line, "移动客户端没有写明支持 IPv6", "核实并填写；不支持的，限期改造。"))
                }
            }
            return found
        }
        for (_, lines) in Dictionary(grouping: running, by: { "\($0.unit)\u{1F}\(Folding.fold($0.cells["platform"]))" })
        where lines.count > 1 {
            for line in lines.sorted(by: { $0.id < $1.id }).dropFirst() {
                warnings.append(
                    facts.warning(line, "同一单位在\(line.cells["platform"])开设了 \(lines.count) 个账号", "一个单位原则上在同一平台只开设一个账号，请整合。"))
            }
        }
        for (_, lines) in Dictionary(grouping: running, by: \.unit) where Set(lines.map { Folding.fold($0.cells["name"]) }).count > 1 {
            let names = lines.sorted { $0.id < $1.id }.map(\.cells).map { "\($0["platform"])“\($0["name"])”" }
            guard let first = lines.min(by: { $0.id < $1.id }) else { continue }
            warnings.append(
                facts.warning(first, "同一单位在各平台的名称不一致：\(names.joined(separator: "、"))", "统一名称，并办理变更备案。"))
        }
        return warnings.sorted { ($0.line?.rawValue ?? 0) < ($1.line?.rawValue ?? 0) }
    }
}
