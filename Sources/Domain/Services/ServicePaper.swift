/// What the services keep element by element and publish as a document: a guide, or a policy with how it is paid out.
package enum ServicePaper: Sendable, Hashable, Codable {
    case guide(ServiceGuide)
    case policy(EnterprisePolicy)

    package typealias ID = Identifier<ServicePaper>

    package enum Kind: String, Sendable, CaseIterable, Hashable {
        case guide, policy

        /// 体裁分类 of its document.
        package var category: String {
            switch self {
            case .guide: "办事指南"
            case .policy: "涉企政策兑现指南"
            }
        }
    }

    package var kind: Kind {
        switch self {
        case .guide: .guide
        case .policy: .policy
        }
    }

    package var name: String {
        switch self {
        case .guide(let guide): guide.name
        case .policy(let policy): policy.name
        }
    }

    package var code: String {
        switch self {
        case .guide(let guide): guide.code
        case .policy(let policy): policy.code
        }
    }

    package var steps: [GuideStep] {
        switch self {
        case .guide(let guide): guide.steps
        case .policy(let policy): policy.steps
        }
    }

    package var files: [ServiceGuide.File] {
        switch self {
        case .guide(let guide): guide.files
        case .policy: []
        }
    }

    /// 办事指南：居民身份证首次申领
    package var title: String { "\(kind.category)：\(name)" }

    /// What stands on every guide (S 002 二5).
    package static let nothingMore = "本指南没有写明的材料，一律不得向您索要。"
}

/// One element with what it says: the one form in which page, sheet, screen, interface and comparison show it.
package struct ServiceElement: Sendable, Hashable {
    /// The field of the form in which it is written.
    package let field: String
    package let label: String
    /// Empty when nothing is said.
    package let lines: [String]

    init(_ field: String, _ label: String, _ lines: [String]) {
        self.field = field
        self.label = label
        // A document's texts hold no line breaks.
        self.lines = lines.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }.filter { !$0.isEmpty }
    }
}

extension ServicePaper {
    /// In the order of the law.
    package var elements: [ServiceElement] {
        switch self {
        case .guide(let guide): guide.elements
        case .policy(let policy): policy.elements
        }
    }

    /// The document that goes through the gate.
    package var body: DocumentBody {
        var blocks: [DocumentBody.Block] = []
        for element in elements where !element.lines.isEmpty {
            blocks.append(.heading(level: 2, element.label))
            blocks += element.lines.count == 1 ? [.paragraph(element.lines[0])] : [.list(ordered: false, element.lines)]
        }
        if case .guide = self { blocks.append(.paragraph(Self.nothingMore)) }
        return DocumentBody(blocks)
    }

    /// One element that says something else than before.
    package struct Change: Sendable, Hashable {
        package let label: String
        package let before: [String]
        package let after: [String]
    }

    /// Element by element.
    package func changes(since former: ServicePaper) -> [Change] {
        let old = Dictionary(former.elements.map { ($0.label, $0.lines) }, uniquingKeysWith: { $1 })
        let own = elements
        var changes = own.compactMap { element in
            let before = old[element.label] ?? []
            return before == element.lines ? nil : Change(label: element.label, before: before, after: element.lines)
        }
        let labels = Set(own.map(\.label))
        changes += former.elements.filter { !labels.contains($0.label) && !$0.lines.isEmpty }.map {
            Change(label: $0.label, before: $0.lines, after: [])
        }
        let (names, older) = (
            files.map { "\($0.role.rawValue)：\($0.attachment.name)" }, former.files.map { "\($0.role.rawValue)：\($0.attachment.name)" }
        )
        if files.map(\.attachment.digest) != former.files.map(\.attachment.digest) {
            changes.append(Change(label: "表格、说明和示范文本", before: older, after: names))
        }
        return changes
    }
}

extension ServiceGuide {
    fileprivate var elements: [ServiceElement] {
        [
            ServiceElement("name", "事项名称", [name]), ServiceElement("code", "事项编码", [code]),
            ServiceElement("basis-document-0", "设定依据", bases.map(\.words)), ServiceElement("agency", "实施机关", [agency]),
            ServiceElement("audience", "服务对象", [audiences.map(\.rawValue).joined(separator: "、")]),
            ServiceElement("conditions", "办理条件", conditions), ServiceElement("step-name-0", "办理程序", GuideFlow(steps).lines),
            ServiceElement(
                "promised", "办理时限",
                promisedLimit.map { ["承诺时限：\($0.words)", "法定时限：\(statutoryLimit?.words ?? "法律、法规没有规定")"] } ?? []),
            ServiceElement("material-name-0", "办理材料", materials.isEmpty && needsNoMaterials ? ["不需要提交材料"] : materials.map(\.words)),
            ServiceElement("fee", "收费", [fee?.words ?? ""]), ServiceElement("place", "办理地点", [place]),
            ServiceElement("hours", "工作时间", [hours]), ServiceElement("phone", "咨询电话", [phone]),
            ServiceElement("supervision", "监督电话", [supervisionPhone]),
            ServiceElement("channel", "办理渠道", [channels.map(\.rawValue).joined(separator: "、"), onlineAddress]),
            ServiceElement("result", "办理结果", [result]), ServiceElement("delivery", "结果送达", [delivery]),
            ServiceElement("event", "办事情形", [lifeEvents.joined(separator: "、")]), ServiceElement("scope", "公开范围", [scope]),
        ]
    }
}

extension EnterprisePolicy {
    fileprivate var elements: [ServiceElement] {
        [
            ServiceElement("name", "政策名称", [name]), ServiceElement("code", "编号", [code]),
            ServiceElement("document", "政策依据", [document]), ServiceElement("policy-kind", "政策类型", [kind.rawValue]),
            ServiceElement("applicants", "谁可以申报", [applicants]), ServiceElement("benefit", "支持内容", [benefit]),
            ServiceElement("conditions", "申报条件", conditions), ServiceElement("step-name-0", "兑现流程", GuideFlow(steps).lines),
            ServiceElement("until", "截止日期", [until?.chineseDate ?? "长期有效"]), ServiceElement("phone", "咨询电话", [phone]),
            ServiceElement("window", "受理窗口", [window]),
            ServiceElement("industries", "适用行业", [industries.isEmpty ? "不限" : industries.joined(separator: "、")]),
            ServiceElement("sizes", "企业规模", [sizes.isEmpty ? "不限" : sizes.map(\.rawValue).joined(separator: "、")]),
            ServiceElement("guide", "办事指南", [guideCode]),
        ]
    }
}
