import Domain
import Operations
import Pages
import Persistence
import Registers

extension SiteView {
    var messages: MessageRegister { MessageRegister(transaction, site: site) }
    var messageQueries: MessageQueries { MessageQueries(transaction, site: site) }
    var baseAnswers: AnswerRegister { AnswerRegister(transaction, site: site) }

    /// By identifier.
    func unitNames() throws -> [OrganisationUnit.ID: OrganisationUnit] {
        Dictionary(try unitRegister.all().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// When letters are due, with the calendar and the numbers that are in force.
    func messageClock() throws -> MessageClock { try messageQueries.clock() }

    fileprivate func unit(code: String?) throws -> OrganisationUnit.ID? {
        guard let code else { return nil }
        guard let unit = try unitRegister.find(code: code) else { throw QueryRefusal(parameter: "unit", value: code) }
        return unit.id
    }

    fileprivate func options(_ ids: Set<OrganisationUnit.ID>) throws -> [FilterOption] {
        try unitRegister.all().filter { ids.contains($0.id) }.map { FilterOption(value: $0.code, label: $0.name) }
    }
}

extension PublicPages {
    private static let pageLength = 20

    // MARK: 留言

    func messages(_ query: MessageQuery) async throws -> Answer {
        let isOnline = installation.vault != nil
        let after = try query.after.map(Self.place)
        return try await read { [frame] view in
            let unit = try view.unit(code: query.unit)
            let found = try view.messageQueries.published(
                unit: unit, kind: query.kind, words: query.words, after: after, limit: Self.pageLength + 1)
            let names = try view.unitNames()
            let shown = found.prefix(Self.pageLength)
            var next: MessageQuery?
            if found.count > Self.pageLength, let last = shown.last {
                next = query
                next?.after = "\(last.published.milliseconds)-\(last.id)"
            }
            let page = MessagesPage(
                query: query,
                lines: shown.map { letter in
                    MessagesPage.Line(
                        id: letter.id, title: letter.title, kind: letter.kind, unitName: names[letter.unit]?.name ?? "",
                        answeredOn: letter.answeredOn, answer: letter.answer.beginning(120))
                }, next: next, units: try view.options(try view.messageQueries.publishedUnits()), isOnline: isOnline)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    private static func place(_ text: String) throws -> (Instant, Message.ID) {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let time = Int64(parts[0]), time > 0, let id = Message.ID(text: String(parts[1])) else {
            throw QueryRefusal(parameter: "after", value: text)
        }
        return (Instant(milliseconds: time), id)
    }

    func message(_ id: Message.ID) async throws -> Answer {
        try await read { [frame] view in
            guard let letter = try view.messageQueries.published(id), let unit = try view.unitRegister.find(letter.unit) else {
                throw Refusal.notFound
            }
            let page = MessagePage(
                number: letter.number, kind: letter.kind, title: letter.title, name: letter.name, text: letter.text, answer: letter.answer,
                unit: UnitLink(unit), receivedOn: letter.receivedOn, answeredOn: letter.answeredOn, published: letter.published,
                rating: letter.rating)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    /// Counted to the end of yesterday, so that the page holds for the whole day.
    func messageStatistics() async throws -> Answer {
        let through = installation.now().day.adding(days: -1)
        return try await read { [frame] view in
            let clock = try view.messageClock()
            let first = Day(year: through.year, month: 1, day: 1) ?? through
            let figures = try view.messageFigures(from: first, through: through, clock)
            let ratings = try view.messageQueries.ratings(from: first, through: through)
            let page = MessageStatisticsPage(
                year: through.year, through: through, total: figures.total,
                lines: try view.unitRegister.all().compactMap { unit in
                    figures.units[unit.id].map { MessageStatisticsPage.Line(unit: UnitLink(unit), figures: $0) }
                }, ratings: Message.Rating.allCases.reversed().compactMap { rating in ratings[rating].map { (rating, $0) } },
                term: clock.terms(on: through).answer)
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    // MARK: 常见问题

    func answers(_ query: AnswerQuery) async throws -> Answer {
        let today = installation.now().day
        let after = try query.after.map { text in
            guard let id = BaseAnswer.ID(text: text) else { throw QueryRefusal(parameter: "after", value: text) }
            return id
        }
        return try await read { [frame] view in
            let found = try view.baseAnswers.published(
                on: today, unit: try view.unit(code: query.unit), words: query.words, after: after, limit: Self.pageLength + 1)
            let names = try view.unitNames()
            let shown = found.prefix(Self.pageLength)
            var next: AnswerQuery?
            if found.count > Self.pageLength, let last = shown.last {
                next = query
                next?.after = last.id.description
            }
            let page = AnswersPage(
                query: query,
                lines: shown.compactMap { answer in
                    answer.content.map {
                        AnswersPage.Line(
                            id: answer.id, question: $0.question, unitName: names[answer.unit]?.name ?? "", answer: $0.answer.beginning(120)
                        )
                    }
                }, next: next, units: try view.options(try view.baseAnswers.publishedUnits()))
            return Answer(body: page.render(in: frame), isCacheable: true)
        }
    }

    func answer(_ id: BaseAnswer.ID) async throws -> Answer {
        let today = installation.now().day
        return try await read { [frame] view in
            guard let answer = try view.baseAnswers.find(id), answer.isPublic(on: today), let content = answer.content,
                let unit = try view.unitRegister.find(answer.unit)
            else { throw Refusal.notFound }
            return Answer(
                body: AnswerPage(content: content, unit: UnitLink(unit), checked: answer.checked).render(in: frame), isCacheable: true)
        }
    }
}

extension SiteView {
    /// What came in and what became of it, for each unit and for all.
    func messageFigures(
        from first: Day, through last: Day, _ clock: MessageClock
    ) throws -> (total: MessageFigures, units: [OrganisationUnit.ID: MessageFigures]) {
        var (total, units) = (MessageFigures(), [OrganisationUnit.ID: MessageFigures]())
        for tally in try messageQueries.tallies(from: first, through: last) {
            func add(_ figures: inout MessageFigures) {
                figures.add(
                    tally.count, receivedOn: tally.receivedOn, closedOn: tally.closedOn, answeredOn: tally.answeredOn,
                    isNew: tally.receivedOn >= first, through: last, terms: clock.terms(on: tally.receivedOn), calendar: clock.calendar)
            }
            add(&total)
            add(&units[tally.unit, default: MessageFigures()])
        }
        return (total, units)
    }
}

extension String {
    /// So many Unicode scalars of it, on one line, with a mark where it goes on.
    func beginning(_ limit: Int) -> String {
        let line = unicodeScalars.map { $0 == "\n" || $0 == "\r" || $0 == "\t" ? " " : $0 }
        let text = String(String.UnicodeScalarView(line.prefix(limit)))
        return line.count > limit ? text + "…" : text
    }
}
