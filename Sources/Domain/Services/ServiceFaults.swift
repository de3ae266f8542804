/// What a guide or a policy lacks, or what is wrong in it, with the field in which it is put right.
package struct ServiceFault: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        /// The law wants it, and nothing stands there: it can be kept, but not published.
        case missing
        case tooLong(limit: Int)
        case tooMany(limit: Int)
        case badCode
        case promisedBeyondStatutory
        case noFeeBasis
        /// A form without blank form, instructions or sample.
        case lacks(ServiceGuide.File.Role)
        case both
        case flow(GuideFlow.Fault)
        case badAddress
    }

    package let field: String
    package let label: String
    package let reason: Reason

    init(_ field: String, _ label: String, _ reason: Reason) {
        self.field = field
        self.label = label
        self.reason = reason
    }
}

extension ServicePaper {
    /// What keeps it from being kept at all: sizes and shapes.
    package var faults: [ServiceFault] {
        var faults: [ServiceFault] = []
        if name.isEmpty { faults.append(ServiceFault("name", "名称", .missing)) }
        let isCode =
            (1...60).contains(code.utf8.count)
            && code.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46 || byte == 95
            }
        if !isCode { faults.append(ServiceFault("code", "编码", .badCode)) }
        for element in elements {
            // Lines made of several fields are longer than one field.
            let limit = ServiceGuide.longestText
            if element.lines.contains(where: { $0.unicodeScalars.count > limit }) {
                faults.append(ServiceFault(element.field, element.label, .tooLong(limit: limit)))
            }
            if element.lines.count > ServiceGuide.mostRows {
                faults.append(ServiceFault(element.field, element.label, .tooMany(limit: ServiceGuide.mostRows)))
            }
        }
        if name.unicodeScalars.count > ServiceGuide.longestLine {
            faults.append(ServiceFault("name", "名称", .tooLong(limit: ServiceGuide.longestLine)))
        }
        if files.count > ServiceGuide.mostFiles {
            faults.append(ServiceFault("material-name-0", "文件", .tooMany(limit: ServiceGuide.mostFiles)))
        }
        faults += GuideFlow(steps).faults.map { fault in
            let number =
                switch fault {
                case .noSuchStep(let number), .noBranch(let number), .unreachable(let number), .endless(let number): number
                }
            return ServiceFault("step-name-\(number - 1)", "程序", .flow(fault))
        }
        if case .guide(let guide) = self { faults += guide.ownFaults }
        return faults
    }

    /// What keeps it from the public: every element that the law asks for must say something (RULES §9).
    package var missing: [ServiceFault] {
        let optional: Set<String>
        switch self {
        case .guide: optional = ["event"]
        case .policy: optional = ["guide"]
        }
        var missing = elements.filter { $0.lines.isEmpty && !optional.contains($0.field) }.map {
            ServiceFault($0.field, $0.label, .missing)
        }
        missing += steps.indices.filter { steps[$0].actor.isEmpty }.map { ServiceFault("step-actor-\($0)", "第 \($0 + 1) 步由谁办理", .missing) }
        guard case .guide(let guide) = self else { return missing }
        missing += guide.bases.indices.filter { guide.bases[$0].article.isEmpty }.map {
            ServiceFault("basis-article-\($0)", "依据的条款", .missing)
        }
        for (row, material) in guide.materials.enumerated() {
            if material.source.isEmpty { missing.append(ServiceFault("material-source-\(row)", "“\(material.name)”的来源", .missing)) }
            guard material.isForm else { continue }
            missing += ServiceGuide.File.Role.allCases.filter { material.file($0) == nil }.map {
                ServiceFault("files", "“\(material.name)”", .lacks($0))
            }
        }
        return missing
    }
}

extension ServiceGuide {
    fileprivate var ownFaults: [ServiceFault] {
        var faults: [ServiceFault] = []
        if needsNoMaterials, !materials.isEmpty { faults.append(ServiceFault("none", "不需要材料", .both)) }
        if let fee, !fee.isFree, fee.basis.isEmpty { faults.append(ServiceFault("fee-basis", "收费依据", .noFeeBasis)) }
        let isBeyond: Bool
        switch (promisedLimit, statutoryLimit) {
        case (.workingDays(let promised)?, .workingDays(let statutory)?): isBeyond = promised > statutory
        case (.calendarDays(let promised)?, .calendarDays(let statutory)?): isBeyond = promised > statutory
        // So many working days are never fewer calendar days.
        case (.workingDays(let promised)?, .calendarDays(let statutory)?): isBeyond = promised > statutory
        case (.workingDays?, .atOnce?), (.calendarDays?, .atOnce?): isBeyond = true
        case (.atOnce?, _), (.calendarDays?, .workingDays?), (nil, _), (_, nil): isBeyond = false
        }
        if isBeyond { faults.append(ServiceFault("promised", "承诺时限", .promisedBeyondStatutory)) }
        let isWeb = onlineAddress.isEmpty || onlineAddress.hasPrefix("https://") || onlineAddress.hasPrefix("http://")
        if !isWeb { faults.append(ServiceFault("online", "网上办理地址", .badAddress)) }
        return faults
    }
}
