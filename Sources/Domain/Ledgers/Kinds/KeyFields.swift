/// A key field of disclosure with the contents that are prescribed for it (重点领域信息公开), word for word as in 并政办发〔2018〕47号 二.
package struct KeyField: Sendable, Hashable {
    package let name: String
    package let contents: [String]
    /// Of these, what is published for a certain area or certain people (向特定区域特定群体公开).
    package let forSome: Set<String>

    init(_ name: String, _ contents: [String], forSome: Set<String> = []) {
        self.name = name
        self.contents = contents
        self.forSome = forSome
    }

    /// 重大建设项目批准和实施领域: eight groups.
    package static let majorProjects = [
        KeyField("批准服务信息", ["申报要求", "申报材料清单", "批准流程", "办理时限", "受理机构联系方式", "监督举报方式"]),
        KeyField(
            "批准结果信息",
            [
                "项目建议书审批结果", "可行性研究报告审批结果", "初步设计文件审批结果", "项目核准结果", "节能审查意见", "建设项目选址意见审批结果", "建设项目用地(用海)预审结果",
                "环境影响评价审批文件", "建设用地规划许可审批结果", "建设工程规划类许可审批结果", "施工许可(开工报告)审批结果", "招标事项审批核准结果",
                "取水许可、水土保持方案、洪水影响评价等涉水事项审批结果",
            ]),
        KeyField("招标投标信息", ["资格预审公告", "招标公告", "中标候选人公示", "中标结果公示", "合同订立及履行情况", "招标投标违法处罚信息"]),
        KeyField(
            "征收土地信息",
            [
                "征地告知书以及履行征地报批前程序的相关证明材料", "建设项目用地呈报说明书", "农用地转用方案", "补充耕地方案", "征收土地方案", "供地方案", "征地批后实施中征地公告",
                "征地补偿安置方案公告",
            ]),
        KeyField("重大设计变更信息", ["项目设计变更原因", "主要变更内容", "变更依据", "批准单位", "变更结果"]),
        KeyField(
            "施工有关信息",
            ["项目法人单位及其主要负责人信息", "设计、施工、监理单位及其主要负责人、项目负责人信息、资质情况", "施工单位项目管理机构设置、工作职责、主要管理制度"]),
        KeyField("质量安全监督信息", ["质量安全监督机构及其联系方式", "质量安全行政处罚情况"]),
        KeyField(
            "竣工有关信息",
            ["监督竣工验收时间及结果", "竣工验收备案时间、备案编号、备案部门、交付使用时间", "竣工决算审计单位、审计结论、财务决算金额"]),
    ]

    /// 公共资源配置领域: six fields.
    package static let publicResources = [
        KeyField(
            "住房保障领域",
            [
                "各类保障性安居工程年度开工、建成、完成投资等建设规划、任务信息、年度完成信息",
                "农村危房改造相关政策措施执行情况信息(包括农村危房改造政策、对象认定过程、补助资金分配、改造结果)", "保障性住房分配政策", "分配对象", "分配房源", "分配程序",
                "分配过程", "分配结果",
            ]),
        KeyField("国有土地使用权出让领域", ["土地供应计划", "出让公告", "成交公示", "供应结果"]),
        KeyField("矿业权出让领域", ["出让公告公示", "审批结果信息", "项目信息"]),
        KeyField(
            "政府采购领域",
            [
                "采购项目公告", "采购文件", "采购项目预算金额", "采购结果", "采购合同", "财政部门作出的投诉和监督检查等处理决定", "对集中采购机构的考核结果",
                "违法失信行为记录",
            ]),
        KeyField("国有产权交易领域", ["产权交易决策及批准信息", "交易项目信息", "转让价格", "交易价格", "相关中介机构审计结果"]),
        KeyField(
            "工程建设项目招标投标领域",
            ["依法必须招标项目审批核准备案信息", "市场主体信用", "招标公告", "中标候选人", "中标结果", "合同订立及履行"]),
    ]

    /// 社会公益事业建设领域: seven fields.
    package static let publicWelfare = [
        KeyField(
            "脱贫攻坚领域", ["扶贫政策", "脱贫规划", "贫困识别", "贫困退出", "扶贫资金分配和使用情况", "帮扶责任人", "扶贫成效"],
            forSome: ["贫困识别", "贫困退出", "扶贫资金分配和使用情况", "帮扶责任人", "扶贫成效"]),
        KeyField("社会救助和社会福利领域", ["救助对象认定", "救助标准", "福利补贴申领及申请审批程序", "救助款物管理使用", "福利补贴发放"]),
        KeyField(
            "教育领域",
            [
                "相关政策", "发展规划", "经费投入和使用", "困难学生资助实施情况", "义务教育控辍保学、县域义务教育均衡发展等工作进展情况",
                "民办学校办学资质、办学质量、招生范围和收费",
            ]),
        KeyField("基本医疗卫生领域", ["重大疾病预防控制", "国家免疫规划", "疾病应急救助、健康扶贫政策落实情况", "食品安全信息"]),
        KeyField(
            "环境保护领域",
            [
                "大气环境质量信息", "水环境质量信息", "土壤污染防治信息", "自然生态保护信息", "建设项目环境影响评价和验收信息", "污染减排信息", "重点排污单位信息",
                "环境监管执法信息", "突发环境事件信息", "核与辐射安全监管",
            ]),
        KeyField(
            "灾害事故救援领域",
            [
                "应急处置与救援、医疗救护与卫生防疫、次生灾害预警防范等工作情况及动态信息", "灾害救助需求信息", "救助款物和捐赠款物数量、使用情况", "救助对象及其接受救助款物数额",
                "灾后恢复重建工作进展",
            ]),
        KeyField(
            "公共文化体育领域",
            [
                "公共文化体育服务保障政策", "服务体系建设", "财政资金投入和使用", "设施建设和使用", "政府购买公共文化体育服务目录、绩效评价结果", "文化遗产保护",
                "公共文化体育设施名录", "公益性文化服务活动", "公益性体育赛事和活动", "受捐款物管理使用",
            ]),
    ]
}

extension LedgerKind {
    package static let majorProjects = keyFields(
        "major-projects", "重大建设项目信息公开", "重大建设项目批准和实施各环节应当公开的内容：公开了哪些、由谁公开、还缺哪些。",
        "《国务院办公厅关于推进重大建设项目批准和实施领域政府信息公开的意见》", KeyField.majorProjects, matter: "项目名称")
    package static let publicResources = keyFields(
        "public-resources", "公共资源配置信息公开", "公共资源配置各领域应当公开的内容：公开了哪些、由谁公开、还缺哪些。",
        "《国务院办公厅关于推进公共资源配置领域政府信息公开的意见》", KeyField.publicResources, matter: "事项名称")
    package static let publicWelfare = keyFields(
        "public-welfare", "社会公益事业信息公开", "社会公益事业各领域应当公开的内容：公开了哪些、由谁公开、还缺哪些。",
        "《国务院办公厅关于推进社会公益事业建设领域政府信息公开的意见》", KeyField.publicWelfare, matter: "事项名称")

    /// What is prescribed for it, field by field; empty for other registers.
    package var keyFields: [KeyField] {
        switch self {
        case .majorProjects: KeyField.majorProjects
        case .publicResources: KeyField.publicResources
        case .publicWelfare: KeyField.publicWelfare
        default: []
        }
    }

    /// An entry is one prescribed content of a matter, with who publishes it: 谁批准、谁公开，谁实施、谁公开，谁制作、谁公开.
    private static func keyFields(
        _ code: String, _ name: String, _ purpose: String, _ basis: String, _ fields: [KeyField], matter: String
    ) -> LedgerKind {
        LedgerKind(
            code: code, name: name, purpose: purpose, basis: basis,
            fields: [
                LedgerField("matter", matter, isRequired: true),
                LedgerField("field", "领域", .choice(fields.map(\.name)), isRequired: true),
                LedgerField("content", "应当公开的内容", isRequired: true, hint: "照规定的文字填写。"),
                LedgerField("role", "公开责任", .choice(["谁批准谁公开", "谁实施谁公开", "谁制作谁公开"]), isRequired: true),
                LedgerField("document", "公开文件", .document),
                LedgerField("absent", "没有这项内容的原因"),
            ],
            key: ["matter", "field", "content"], title: "content", keepers: [.government, .department, .township, .institution],
            faults: { cells in
                guard let field = fields.first(where: { $0.name == cells["field"] }), !field.contents.contains(cells["content"]) else {
                    return []
                }
                let words = field.contents.joined(separator: "；")
                return [LedgerFault("content", .rule("“\(field.name)”规定的内容是：\(words)。请照原文填写。"))]
            }, warnings: { missing($0, fields) })
    }

    /// Entries without a document, and prescribed contents of a begun field that a matter does not have.
    private static func missing(_ facts: LedgerFacts, _ fields: [KeyField]) -> [LedgerWarning] {
        let open = facts.each { line in
            let isPublic = line.cells.document("document").map { facts.documents[$0] != nil } ?? false
            let isForSome = fields.first { $0.name == line.cells["field"] }?.forSome.contains(line.cells["content"]) ?? false
            guard !isPublic, !isForSome, line.cells["absent"].isEmpty else { return [] }
            return [facts.warning(line, "“\(line.cells["matter"])”的这项内容还没有公开", "由登记的单位公开，再把文件的网址填进来；没有这项内容的，写明原因。")]
        }
        let places = Dictionary(grouping: facts.lines) { [$0.cells["matter"], $0.cells["field"]] }
        let absent = places.compactMap { place, lines -> LedgerWarning? in
            guard let field = fields.first(where: { $0.name == place[1] }), let first = lines.min(by: { $0.id < $1.id }) else { return nil }
            let own = Set(lines.map { $0.cells["content"] })
            let lacking = field.contents.filter { !own.contains($0) && !field.forSome.contains($0) }
            guard !lacking.isEmpty else { return nil }
            return LedgerWarning(
                line: first.id, unit: first.unit, title: place[0], what: "\(field.name)没有登记：\(lacking.joined(separator: "；"))",
                remedy: "逐项登记公开文件，或者写明没有这项内容的原因。", due: nil)
        }
        return open + absent.sorted { ($0.line?.rawValue ?? 0) < ($1.line?.rawValue ?? 0) }
    }
}
