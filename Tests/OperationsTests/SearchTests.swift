import Domain
import Foundation
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("Search finds exactly the documents that hold the words") struct SearchTests {
    static let records: [DisclosureRecord] = [
        DisclosureRecord(
            id: "a", title: "明川县征地补偿安置方案公告", number: "明政告[2026]3号", issuer: "明川县自然资源局", published: "2026-01-05 09:30",
            body: "征地补偿标准：每亩 42000 元。\n公示期七日。", domain: "征地补偿"),
        DisclosureRecord(
            id: "b", title: "最低生活保障标准", number: "明民发〔2025〕18号", issuer: "明川县民政局", published: "2025-06-01", body: "城乡低保标准提高。依据国办发〔2019〕54号。",
            domain: "社会救助"),
        DisclosureRecord(
            id: "c", title: "政府信息公开指南", issuer: "明川县人民政府办公室", published: "2024-03-01", body: "<b>公开</b>不是标签，“A&B”也不是。100% 公 开。", domain: nil
        ),
        DisclosureRecord(
            id: "d", title: "关于徵地補償的说明", issuer: "明川县自然资源局", published: "2026-02-01", body: "ＡＢＣ公司中标，电话 0900-5550100。𠮷祥村。", domain: "征地补偿"),
        DisclosureRecord(id: "e", title: "公", issuer: "明川县财政局", date: "2023-12-31", body: "开\n公\n开", domain: "财政预决算"),
    ]

    /// The oracle: a plain scan of the folded text, terms separated by white space.
    static func scan(_ query: String) -> Set<String> {
        let terms = Folding.fold(query).split(separator: " ").map(String.init)
        return Set(
            records.filter { record in
                let number = record.number.map { DocumentNumber(text: $0)?.text ?? $0 } ?? ""
                let text = Folding.fold([record.title ?? "", record.body ?? "", number].joined(separator: "\n"))
                return terms.allSatisfy { text.contains($0) }
            }.compactMap(\.title))
    }

    @Test("One character to long phrases, several terms, punctuation, both scripts, both widths", arguments: Engine.available)
    func exactness(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await installation.publish(Self.records, in: county)
            let queries = [
                "公", "开", "低", "公开", "征地", "征地补偿", "徵地補償", "补偿 公示", "低保标准提高", "abc公司", "ABC", "ＡＢＣ", "100%", "A&B", "\"", "“A", "<b>",
                "0900-5550100", "𠮷", "𠮷祥",
                "不存在的词", "开公", "国办发〔2019〕54号", "明政告〔2026〕3号", "公示期七日。", "说明 电话 中标", "*", "AND", "公开 OR", "(", "NEAR(公 开)", "：",
            ]
            for query in queries {
                let found = try await installation.searchStore.read { transaction in
                    let queries = SearchQueries(transaction, site: nil)
                    let terms = SearchTerms(query)
                    let newest = try queries.newest(terms, limit: 100)
                    let best = try queries.best(terms, limit: 100)
                    let count = try queries.count(terms)
                    #expect(newest.map(\.position) == newest.map(\.position).sorted(by: >), "newest first: \(query)")
                    #expect(Set(best.map(\.document)) == Set(newest.map(\.document)), "ranking loses nothing: \(query)")
                    #expect(count == SearchQueries.Count(number: newest.count, isCapped: false), "the count is right: \(query)")
                    return Set(newest.map(\.title))
                }
                #expect(found == Self.scan(query), "query: \(query)")
            }
        }
    }

    @Test(
        "A document number is found in every bracket it is typed in, and comes first",
        arguments: ["明政告[2026]3号", "明政告（2026）3号", "明政告〔2026〕第3号", "明政告【2026】3号"])
    func numbers(_ query: String) async throws {
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await installation.publish(Self.records, in: county)
            let first = try await installation.searchStore.read {
                try SearchQueries($0, site: nil).best(SearchTerms(query), limit: 5).first?.title
            }
            #expect(first == "明川县征地补偿安置方案公告")
        }
    }

    @Test(
        "A number is also found where a text quotes it in other brackets, and the document of that number stands before a thousand newer quotations"
    )
    func quotations() async throws {
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            let original = DisclosureRecord(id: "o", title: "关于政务公开的意见", number: "国办发〔2019〕54号", published: "2020-01-08", body: "正文")
            let quotations = (0..<1100).map {
                DisclosureRecord(id: "q\($0)", title: "引用\($0)", published: "2026-01-01", body: "根据国办发[2019]54号和国办发〔2019〕54号。")
            }
            _ = try await installation.publish([original] + quotations, in: county)
            let found = try await installation.searchStore.read { transaction in
                let queries = SearchQueries(transaction, site: nil)
                return (
                    try queries.best(SearchTerms("国办发[2019]54号"), limit: 1).first?.title,
                    try queries.count(SearchTerms("国办发[2019]54号")).number,
                    try queries.best(SearchTerms("关于政务公开的意见"), limit: 1).first?.title
                )
            }
            #expect(found.0 == "关于政务公开的意见" && found.1 == 1101 && found.2 == "关于政务公开的意见")
        }
    }

    @Test("Hits narrow to unit, domain and year, and to one site of several", arguments: Engine.available)
    func narrowing(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await installation.publish(Self.records, in: county)
            let other = try await installation.testCounty(name: "邻县人民政府", hosts: ["other.example"])
            _ = try await installation.publish(
                [DisclosureRecord(id: "z", title: "邻县公开", published: "2026-03-01", body: "公开征地")], in: other, fingerprint: "other")
            let unit = try await installation.store.read { try UnitRegister($0, site: county.id).find(named: "明川县民政局") }
            try await installation.searchStore.read { transaction in
                let all = SearchQueries(transaction, site: nil)
                let own = SearchQueries(transaction, site: county.id)
                let terms = SearchTerms("征地")
                let counts = (
                    everywhere: try all.count(terms).number, own: try own.count(terms).number,
                    domain: try own.count(terms, SearchQueries.Narrowing(domain: "07")).number,
                    year: try own.count(terms, SearchQueries.Narrowing(year: 2025)).number,
                    unit: try own.count(SearchTerms("标准"), SearchQueries.Narrowing(unit: unit)).number
                )
                #expect(counts == (3, 2, 2, 0, 1))
            }
        }
    }

    @Test("What changed or went away is no longer found; rebuilding changes nothing", arguments: Engine.available)
    func changes(_ engine: Engine) async throws {
        try await engine.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await installation.publish(Self.records, in: county)
            var changed = Self.records[1]
            changed.body = "特困人员供养标准。"
            let progress = try await installation.publish([changed], in: county, fingerprint: "second")
            #expect(progress.updated == 1 && progress.imported == 0)
            func count(_ query: String) async throws -> Int {
                try await installation.searchStore.read { try SearchQueries($0, site: nil).count(SearchTerms(query)).number }
            }
            let before = (try await count("低保"), try await count("特困"), try await count("公开"))
            #expect(before == (0, 1, 1))
            let rebuilt = try await RebuildSearch(installation).run { _ in }
            #expect(rebuilt == Self.records.count)
            let after = (try await count("低保"), try await count("特困"), try await count("公开"))
            #expect(after == before)
        }
    }

    @Test("A snippet shows the first place with the words marked where they stand")
    func snippet() {
        let text = String(repeating: "前文。", count: 40) + "本县征地补偿标准如下" + String(repeating: "后文。", count: 40)
        let snippet = Snippet(of: text, terms: SearchTerms("征地补偿"), length: 40)
        #expect(snippet.text.hasPrefix("…") && snippet.text.hasSuffix("…"))
        let scalars = Array(snippet.text.unicodeScalars)
        #expect(snippet.marks.map { String(String.UnicodeScalarView(scalars[$0])) } == ["征地补偿"])
    }
}

@Suite("Search agrees with a plain scan of real documents") struct CorpusSearchTests {
    static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../shared/data/corpus/documents.jsonl.gz")

    @Test("Every query over real documents finds what the scan finds", .enabled(if: FileManager.default.fileExists(atPath: corpus.path)))
    func realTexts() async throws {
        // Decompressed by the system's tool: reading the file is another target's matter.
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "gzip -dc '\(Self.corpus.path)' | head -n 1200 | tail -n 60"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try #require(try pipe.fileHandleForReading.readToEnd())
        let records = try data.split(separator: 10).map { try JSONDecoder().decode(DisclosureRecord.self, from: $0) }.filter {
            !($0.body ?? "").isEmpty
        }
        try #require(records.count > 40)
        try await Engine.sqlite.withInstallation { installation in
            let county = try await installation.testCounty()
            _ = try await installation.publish(records, in: county)
            let texts = records.map { Folding.fold("\($0.title ?? "")\n\($0.number ?? "")\n\($0.body ?? "")") }
            var generator = SystemRandomNumberGenerator()
            for length in [1, 1, 2, 2, 2, 3, 3, 4, 4, 6, 9] {
                let text = Array(texts.randomElement(using: &generator)?.split(separator: " ").max { $0.count < $1.count } ?? "")
                let start = Int.random(in: 0...max(0, text.count - length), using: &generator)
                let query = String(text[start..<min(text.count, start + length)])
                let count = try await installation.searchStore.read { try SearchQueries($0, site: nil).count(SearchTerms(query)).number }
                let expected = texts.count { text in Folding.fold(query).split(separator: " ").allSatisfy { text.contains($0) } }
                #expect(count == expected, "query: \(query)")
            }
        }
    }
}
