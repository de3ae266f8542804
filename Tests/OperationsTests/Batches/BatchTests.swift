import Domain
import Operations
import Persistence
import Registers
import TestSupport
import Testing

@Suite("A list is brought in, decided, published and undone as a whole") struct BatchTests {
    @Test("Each row becomes a draft of its own with its event, and does not stand among the other drafts", arguments: Engine.available)
    func bringIn(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let table = try BatchPlace.table(7)
            let id = try await place.prepare(table)
            let created = try await place.events(.draftCreated)
            #expect(created == 0)
            try await place.act(.bringIn, id, .editor, table: table)
            let tally = try await place.tally(id)
            #expect(tally.drafting == 7 && tally.total == 7)
            let job = try await place.job(id)
            #expect(job.act == .check && job.state == .finished && job.done == 7)
            let events = try await place.events(.draftCreated)
            #expect(events == 7)
            let (listed, rows) = try await place.installation.store.read { transaction in
                let queries = DraftQueries(transaction, site: place.county.id)
                return (
                    try queries.list(DraftQueries.Filter(), limit: 50),
                    try queries.list(DraftQueries.Filter(batch: id.rawValue), limit: 50)
                )
            }
            #expect(listed.isEmpty)
            #expect(rows.map(\.title).sorted().first == "第1食品店食品经营许可行政许可决定")
            #expect(Set(rows.map(\.number)).count == 7)
            let unchecked = try await place.count("SELECT COUNT(*) AS n FROM draft WHERE checked IS NULL")
            #expect(unchecked == 0)
        }
    }

    @Test("From the list to the public: one decision of each step and one event for each row", arguments: Engine.available)
    func wholeWay(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let id = try await place.approved(try BatchPlace.table(5))
            let before = try await place.search("食品经营许可")
            #expect(before == 0)
            let decisions = try await place.count("SELECT COUNT(*) AS n FROM decision WHERE verdict = 'approved' AND reason = '核对无误'")
            #expect(decisions == 15)
            let approvals = try await place.events(.stepApproved)
            #expect(approvals == 15)
            try await place.act(.publish, id, .editor)
            let published = try await place.events(.disclosurePublished)
            #expect(published == 5)
            let found = try await place.search("食品经营许可")
            #expect(found == 5)
            let state = try await place.entry(id).batch.state
            #expect(state == .published)
            let numbers = try await place.count("SELECT COUNT(DISTINCT index_number) AS n FROM disclosure")
            #expect(numbers == 5)
        }
    }

    @Test("Whoever drafted does not decide, nobody decides twice, and without the role nothing begins", arguments: Engine.available)
    func people(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let id = try await place.brought(try BatchPlace.table(3))
            try await place.act(.submit, id, .editor)
            await #expect(throws: GateRefusal([.needsRole(.reviewer)])) { try await place.act(.approve, id, .signer, step: 0) }
            let all = try await BatchPlace.person(9, [.reviewer, .secrecyReviewer], place.unit, place.installation, place.county.id)
            let editor = try place.editor
            let drafter = Staff(
                account: editor.account, name: editor.name,
                posts: [Post(id: Post.ID(77), unit: place.unit, role: .reviewer, name: "兼审核")])
            let begin = ActOnBatch(place.installation, county: place.county)
            await #expect(throws: GateRefusal([.draftedIt])) { try await begin.run(.approve, on: id, step: 0, by: drafter) }
            await #expect(throws: GateRefusal([.needsReason])) { try await begin.run(.returned, on: id, step: 0, by: all) }
            try await begin.run(.approve, on: id, reason: "同意", step: 0, by: all)
            try await place.runner(nil).run(id)
            await #expect(throws: GateRefusal([.decidedBefore])) { try await begin.run(.approve, on: id, step: 1, by: all) }
            await #expect(throws: BatchRefusal.nothingToDo) { try await begin.run(.approve, on: id, step: 0, by: all) }
            let tally = try await place.tally(id)
            #expect(tally.inReview == [1: 3])
        }
    }

    @Test("Somebody who loses their post before their act is carried out carries out nothing", arguments: Engine.available)
    func lostPost(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let id = try await place.brought(try BatchPlace.table(2))
            try await ActOnBatch(place.installation, county: place.county).run(.submit, on: id, by: try place.editor)
            let (post, now) = (try #require(try place.editor.posts.first?.id), place.installation.now())
            try await place.installation.store.write { try PostRegister($0, site: place.county.id).release(post, at: now) }
            try await place.runner(nil).run(id)
            let job = try await place.job(id)
            #expect(job.state == .stopped && job.done == 0)
            let submitted = try await place.events(.draftSubmitted)
            #expect(submitted == 0)
        }
    }

    @Test("Returned with one reason, the rows are with the editor again, each with its record", arguments: Engine.available)
    func returned(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let id = try await place.brought(try BatchPlace.table(3))
            try await place.act(.submit, id, .editor)
            try await place.act(.returned, id, .reviewer, reason: "缺少有效期", step: 0)
            let tally = try await place.tally(id)
            #expect(tally.drafting == 3)
            let records = try await place.count("SELECT COUNT(*) AS n FROM event WHERE verb = 'stepReturned' AND reason = '缺少有效期'")
            #expect(records == 3)
        }
    }

    @Test("A row that a rule refuses stays where it is; the others go on", arguments: Engine.available)
    func oneRefused(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let id = try await place.brought(try BatchPlace.table(4))
            let site = place.county.id
            let draft = try #require(
                try await place.installation.store.read {
                    try BatchRegister($0, site: site).drafts(of: id, states: ["drafting"], step: nil, after: 0, limit: 1).first
                })
            _ = try await SaveDraft(place.installation, county: place.county).run(draft, version: 1, by: try place.editor) { $0.title = "" }
            try await place.act(.submit, id, .editor)
            let job = try await place.job(id)
            #expect(job.done == 4 && job.refused == 1)
            let tally = try await place.tally(id)
            #expect(tally.drafting == 1 && tally.inReview == [0: 3])
            let state = try await place.entry(id).batch.state
            #expect(state == .drafting)
        }
    }

    @Test("Undone before publication, every row is discarded; a preview given up leaves no draft", arguments: Engine.available)
    func undoBefore(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let id = try await place.brought(try BatchPlace.table(3))
            try await place.act(.undo, id, .editor, reason: "选错事项")
            let tally = try await place.tally(id)
            #expect(tally.discarded == 3 && tally.open == 0)
            let (discarded, undone) = (try await place.events(.draftDiscarded), try await place.events(.batchUndone))
            #expect(discarded == 3 && undone == 1)
            await #expect(throws: BatchRefusal.nothingToDo) { try await place.act(.undo, id, .editor) }
            let table = try BatchPlace.table(3)
            let other = try await place.prepare(table)
            let file = try await place.preparing.remove(other, version: 1, by: try place.editor)
            #expect(file == "f")
            let drafts = try await place.tally(other).total
            #expect(drafts == 0)
        }
    }

    @Test("Undone after publication, each is withdrawn with a notice and the obligation is open again", arguments: Engine.available)
    func undoAfter(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let id = try await place.approved(try BatchPlace.table(3))
            try await place.act(.publish, id, .editor)
            let open: Query = "SELECT COUNT(*) AS n FROM obligation WHERE state = 'open'"
            let fulfilled = try await place.count(open)
            #expect(fulfilled == 0)
            await #expect(throws: GateRefusal([.needsRole(.signer)])) {
                try await place.act(.undo, id, .editor, reason: "数据有误", ground: .publishedInError)
            }
            await #expect(throws: GateRefusal([.needsReason, .noWithdrawalGround])) { try await place.act(.undo, id, .signer) }
            try await place.act(.undo, id, .signer, reason: "数据有误", ground: .publishedInError)
            let (stones, documents) = (
                try await place.count("SELECT COUNT(*) AS n FROM tombstone WHERE reason = '数据有误'"),
                try await place.count("SELECT COUNT(*) AS n FROM disclosure")
            )
            #expect(stones == 3 && documents == 0)
            let withdrawn = try await place.events(.disclosureWithdrawn)
            #expect(withdrawn == 3)
            let reopened = try await place.count(open)
            #expect(reopened == 1)
            let found = try await place.search("食品经营许可")
            #expect(found == 0)
            let state = try await place.entry(id).batch.state
            #expect(state == .undone)
        }
    }

    @Test("An import that was broken off goes on where it stopped: no row twice, none missing", arguments: Engine.available)
    func resume(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let table = try BatchPlace.table(1203)
            let id = try await place.prepare(table)
            try await ActOnBatch(place.installation, county: place.county).run(.bringIn, on: id, by: try place.editor)
            try await place.runner(table).run(id, parts: 1)
            let first = try await place.tally(id).total
            #expect(first > 0 && first < 1203)
            await #expect(throws: BatchRefusal.isWorking) { try await place.act(.submit, id, .editor) }
            try await place.runner(table).runAll()
            let (tally, titles) = (
                try await place.tally(id), try await place.count("SELECT COUNT(DISTINCT title) AS n FROM draft")
            )
            #expect(tally.drafting == 1203 && titles == 1203)
            let imported = try await place.events(.batchImported)
            #expect(imported == 1)
        }
    }

    @Test("An import without its file stops, goes on when the file is there, and can be undone half-way", arguments: Engine.available)
    func fileGone(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let table = try BatchPlace.table(700)
            let id = try await place.prepare(table)
            let begin = ActOnBatch(place.installation, county: place.county)
            try await begin.run(.bringIn, on: id, by: try place.editor)
            try await place.runner(table).run(id, parts: 1)
            try await place.runner(nil).run(id)
            let stopped = try await place.job(id).state
            #expect(stopped == .stopped)
            try await begin.run(.bringIn, on: id, by: try place.editor)
            try await place.runner(table).run(id, parts: 1)
            try await begin.run(.undo, on: id, reason: "重来", by: try place.editor)
            try await place.runner(table).run(id)
            let tally = try await place.tally(id)
            #expect(tally.open == 0 && tally.discarded > 0)
        }
    }

    @Test("Elements that no column is named after must be answered before anything is brought in", arguments: Engine.available)
    func elements(_ engine: Engine) async throws {
        try await BatchPlace.with(engine, elements: ["许可内容", "救济渠道"]) { place in
            let table = try BatchPlace.table(2)
            let id = try await place.prepare(table)
            await #expect(throws: BatchRefusal.elementsMissing(["救济渠道"])) { try await place.act(.bringIn, id, .editor, table: table) }
            var mapping = BatchPlace.mapping(table)
            mapping.elementNote = "见许可决定书原件"
            try await place.preparing.change(id, version: 1, to: mapping, table: table, by: try place.editor)
            await #expect(throws: StoreError.stale(subject: "许可.xlsx")) {
                try await place.preparing.change(id, version: 1, to: mapping, table: table, by: try place.editor)
            }
            try await place.act(.bringIn, id, .editor, table: table)
            try await place.act(.submit, id, .editor)
            let waiting = try await place.tally(id).waiting
            #expect(waiting == 2)
        }
    }

    @Test("A number that another draft has already keeps its row out", arguments: Engine.available)
    func usedNumber(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            _ = try await place.brought(try BatchPlace.table(2))
            let table = try BatchPlace.table(3) { row, cells in cells[1] = "另一家\(row)" }
            let (preview, lines) = try await place.preparing.preview(
                table, mapping: BatchPlace.mapping(table), unit: place.unit, item: place.item, by: try place.editor)
            #expect(preview.ready == 1 && preview.problemCount == 2)
            #expect(String(decoding: lines, as: UTF8.self).contains("文号“明审许〔2026〕1号”已经用于《第1食品店食品经营许可行政许可决定》"))
        }
    }

    @Test("Only the unit's editor prepares a list, and only for an item of the unit", arguments: Engine.available)
    func wrongPlace(_ engine: Engine) async throws {
        try await BatchPlace.with(engine) { place in
            let table = try BatchPlace.table(1)
            let mapping = BatchPlace.mapping(table)
            await #expect(throws: GateRefusal([.needsRole(.editor)])) {
                _ = try await place.preparing.preview(
                    table, mapping: mapping, unit: place.unit, item: place.item, by: try place.staff(.signer))
            }
            await #expect(throws: BatchRefusal.unknownItem) {
                _ = try await place.preparing.preview(
                    table, mapping: mapping, unit: place.unit, item: CatalogueItem.ID(5), by: try place.editor)
            }
        }
    }
}
