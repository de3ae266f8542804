import Cryptography
package import Domain
import Persistence
import Registers

/// Keeps a unit's list of matters, its two libraries and its yearly plans (清单、两库、计划).
package struct KeepInspections {
    private let installation: Installation
    private let county: County

    package init(_ installation: Installation, county: County) {
        self.installation = installation
        self.county = county
    }

    /// The most rows of a list.
    package static let mostRows = InspectionDraw.mostCandidates

    // MARK: Lists

    /// Takes the place of the former list; the plan keeps what is in it under the same name.
    ///
    /// - Parameter rows: their lines in the file, their cells by column: 事项、依据、内容、方式、类别.
    /// - Throws: `InspectionRefusal` with everything that is wrong; nothing is kept then.
    package func matters(
        _ rows: [(line: Int, name: String, basis: String, content: String, way: String, level: String)], of unit: OrganisationUnit.ID,
        by staff: Staff
    ) async throws {
        var reasons: [InspectionReason] = []
        var matters: [InspectionMatter] = []
        var seen: Set<String> = []
        for row in rows {
            let needed = [("抽查事项", row.name), ("抽查依据", row.basis), ("抽查内容", row.content), ("抽查方式", row.way)]
            reasons += InspectionListFault.check(needed: needed).map { .row(row.line, $0) }
            if !seen.insert(row.name).inserted { reasons.append(.row(row.line, .twice(row.name))) }
            let level: InspectionMatter.Level? = row.level.hasPrefix("重点") ? .key : row.level.hasPrefix("一般") ? .general : nil
            guard let level else {
                reasons.append(.row(row.line, .unknownLevel(row.level)))
                continue
            }
            matters.append(
                InspectionMatter(
                    id: installation.identifiers.next(InspectionMatter.self), unit: unit, name: row.name, basis: row.basis,
                    content: row.content, way: row.way, level: level))
        }
        let list = matters
        try await replace(reasons, list.count, .inspectionMattersChanged, unit, staff) { try $0.replace(list, of: unit) }
    }

    /// - Parameter rows: 名称、代码、地址.
    package func targets(
        _ rows: [(line: Int, name: String, code: String, address: String)], of unit: OrganisationUnit.ID, by staff: Staff
    ) async throws {
        var reasons: [InspectionReason] = []
        var seen: Set<String> = []
        let list = rows.map { row in
            InspectionTarget(
                id: installation.identifiers.next(InspectionTarget.self), unit: unit, name: row.name, code: row.code, address: row.address)
        }
        for (row, target) in zip(rows, list) {
            let faults = InspectionListFault.check(needed: [("检查对象名称", row.name)], others: [("代码", row.code), ("地址", row.address)])
            reasons += faults.map { .row(row.line, $0) }
            if !seen.insert(target.label).inserted { reasons.append(.row(row.line, .twice(target.label))) }
        }
        try await replace(reasons, list.count, .inspectionTargetsChanged, unit, staff) { try $0.replace(list, of: unit) }
    }

    /// - Parameter rows: 姓名、执法证号.
    package func officers(
        _ rows: [(line: Int, name: String, certificate: String)], of unit: OrganisationUnit.ID, by staff: Staff
    ) async throws {
        var reasons: [InspectionReason] = []
        var seen: Set<String> = []
        for row in rows {
            reasons += InspectionListFault.check(needed: [("姓名", row.name), ("执法证号", row.certificate)]).map { .row(row.line, $0) }
            if !seen.insert(row.certificate).inserted { reasons.append(.row(row.line, .twice(row.certificate))) }
        }
        let list = rows.map { row in
            InspectionOfficer(
                id: installation.identifiers.next(InspectionOfficer.self), unit: unit, name: row.name, certificate: row.certificate)
        }
        try await replace(reasons, list.count, .inspectionOfficersChanged, unit, staff) { try $0.replace(list, of: unit) }
    }

    private func replace(
        _ reasons: [InspectionReason], _ count: Int, _ verb: Event.Verb, _ unit: OrganisationUnit.ID, _ staff: Staff,
        _ body: @escaping @Sendable (InspectionRegister) throws -> Void
    ) async throws {
        guard reasons.isEmpty else { throw InspectionRefusal(Array(reasons.prefix(50))) }
        try await installation.inspect(unit, of: county, by: staff) { work in
            try body(work.register)
            try work.record(verb, reason: "\(count) 项")
        }
    }

    // MARK: The plan

    /// - Parameter version: that the person saw; 0 for a new one.
    package func plan(
        year: Int, version: Int, lines: [InspectionPlan.Line], of unit: OrganisationUnit.ID, by staff: Staff
    ) async throws {
        let id = installation.identifiers.next(InspectionPlan.self)
        try await installation.inspect(unit, of: county, by: staff) { work in
            let matters = Set(try work.register.matters(of: unit).map(\.id.rawValue))
            guard !lines.isEmpty, lines.count <= InspectionPlan.mostLines, lines.allSatisfy({ $0.isSound && matters.contains($0.matter) })
            else { throw InspectionRefusal([.badLine]) }
            let known = try work.register.plan(of: unit, year: year)
            if version == 0, known != nil { throw InspectionRefusal([.planKnown(year)]) }
            try work.register.put(
                InspectionPlan(id: known?.id ?? id, unit: unit, year: year, lines: lines, version: version), isNew: known == nil)
            try work.record(.inspectionPlanned, reason: "\(year)年，\(lines.count) 项")
        }
    }

    // MARK: The draw

    /// Draws objects and inspectors, with everything on record that is needed to draw again.
    ///
    /// - Parameter seed: of chance when it is not given.
    package func draw(
        matter: InspectionMatter.ID, count: Int, perTarget: Int, withdrawn: [InspectionDraw.Withdrawal], seed: UInt64? = nil,
        of unit: OrganisationUnit.ID, by staff: Staff
    ) async throws -> InspectionDraw.ID {
        let id = installation.identifiers.next(InspectionDraw.self)
        let (seed, now) = (seed ?? RandomBytes.make(8).reduce(0) { $0 << 8 | UInt64($1) }, installation.now())
        try await installation.inspect(unit, of: county, by: staff) { work in
            guard let known = try work.register.matters(of: unit).first(where: { $0.id == matter }) else {
                throw InspectionRefusal([.noMatters])
            }
            let plan = try work.register.plan(of: unit, year: now.day.year)
            guard let plan else { throw InspectionRefusal([.noPlan]) }
            guard plan.lines.contains(where: { $0.matter == matter.rawValue }) else { throw InspectionRefusal([.notPlanned]) }
            let targets = InspectionDraw.ordered(try work.register.targets(of: unit).map(\.label))
            let all = try work.register.officers(of: unit).map(\.certificate)
            var reasons: [InspectionReason] = targets.isEmpty ? [.noTargets] : []
            if !(1...min(InspectionDraw.mostDrawn, max(1, targets.count))).contains(count)
                || !InspectionDraw.officersPerTarget.contains(perTarget)
            {
                reasons.append(.badCount)
            }
            for one in withdrawn {
                if !all.contains(one.certificate) { reasons.append(.unknownOfficer(one.certificate)) }
                if one.reason.isEmpty { reasons.append(.missingReason(one.certificate)) }
                if one.reason.unicodeScalars.count > 200 { reasons.append(.tooLong(limit: 200)) }
            }
            let officers = InspectionDraw.ordered(all.filter { certificate in !withdrawn.contains { $0.certificate == certificate } })
            if officers.count < perTarget { reasons.append(.fewOfficers(left: officers.count, needed: perTarget)) }
            guard reasons.isEmpty else { throw InspectionRefusal(reasons) }
            let drawn = SampleDraw.draw(count, from: targets, seed: seed)
            try work.register.insert(
                InspectionDraw(
                    id: id, unit: unit, matter: matter, matterName: known.name, seed: seed, targets: targets, officers: officers,
                    withdrawn: withdrawn, perTarget: perTarget, drawn: drawn, time: now, signature: work.signature))
            let number = try work.register.drawNumbers(of: unit)[id] ?? 1
            try work.record(
                .inspectionDrawn, digest: Digest.sha256(InspectionDraw.listText(targets).utf8),
                reason: "\(known.name)，本年度第 \(number) 次，种子 \(seed)，\(targets.count) 抽 \(drawn.count)")
        }
        return id
    }

    /// 检查结果: day and outcome of one object that was drawn.
    package func result(
        _ id: InspectionDraw.ID, version: Int, target: String, _ result: InspectionDraw.Result, of unit: OrganisationUnit.ID,
        by staff: Staff
    ) async throws {
        let today = installation.now().day
        try await installation.inspect(unit, of: county, by: staff) { work in
            guard var draw = try work.register.draw(id), draw.unit == unit else { throw InspectionRefusal([.notFound]) }
            guard draw.version == version else { throw StoreError.stale(subject: draw.matterName) }
            var reasons: [InspectionReason] = draw.drawn.contains(target) ? [] : [.notDrawn(target)]
            if result.day > today { reasons.append(.dayAhead) }
            if result.day < draw.time.day { reasons.append(.dayBeforeDraw) }
            if result.note.unicodeScalars.count > InspectionListFault.longest {
                reasons.append(.tooLong(limit: InspectionListFault.longest))
            }
            guard reasons.isEmpty else { throw InspectionRefusal(reasons) }
            draw.results[target] = result
            try work.register.setResults(of: draw)
            try work.record(.inspectionResult, reason: "\(draw.matterName)：\(target)，\(result.outcome.name)")
        }
    }
}

/// One act of a unit in random inspections, inside its transaction.
struct InspectionWork {
    let transaction: any Transaction
    let county: County
    let unit: OrganisationUnit.ID
    let now: Instant
    let staff: Staff
    let register: InspectionRegister
    fileprivate let events: EventRegister

    var signature: String { staff.signature(for: unit) }

    func record(_ verb: Event.Verb, digest: [UInt8]? = nil, reason: String) throws {
        try events.append(
            Event(
                actor: signature, unit: unit, verb: verb, subject: Event.Subject(.unit, unit.rawValue), digestAfter: digest, reason: reason),
            at: now)
    }
}

extension Installation {
    /// Runs an act of a unit's editor, or of the office.
    func inspect<Result: Sendable>(
        _ unit: OrganisationUnit.ID, of county: County, by staff: Staff, _ body: @escaping @Sendable (InspectionWork) throws -> Result
    ) async throws -> Result {
        let now = now()
        guard staff.holds(.editor, for: unit) || staff.holds(.disclosureOffice) else { throw InspectionRefusal([.needsRole]) }
        return try await store.write { transaction in
            let events = EventRegister(transaction, site: county.id)
            try events.lock()
            guard try UnitRegister(transaction, site: county.id).find(unit) != nil else { throw InspectionRefusal([.notFound]) }
            return try body(
                InspectionWork(
                    transaction: transaction, county: county, unit: unit, now: now, staff: staff,
                    register: InspectionRegister(transaction, site: county.id), events: events))
        }
    }
}
