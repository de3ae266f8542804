import Domain
import Persistence
import Registers

// What the public takes part in, and what it is answered. Only what stands on the portal: no drafts, nothing about who wrote or signed up.

extension OpenDataset {
    private static let linesAtOnce = 200

    static let responses = OpenDataset(
        Dataset(
            "responses", title: "回应关切", summary: "公开的政务舆情回应，其中哪些是对不实信息的澄清。", keywords: ["政务舆情", "回应关切", "不实信息澄清"],
            rhythm: .continuous,
            columns: [
                .init("id", "文件标识"), .init("title", "标题"), .init("unit", "回应单位"), .init("kind", "类别：回应或者澄清"), .init("published", "公开时间"),
                .init("url", "网站上的路径"),
            ]), isLarge: true
    ) { source, before in
        let found = try PublicOpinionRegister(source.transaction, site: source.county.id).published(
            clarifications: false, before: before, limit: linesAtOnce)
        let lines = try DisclosureQueries(source.transaction, site: source.county.id).lines(found.map(\.id))
        let clarifies = Dictionary(found.map { ($0.id, $0.isClarification) }, uniquingKeysWith: { $1 })
        let rows = lines.map { line -> DatasetRow in
            [
                .text(line.id.description), .text(line.title), .text(line.unitName), .text(clarifies[line.id] == true ? "澄清" : "回应"),
                DatasetValue(line.published?.rfc3339), .text("/disclosures/\(line.id)"),
            ]
        }
        return DatasetBatch(rows: rows, next: found.count == linesAtOnce ? lines.last?.position : nil)
    }

    /// In the wording that was made public, without any name.
    static let letters = OpenDataset(
        Dataset(
            "letters", title: "留言和答复", summary: "写信人同意公开并且已经公开的留言和答复，文字与网页相同，不含写信人。留言和答复全文只在 JSON 中。",
            keywords: ["留言", "互动交流"],
            rhythm: .continuous,
            columns: [
                .init("id", "标识"), .init("number", "编号"), .init("kind", "类别"), .init("title", "标题"), .init("unit", "答复单位"),
                .init("receivedOn", "收到日期"), .init("answeredOn", "答复日期"), .init("published", "公开时间"), .init("rating", "写信人评价"),
                .init("text", "留言", isInTable: false), .init("answer", "答复", isInTable: false), .init("url", "网站上的路径"),
            ]), isLarge: true
    ) { source, after in
        let queries = MessageQueries(source.transaction, site: source.county.id)
        let found = try source.transaction.rows(
            """
            SELECT id FROM message WHERE site_id = \(source.county.id) AND published IS NOT NULL AND id > \(after ?? 0)
            ORDER BY id LIMIT \(linesAtOnce)
            """
        ) { row -> Message.ID in try row["id"] }
        let units = try unitNames(source)
        let rows = try found.compactMap { try queries.published($0) }.map { letter -> DatasetRow in
            [
                .text(letter.id.description), .text(letter.number), .text(letter.kind.name), .text(letter.title),
                DatasetValue(units[letter.unit]), .text(letter.receivedOn.description), .text(letter.answeredOn.description),
                .text(letter.published.rfc3339), DatasetValue(letter.rating?.name), .text(letter.text), .text(letter.answer),
                .text("/messages/\(letter.id)"),
            ]
        }
        return DatasetBatch(rows: rows, next: found.count == linesAtOnce ? found.last?.rawValue : nil)
    }

    static let gatherings = OpenDataset(
        Dataset(
            "gatherings", title: "听证会、会议列席和公众开放日", summary: "已经公告的听证会、会议列席和公众开放日：时间、地点、名额、议题，以及公告、名单、笔录或者纪要。不含报名人。",
            keywords: ["听证会", "会议列席", "公众开放日", "公众参与"], rhythm: .continuous,
            columns: [
                .init("id", "标识"), .init("kind", "类别"), .init("title", "名称"), .init("unit", "举办单位"), .init("day", "日期"),
                .init("time", "时间"), .init("place", "地点"), .init("seats", "名额"), .init("deadline", "报名截止日期"),
                .init("announcement", "公告的路径"), .init("list", "参加人员名单的路径"), .init("record", "笔录或者纪要的路径"),
                .init("agenda", "议题：名称或者不公开的理由", isInTable: false), .init("url", "网站上的路径"),
            ]), isLarge: true
    ) { source, before in
        let register = GatheringRegister(source.transaction, site: source.county.id)
        let found = try register.published(before: before.map { Gathering.ID($0) }, limit: linesAtOnce)
        let units = try unitNames(source)
        let figures = try FigureRegister(source.transaction, site: source.county.id).book()
        let calendar = try HolidayRegister(source.transaction).calendar()
        let rows = try found.map { gathering -> DatasetRow in
            let (plan, standing) = (gathering.plan, try register.standing(gathering, figures: figures, calendar: calendar))
            let announced = try ConsultationRegister(source.transaction, site: source.county.id).announced(standing.announcement)
            let agenda = (announced?.agenda(of: plan) ?? []).map { item in
                [
                    DatasetValue.Part("title", item.isOpen ? item.title : nil), DatasetValue.Part("kind", item.kind.name),
                    DatasetValue.Part("reason", item.isOpen ? nil : item.reason),
                ]
            }
            return [
                .text(gathering.id.description), .text(plan.kind.name), .text(plan.title), DatasetValue(units[gathering.unit]),
                .text(plan.day.description), .text(plan.time), .text(announced?.lines(of: plan.place) ?? ""),
                .list(plan.seats.map { "\($0.party.name) \($0.count)" }),
                .text(plan.deadline.description), DatasetValue(standing.announcement.map { "/disclosures/\($0.document)" }),
                DatasetValue(standing.list.map { "/disclosures/\($0.document)" }),
                DatasetValue(standing.record.map { "/disclosures/\($0.document)" }), .parts(agenda),
                .text("/participation/gatherings/\(gathering.id)"),
            ]
        }
        return DatasetBatch(rows: rows, next: found.count == linesAtOnce ? found.last?.id.rawValue : nil)
    }

    /// Of questionnaires whose results went through the gate. One at a time: each has up to a hundred thousand answers.
    static let questionnaireResults = OpenDataset(
        Dataset(
            "questionnaire-results", title: "问卷调查结果", summary: "已经公布结果的问卷调查，一个选项一行：选了多少份。文字回答只计份数。", keywords: ["问卷调查", "公众参与"],
            rhythm: .continuous,
            columns: [
                .init("questionnaire", "问卷的标识"), .init("title", "问卷"), .init("unit", "调查单位"), .init("closes", "截止日期"),
                .init("received", "收到答卷"), .init("number", "题号"), .init("question", "问题"), .init("kind", "题型"),
                .init("answered", "回答份数"), .init("option", "选项"), .init("count", "选择份数"), .init("results", "结果文件的路径"),
                .init("url", "网站上的路径"),
            ]), isLarge: true
    ) { source, before in
        let register = QuestionnaireRegister(source.transaction, site: source.county.id)
        guard let found = try register.published(before: before.map { Questionnaire.ID($0) }, limit: 1).first else {
            return DatasetBatch(rows: [], next: nil)
        }
        let next = found.id.rawValue
        guard let document = try register.standing(found).results?.document, source.today > found.plan.closes else {
            return DatasetBatch(rows: [], next: next)
        }
        let (results, unit) = (try register.results(of: found), try unitNames(source)[found.unit])
        let rows = results.parts.enumerated().flatMap { index, part -> [DatasetRow] in
            let lines: [QuestionnaireResults.Line?] = part.lines.isEmpty ? [nil] : part.lines.map(Optional.some)
            return lines.map { line -> DatasetRow in
                [
                    .text(found.id.description), .text(found.plan.title), DatasetValue(unit), .text(found.plan.closes.description),
                    .number(results.received), .number(index + 1), .text(part.question.title), .text(part.question.kind.name),
                    .number(part.answered), DatasetValue(line?.option), line.map { .number($0.count) } ?? .none,
                    .text("/disclosures/\(document)"), .text("/participation/questionnaires/\(found.id)"),
                ]
            }
        }
        return DatasetBatch(rows: rows, next: next)
    }
}
