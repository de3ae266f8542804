extension LedgerKind {
    /// 证明事项清单 (优化营商环境条例 Art. 44; [S 002] 6)
    package static let proofs = LedgerKind(
        code: "proofs", name: "证明事项清单", purpose: "确需保留的证明事项。清单之外，任何单位不得索要证明。", basis: "《优化营商环境条例》第四十四条",
        fields: [
            LedgerField("name", "证明事项", isRequired: true),
            LedgerField("use", "用途"),
            LedgerField("basis", "设定依据", .longText, isRequired: true),
            LedgerField("asks", "索要单位", isRequired: true),
            LedgerField("issues", "开具单位", isRequired: true),
            LedgerField("guide", "办理指南", .longText, isRequired: true),
        ],
        key: ["name", "asks"], title: "name", rhythm: .atOnce,
        warnings: { facts in
            facts.each { line in
                // 设定依据 is a law, not a habit.
                let basis = line.cells["basis"]
                guard !basis.contains("《") else { return [] }
                return [facts.warning(line, "设定依据没有写明法律、法规或者国务院决定的名称", "在书名号里写明名称和条款；没有依据的，取消这项证明。")]
            }
        })

    /// 权责清单 ([S 002] 5)
    package static let powers = LedgerKind(
        code: "powers", name: "权责清单", purpose: "各单位依法行使的行政权力和承担的责任。", basis: "《全面推进基层政务公开标准化规范化工作实施方案》（陕政办发〔2020〕20号）",
        fields: [
            LedgerField("name", "职权名称", isRequired: true),
            LedgerField("sub", "子项"),
            LedgerField("code", "职权编码"),
            LedgerField(
                "type", "职权类型",
                .choice(["行政许可", "行政处罚", "行政强制", "行政征收", "行政给付", "行政检查", "行政确认", "行政奖励", "行政裁决", "其他行政权力", "公共服务"]),
                isRequired: true),
            LedgerField("basis", "设定依据", .longText, isRequired: true),
            LedgerField("level", "实施层级"),
            LedgerField("duties", "责任事项", .longText),
            LedgerField("liability", "追责情形", .longText),
            LedgerField("phone", "监督电话", .phone),
        ],
        key: ["unit", "code", "name", "sub"], title: "name", isByUnit: true, keepers: [.government, .department, .township, .institution],
        rhythm: .atOnce)

    /// 政务热线 ([S 003] 五（十）)
    package static let hotlines = LedgerKind(
        code: "hotlines", name: "政务热线", purpose: "各单位对外公布的热线电话和整合计划。", basis: "《国务院办公厅关于进一步优化地方政务服务便民热线的指导意见》（国办发〔2020〕53号）",
        fields: [
            LedgerField("name", "热线名称", isRequired: true),
            LedgerField("phone", "号码", .phone, isRequired: true),
            LedgerField("hours", "服务时间"),
            LedgerField("service", "服务内容", .longText),
            LedgerField("plan", "整合方式", .choice(["保留", "整合到12345", "取消"]), isRequired: true),
            LedgerField("grounds", "理由", .longText, hint: "保留的要写明：紧急类，或者专业性强、集成度高、咨询服务量大。"),
            LedgerField("due", "完成期限", .day),
            LedgerField("done", "完成日期", .day),
        ],
        key: ["phone"], title: "name", rhythm: .atOnce,
        faults: { cells in
            var faults: [LedgerFault] = []
            if cells["plan"] == "保留", cells["grounds"].isEmpty { faults.append(LedgerFault("grounds", .missing)) }
            if cells["plan"] != "保留", cells["due"].isEmpty { faults.append(LedgerFault("due", .missing)) }
            return faults
        },
        warnings: { facts in
            facts.each { line in
                guard line.cells["plan"] != "保留", line.cells["done"].isEmpty, let due = line.cells.day("due"), due < facts.today else {
                    return []
                }
                return [facts.warning(line, "应当在\(due.chineseDate)前\(line.cells["plan"])，还没有完成", "完成后填写完成日期。", due: due)]
            }
        })

    /// 查阅场所移交 (条例 Art. 25; [S 002] 11)
    package static let readingPlaces = LedgerKind(
        code: "reading-places", name: "查阅场所移交", purpose: "向国家档案馆、公共图书馆移交主动公开的政府信息的记录。", basis: "《中华人民共和国政府信息公开条例》第二十五条",
        fields: [
            LedgerField("batch", "移交批次", isRequired: true, hint: "例如 2026年第一批。"),
            LedgerField("place", "接收单位", isRequired: true, hint: "例如县档案馆、县图书馆。"),
            LedgerField("day", "移交日期", .day, isRequired: true),
            LedgerField("content", "移交内容", .longText, isRequired: true),
            LedgerField("count", "份数", .number, isRequired: true),
            LedgerField("receipt", "回执编号"),
            LedgerField("received", "接收日期", .day),
            LedgerField("receiver", "接收人", isPublic: false),
        ],
        key: ["unit", "batch", "place"], title: "batch", rhythm: .yearly,
        warnings: { facts in
            facts.each { line in
                line.cells["receipt"].isEmpty ? [facts.warning(line, "没有回执", "向\(line.cells["place"])索取接收回执，填写编号和日期。")] : []
            }
        })
}
