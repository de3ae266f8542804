import Domain
import Operations
import Pages
import Persistence
import Registers

/// What a search found, before it is dressed as a page, a feed or JSON.
struct SearchFindings: Sendable {
    var hits: [SearchQueries.Hit] = []
    var total = SearchQueries.Count(number: 0, isCapped: false)
    /// Where the next page begins.
    var next: String?
}

extension PublicPages {
    private static let pageLength = 20
    private static let entryPageLength = 50
    /// No page lies farther down than this.
    private static let mostSkipped: Int64 = 100_000
    private static let examples = ["征地补偿", "最低生活保障", "部门预算", "义务教育招生", "行政处罚", "农村危房改造", "公共文化", "政府信息公开指南", "环境保护"]

    /// Documents for a query.
    func searchHits(_ query: SearchQuery, limit: Int) async throws -> SearchFindings {
        let terms = SearchTerms(query.text)
        guard !terms.isEmpty else { return SearchFindings() }
        let narrowing = try await narrowing(query)
        let scope = portal.searchScope(county)
        return try await installation.searchStore.read { transaction in
            let queries = SearchQueries(transaction, site: scope)
            var findings = SearchFindings()
            findings.total = try queries.count(terms, narrowing)
            switch query.sort {
            case .newest:
                let before = try query.after.map { try Self.cursor($0, "n") }
                let found = try queries.newest(terms, narrowing, before: before, limit: limit + 1)
                findings.hits = Array(found.prefix(limit))
                if found.count > limit, let last = findings.hits.last { findings.next = "n\(last.position)" }
            case .relevance:
                let skip = Int(try query.after.map { try Self.cursor($0, "r", most: Self.mostSkipped) } ?? 0)
                let found = try queries.best(terms, narrowing, skip: skip, limit: limit + 1)
                findings.hits = Array(found.prefix(limit))
                if found.count > limit { findings.next = "r\(skip + limit)" }
            }
            return findings
        }
    }

    private static func cursor(_ text: String, _ mark: Character, most: Int64 = .max) throws -> Int64 {
        guard text.first == mark, let number = Int64(text.dropFirst()), (0...most).contains(number) else {
            throw QueryRefusal(parameter: "after", value: text)
        }
        return number
    }

    private func narrowing(_ query: SearchQuery) async throws -> SearchQueries.Narrowing {
        guard query.unit != nil || query.domain != nil || query.year != nil else { return SearchQueries.Narrowing() }
        return try await read { view in
            var narrowing = SearchQueries.Narrowing(year: query.year)
            if let code = query.unit {
                guard let unit = try view.unitRegister.find(code: code) else { throw QueryRefusal(parameter: "unit", value: code) }
                narrowing.unit = unit.id
            }
            if let code = query.domain {
                guard let domain = try? view.domain(code) else { throw QueryRefusal(parameter: "domain", value: code) }
                narrowing.domain = domain.code
            }
            return narrowing
        }
    }

    func search(_ query: SearchQuery) async throws -> Answer {
        let terms = SearchTerms(query.text)
        guard !terms.isEmpty else {
            let page = SearchPage(
                query: query, hits: [], total: Total(0), units: [], domains: [], years: [], kinds: [], suggestions: [],
                exampleQueries: try await exampleQueries())
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
        let isFirst = query.after == nil
        // Items and units carry no year: asked for one, they are left out.
        let wantsDocuments = query.kind == nil || query.kind == .document
        var documentQuery = query
        if !wantsDocuments { documentQuery.after = nil }
        var findings = try await searchHits(documentQuery, limit: Self.pageLength)
        let documentTotal = findings.total
        if !wantsDocuments { findings = SearchFindings() }
        let items = try await entries(query, .item, mostBeside: 3)
        let units = try await entries(query, .unit, mostBeside: 2)
        let answers = try await entries(query, .answer, mostBeside: 2)
        let letters = try await entries(query, .message, mostBeside: 2)
        if let next = items.next ?? units.next ?? answers.next ?? letters.next { findings.next = next }
        var hits: [SearchPage.Hit] = []
        // Among all kinds, a unit or item stands before the documents only when its name is what was looked for.
        if query.kind == .unit {
            hits += units.hits
        } else if query.kind == nil && isFirst {
            hits += units.hits.filter { !$0.title.marks.isEmpty }
        }
        if query.kind == .item {
            hits += items.hits
        } else if query.kind == nil && isFirst {
            hits += items.hits.filter { !$0.title.marks.isEmpty }
        }
        // An answer to a question is what somebody who asks in words looks for, so these stand before the documents as well.
        for found in [answers, letters] where isFirst && query.kind == nil { hits += found.hits.filter { !$0.title.marks.isEmpty } }
        if query.kind == .answer { hits += answers.hits }
        if query.kind == .message { hits += letters.hits }
        if wantsDocuments { hits += try await documentHits(findings.hits, terms) }
        let total =
            switch query.kind {
            case .document: Total(documentTotal.number, isCapped: documentTotal.isCapped)
            case .item: Total(items.total)
            case .unit: Total(units.total)
            case .answer: Total(answers.total)
            case .message: Total(letters.total)
            case nil:
                Total(
                    documentTotal.number + items.total + units.total + answers.total + letters.total, isCapped: documentTotal.isCapped)
            }
        let options = try await options(query, terms)
        let page = SearchPage(
            query: query, hits: hits, total: total, next: findings.next, units: options.units, domains: options.domains,
            years: options.years,
            kinds: [
                FilterOption(value: SearchQuery.Kind.document.rawValue, label: "文件", count: documentTotal.number),
                FilterOption(value: SearchQuery.Kind.item.rawValue, label: "事项", count: items.total),
                FilterOption(value: SearchQuery.Kind.unit.rawValue, label: "单位", count: units.total),
                FilterOption(value: SearchQuery.Kind.answer.rawValue, label: "问答", count: answers.total),
                FilterOption(value: SearchQuery.Kind.message.rawValue, label: "留言", count: letters.total),
            ], suggestions: hits.isEmpty ? try await suggestions(terms) : [], exampleQueries: [])
        return Answer(body: page.render(in: frame), isCacheable: true)
    }

    private func documentHits(_ found: [SearchQueries.Hit], _ terms: SearchTerms) async throws -> [SearchPage.Hit] {
        let lines = try await read { view in try view.documents.lines(found.map(\.document)) }
        let byID = Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        return found.compactMap { hit in
            guard let line = byID[hit.document] else { return nil }
            let snippet = Snippet(of: hit.text, terms: terms)
            return SearchPage.Hit(
                target: .document(DisclosureLink(line)), title: MarkedText(line.title, marks: terms.ranges(in: line.title)),
                snippet: MarkedText(snippet.text, marks: snippet.marks))
        }
    }

    /// Items or units: a page of them when they are what is asked for, else the first few to stand beside the documents.
    private func entries(_ query: SearchQuery, _ kind: SearchQuery.Kind, mostBeside: Int) async throws -> (
        hits: [SearchPage.Hit], total: Int, next: String?
    ) {
        guard query.year == nil, kind == .item || query.domain == nil else { return ([], 0, nil) }
        let isAskedFor = query.kind == kind
        let skip = isAskedFor ? Int(try query.after.map { try Self.cursor($0, "e", most: Self.mostSkipped) } ?? 0) : 0
        let end = skip + (isAskedFor ? Self.entryPageLength : mostBeside)
        let terms = SearchTerms(query.text)
        let narrowing = try await narrowing(query)
        let scope = portal.searchScope(county)
        let found = try await installation.searchStore.read { transaction in
            try SearchQueries(transaction, site: scope).entries(
                terms, kind: kind.indexName, domain: narrowing.domain, unit: narrowing.unit, limit: end)
        }
        let today = installation.now().day
        let hits = try await read { view in
            let names = Dictionary(try view.dutyRegister.domains().map { ($0.code, DomainLink($0)) }, uniquingKeysWith: { $1 })
            return try found.hits.dropFirst(skip).compactMap { hit -> SearchPage.Hit? in
                func marked(_ text: String) -> MarkedText? {
                    let snippet = Snippet(of: text, terms: terms)
                    return text.isEmpty ? nil : MarkedText(snippet.text, marks: snippet.marks)
                }
                if kind == .item {
                    guard let item = try view.catalogue.appearances(of: CatalogueItem.ID(hit.subject)).last else { return nil }
                    let link = ItemLink(id: item.id, levels: item.entry.levels, domain: names[item.domain])
                    return SearchPage.Hit(
                        target: .item(link), title: MarkedText(link.name, marks: terms.ranges(in: link.name)),
                        snippet: marked(item.entry.inWords))
                }
                if let letter = try Self.letterHit(kind, hit, terms, view, on: today) { return letter }
                guard kind == .unit, let unit = try view.unitRegister.find(OrganisationUnit.ID(hit.subject)) else { return nil }
                return SearchPage.Hit(
                    target: .unit(UnitLink(unit)), title: MarkedText(unit.name, marks: terms.ranges(in: unit.name)),
                    snippet: marked(hit.text))
            }
        }
        let next = isAskedFor && end < found.total ? "e\(end)" : nil
        return (hits, found.total, next)
    }

    /// A public letter or an answer that holds; `nil` for what is neither, or no longer.
    private static func letterHit(
        _ kind: SearchQuery.Kind, _ hit: SearchQueries.EntryHit, _ terms: SearchTerms, _ view: SiteView, on today: Day
    ) throws -> SearchPage.Hit? {
        let snippet = Snippet(of: hit.text, terms: terms)
        let title = MarkedText(hit.title, marks: terms.ranges(in: hit.title))
        let text = MarkedText(snippet.text, marks: snippet.marks)
        switch kind {
        case .message:
            guard let letter = try view.messageQueries.published(Message.ID(hit.subject)),
                let unit = try view.unitRegister.find(letter.unit)
            else { return nil }
            return SearchPage.Hit(target: .message(id: letter.id, unit: UnitLink(unit)), title: title, snippet: text)
        case .answer:
            guard let answer = try view.baseAnswers.find(BaseAnswer.ID(hit.subject)), answer.isPublic(on: today),
                let unit = try view.unitRegister.find(answer.unit)
            else { return nil }
            return SearchPage.Hit(target: .answer(id: answer.id, unit: UnitLink(unit)), title: title, snippet: text)
        case .document, .item, .unit: return nil
        }
    }

    /// Filters with how many hits each leaves, where there are few enough hits to count; without counts otherwise.
    private func options(_ query: SearchQuery, _ terms: SearchTerms) async throws -> (
        units: [FilterOption], domains: [FilterOption], years: [FilterOption]
    ) {
        let narrowing = try await narrowing(query)
        let scope = portal.searchScope(county)
        let facets = try await installation.searchStore.read { try SearchQueries($0, site: scope).facets(terms, narrowing) }
        return try await read { view in
            func isShown(_ count: Int?) -> Bool { facets == nil || count != nil }
            let units = try view.unitRegister.all().compactMap { unit -> FilterOption? in
                let count = facets?.units[unit.id]
                return isShown(count) || unit.code == query.unit ? FilterOption(value: unit.code, label: unit.name, count: count) : nil
            }
            let domains = try view.dutyRegister.domains().compactMap { domain -> FilterOption? in
                let count = facets?.words[SearchQueries.facetWord(domain: domain.code)]
                return isShown(count) || domain.code == query.domain
                    ? FilterOption(value: domain.code, label: domain.name, count: count) : nil
            }
            let years = (try view.documents.years().map { Array($0.reversed()) } ?? []).compactMap { year -> FilterOption? in
                let count = facets?.words[SearchQueries.facetWord(year: year)]
                return isShown(count) || year == query.year ? FilterOption(value: String(year), label: "\(year)年", count: count) : nil
            }
            return (units, domains, years)
        }
    }

    /// Parts of a query without hits that do have some: each term alone, then ever shorter beginnings and ends of the longest.
    private func suggestions(_ terms: SearchTerms) async throws -> [String] {
        var candidates = terms.terms.count > 1 ? terms.terms : []
        let longest = Array((terms.terms.max { $0.unicodeScalars.count < $1.unicodeScalars.count } ?? "").unicodeScalars)
        for length in stride(from: longest.count - 1, through: 2, by: -1).prefix(10) {
            for part in [longest.prefix(length), longest.suffix(length)] {
                let text = String(String.UnicodeScalarView(part))
                if !candidates.contains(text) { candidates.append(text) }
            }
        }
        return try await found(candidates, most: 4)
    }

    func exampleQueries() async throws -> [String] { try await found(Self.examples, most: 5) }

    private func found(_ candidates: [String], most: Int) async throws -> [String] {
        let scope = portal.searchScope(county)
        return try await installation.searchStore.read { transaction in
            let queries = SearchQueries(transaction, site: scope)
            var found: [String] = []
            for candidate in candidates where found.count < most {
                if try !queries.newest(SearchTerms(candidate), limit: 1).isEmpty { found.append(candidate) }
            }
            return found
        }
    }
}

extension CatalogueEntry {
    /// What is to be public, on what basis and by whom, as one line of a result.
    fileprivate var inWords: String {
        [("内容：", elements), ("依据：", bases), ("主体：", subjects)].filter { !$0.1.isEmpty }
            .map { $0.0 + $0.1.joined(separator: "、") }.joined(separator: "。")
    }
}

extension SearchQuery.Kind {
    /// As the index names what is not a document.
    fileprivate var indexName: String {
        switch self {
        case .document, .item: "item"
        case .unit: "unit"
        case .message: "message"
        case .answer: "answer"
        }
    }
}
