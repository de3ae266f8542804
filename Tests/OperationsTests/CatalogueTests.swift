import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A catalogue adopts its guide and carries on from year to year") struct CatalogueTests {
    private func items(_ names: [String], domain: String = "征地补偿") -> [CatalogueReading.Item] {
        names.enumerated().map { index, name in
            CatalogueReading.Item(
                sheet: nil, row: index + 3,
                entry: CatalogueEntry(domain: domain, levels: name.split(separator: "/").map(String.init), subjects: ["县自然资源局", "招标人"]))
        }
    }

    private func draft(
        _ level: CatalogueVersion.Level, _ names: [String], notes: [CatalogueNote] = [], in county: County, _ installation: Installation
    ) async throws -> DraftCatalogue.Outcome {
        try await DraftCatalogue(installation).run(
            DraftCatalogue.Source(level: level, title: "目录", items: items(names), notes: notes), county: county, actor: "test")
    }

    private func adopt(_ outcome: DraftCatalogue.Outcome, _ day: String, in county: County, _ installation: Installation) async throws {
        let effective = try #require(Day(text: day))
        _ = try await AdoptCatalogue(installation).run(outcome.version.id, effective: effective, county: county, actor: "test")
    }

    @Test("Dropping an item of the guide is refused by name; refining and adding are not", arguments: Engine.available)
    func guide(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await adopt(draft(.national, ["管理/公告", "管理/方案"], in: county, installation), "2024-01-01", in: county, installation)
            let short = try await draft(.county, ["管理/公告", "管理/本县事项"], in: county, installation)
            do {
                try await adopt(short, "2025-01-01", in: county, installation)
                Issue.record("a catalogue that drops an item was adopted")
            } catch AdoptCatalogue.Refusal.rules(let refusals) {
                guard case .dropped(let missing)? = refusals.first else { throw AdoptCatalogue.Refusal.rules(refusals) }
                #expect(missing.map(\.levels) == [["管理", "方案"]])
            }
            let full = try await draft(.county, ["管理/公告/县级公告", "管理/公告/乡级公告", "管 理/方案", "管理/本县事项"], in: county, installation)
            try await adopt(full, "2025-01-01", in: county, installation)
            let state = try await installation.store.read { try CatalogueRegister($0, site: county.id).inForce(.county)?.id }
            #expect(state == full.version.id)
        }
    }

    @Test("An item keeps its identity into the next year, also under a new name that the notes explain", arguments: Engine.available)
    func identity(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            try await adopt(draft(.county, ["管理/公告", "管理/方案", "管理/旧事"], in: county, installation), "2025-01-01", in: county, installation)
            let notes = [
                CatalogueNote(domain: "征地补偿", levels: ["管理", "补偿方案"], reason: "规范名称", formerName: "方案"),
                CatalogueNote(domain: "征地补偿", levels: ["管理", "旧事"], reason: "依据失效", isRetirement: true),
            ]
            let next = try await draft(.county, ["管理/补偿方案", "管理/公告", "管理/新增"], notes: notes, in: county, installation)
            #expect(next.carriedOn == 2 && next.unknownSubjects["招标人"] == 3)
            try await adopt(next, "2026-01-01", in: county, installation)
            try await installation.store.read { transaction in
                let register = CatalogueRegister(transaction, site: county.id)
                let versions = try register.versions()
                #expect(versions.map(\.state) == [.adopted, .superseded])
                #expect(versions[1].superseded?.description == "2026-01-01" && versions[0].predecessor == versions[1].id)
                let comparison = CatalogueComparison(
                    old: try register.items(of: versions[1].id), new: try register.items(of: versions[0].id))
                let kinds = comparison.changes.map { change -> String in
                    switch change {
                    case .added(let item): "+\(item.entry.name)"
                    case .removed(let item): "-\(item.entry.name)"
                    case .changed(let old, let new, let fields):
                        "\(old.entry.name)→\(new.entry.name):\(fields.map(\.field.rawValue).joined())"
                    }
                }
                #expect(kinds == ["方案→补偿方案:公开事项", "+新增", "-旧事"] && comparison.unchangedCount == 1)
                let reasons = try register.retirements(of: versions[0].id).values.sorted()
                #expect(reasons == ["依据失效"])
            }
        }
    }

    @Test("An item that disappears without a reason keeps the catalogue from being adopted")
    func unexplained() async throws {
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            try await adopt(draft(.county, ["管理/公告", "管理/方案"], in: county, installation), "2025-01-01", in: county, installation)
            let next = try await draft(.county, ["管理/公告"], in: county, installation)
            do {
                try await adopt(next, "2026-01-01", in: county, installation)
                Issue.record("an unexplained loss was adopted")
            } catch AdoptCatalogue.Refusal.unexplained(let missing) {
                #expect(missing.map(\.levels) == [["管理", "方案"]])
            }
        }
    }

    @Test("What counts is every guide in force at adoption, not the one at drafting", arguments: Engine.available)
    func guidesInForce(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let early = try await draft(.county, ["管理/本县事项"], in: county, installation)
            try await adopt(draft(.national, ["管理/公告"], in: county, installation), "2024-01-01", in: county, installation)
            try await adopt(draft(.provincial, ["管理/省级事项"], in: county, installation), "2024-06-01", in: county, installation)
            await #expect(throws: AdoptCatalogue.Refusal.self) { try await self.adopt(early, "2025-01-01", in: county, installation) }
            let provincialOnly = try await draft(.county, ["管理/省级事项"], in: county, installation)
            await #expect(throws: AdoptCatalogue.Refusal.self) {
                try await self.adopt(provincialOnly, "2025-01-01", in: county, installation)
            }
            let both = try await draft(.county, ["管理/省级事项", "管理/公告"], in: county, installation)
            try await adopt(both, "2025-01-01", in: county, installation)
        }
    }

    @Test("Names that occur twice, as in real catalogues, are carried on as two items")
    func twice() async throws {
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            try await adopt(draft(.national, ["管理/公告", "管理/公告"], in: county, installation), "2024-01-01", in: county, installation)
            let first = try await draft(.county, ["管理/公告", "管理/公告"], in: county, installation)
            #expect(first.duplicates == ["管理 / 公告"])
            try await adopt(first, "2025-01-01", in: county, installation)
            let second = try await draft(.county, ["管理/公告", "管理/公告"], in: county, installation)
            #expect(second.carriedOn == 2)
            try await adopt(second, "2026-01-01", in: county, installation)
        }
    }

    @Test("A guide and the county's catalogue are compared item by item")
    func guideComparison() async throws {
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            let guide = try await draft(.national, ["管理/公告", "管理/方案"], in: county, installation)
            try await adopt(guide, "2024-01-01", in: county, installation)
            let own = try await draft(.county, ["管理/公告", "管理/方案", "管理/本县事项"], in: county, installation)
            let comparison = try await installation.store.read { transaction in
                let register = CatalogueRegister(transaction, site: county.id)
                return CatalogueComparison(old: try register.items(of: guide.version.id), new: try register.items(of: own.version.id))
            }
            #expect(comparison.unchangedCount == 2 && comparison.changes.count == 1)
        }
    }

    @Test("A version cannot count from before the one it replaces")
    func order() async throws {
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            try await adopt(draft(.county, ["管理/公告"], in: county, installation), "2025-01-01", in: county, installation)
            let next = try await draft(.county, ["管理/公告"], in: county, installation)
            await #expect(throws: AdoptCatalogue.Refusal.self) { try await self.adopt(next, "2024-12-31", in: county, installation) }
        }
    }

    @Test("Only a draft can be adopted, and a refusal leaves no event")
    func once() async throws {
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            let first = try await draft(.county, ["管理/公告"], in: county, installation)
            try await adopt(first, "2025-01-01", in: county, installation)
            let before = try await installation.store.read { try EventRegister.lastSequence(in: $0) }
            await #expect(throws: AdoptCatalogue.Refusal.self) { try await self.adopt(first, "2026-01-01", in: county, installation) }
            let after = try await installation.store.read { try EventRegister.lastSequence(in: $0) }
            #expect(after == before)
        }
    }
}

@Suite("An import publishes each document once") struct ImportTests {
    @Test("The same documents again change nothing; a changed one becomes a new version with an event", arguments: Engine.available)
    func idempotence(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let first = try await installation.publish(SearchTests.records, in: county)
            let again = try await installation.publish(SearchTests.records, in: county, fingerprint: "again")
            #expect(first.imported == 5 && again.imported == 0 && again.unchanged == 5)
            var changed = SearchTests.records[0]
            changed.title = "更正后的公告"
            let third = try await installation.publish([changed], in: county, fingerprint: "third")
            #expect(third.updated == 1)
            try await installation.store.read { transaction in
                let events = try transaction.rows("SELECT sequence, verb FROM event ORDER BY sequence") { row -> (Int64, String) in
                    (try row["sequence"], try row["verb"])
                }
                #expect(events.map(\.0) == Array(1...Int64(events.count)), "no place in the log is empty")
                #expect(events.filter { $0.1 == "disclosureImported" }.count == 5 && events.last?.1 == "disclosureChanged")
            }
        }
    }

    @Test("Unknown issuers become units marked as imported; a missing one is said, not guessed", arguments: Engine.available)
    func issuers(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await installation.publish(
                [DisclosureRecord(title: "甲", issuer: "省民政厅", body: "正文一"), DisclosureRecord(title: "乙", body: "正文二")], in: county)
            let names = try await installation.store.read {
                try UnitRegister($0, site: county.id).all().filter(\.isImported).map(\.name).sorted()
            }
            #expect(names == ["未注明发文机关", "省民政厅"].sorted())
        }
    }

    @Test(
        "A record that cannot be published says why",
        arguments: [
            (DisclosureRecord(body: "正文"), "no-title"),
            (DisclosureRecord(title: String(repeating: "长", count: 501), body: "正文"), "title-too-long"),
            (DisclosureRecord(title: "甲", body: " \n\u{3000}"), "empty-body"),
            (DisclosureRecord(title: "甲", body: "浏览次数: 132\n扫描二维码 关注我们"), "only-furniture"),
            (DisclosureRecord(title: "甲", date: "2026年13月1日", body: "正文"), "bad-date"),
            (DisclosureRecord(title: "甲", published: "2026-02-30", body: "正文"), "bad-date"),
        ])
    func refusals(_ record: DisclosureRecord, _ code: String) {
        #expect {
            _ = try PreparedDisclosure(record)
        } throws: { error in
            (error as? SetAsideReason)?.code == code
        }
    }

    @Test("An interrupted import is known by its file and stands where the last batch ended")
    func resumption() async throws {
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            let importer = ImportDisclosures(installation, county: county, fingerprint: "file", actor: "test")
            var progress = ImportDisclosures.Progress()
            progress.lines = 2
            let prepared = try SearchTests.records.prefix(2).map { try PreparedDisclosure($0) }
            _ = try await importer.run(prepared, progress: progress, name: "file")
            let unfinished = try await importer.unfinished()
            #expect(unfinished?.lines == 2 && unfinished?.imported == 2)
            progress = try #require(unfinished)
            progress.isFinished = true
            _ = try await importer.run([], progress: progress, name: "file")
            let done = try await importer.unfinished()
            #expect(done == nil)
        }
    }
}

@Suite("Units are registered from a table") struct UnitTests {
    private func row(_ code: String, _ name: String, parent: String? = nil) -> RegisterUnits.Row {
        RegisterUnits.Row(
            unit: OrganisationUnit(id: OrganisationUnit.ID(0), code: code, name: name, kind: .department), parentCode: parent, aliases: [])
    }

    @Test("A unit that a document brought gets its code and keeps its documents", arguments: Engine.available)
    func imported(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await installation.publish([DisclosureRecord(title: "甲", issuer: "省民政厅", body: "正文")], in: county)
            let outcome = try await RegisterUnits(installation).run([row("smzt", "省民政厅")], site: county.id, actor: "test")
            #expect(outcome.added == 0 && outcome.changed == 1)
            let (unit, count) = try await installation.store.read { transaction in
                let unit = try UnitRegister(transaction, site: county.id).find(code: "smzt")
                return (unit, try DisclosureQueries(transaction, site: county.id).count(DisclosureQueries.Filter(unit: unit?.id), cap: 9))
            }
            #expect(unit?.isImported == false && count == 1)
        }
    }

    @Test("A new parent is a change with its event; the same table again is none", arguments: Engine.available)
    func parents(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            let register = RegisterUnits(installation)
            _ = try await register.run([row("a", "甲局"), row("b", "乙中心")], site: county.id, actor: "test")
            let second = try await register.run([row("a", "甲局"), row("b", "乙中心", parent: "a")], site: county.id, actor: "test")
            #expect(second.added == 0 && second.changed == 1)
            let third = try await register.run([row("a", "甲局"), row("b", "乙中心", parent: "a")], site: county.id, actor: "test")
            #expect(third.added == 0 && third.changed == 0)
            let events = try await installation.store.read { try $0.count("SELECT COUNT(*) AS n FROM event WHERE subject_kind = 'unit'") }
            #expect(events == 3)
        }
    }
}
