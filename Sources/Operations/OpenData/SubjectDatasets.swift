import Domain
import Persistence
import Registers

// What the county says, asks and offers beside its documents: guides, answers, consultations, chains, results of ratings.

extension OpenDataset {
    static let guides = services(
        .guide,
        Dataset(
            "guides", title: "办事指南", summary: "现行的办事指南，每一项要素都与网页、打印版和大厅屏幕相同。", keywords: ["办事指南", "政务服务"], rhythm: .irregular,
            columns: serviceColumns), path: "/services")

    static let policies = services(
        .policy,
        Dataset(
            "policies", title: "涉企政策", summary: "现行的涉企政策兑现指南。", keywords: ["涉企政策", "惠企"], rhythm: .irregular, columns: serviceColumns),
        path: "/policies")

    private static let serviceColumns: [Dataset.Column] = [
        .init("id", "标识"), .init("code", "编码"), .init("name", "名称"), .init("unit", "单位"), .init("version", "版本"),
        .init("effective", "施行日期"),
        .init("published", "公开时间"), .init("document", "公开文件的路径"), .init("elements", "各项要素", isInTable: false), .init("url", "网站上的路径"),
    ]

    private static func services(_ kind: ServicePaper.Kind, _ dataset: Dataset, path: String) -> OpenDataset {
        OpenDataset(dataset) { source in
            let register = ServiceRegister(source.transaction, site: source.county.id)
            let (published, units) = (try register.published(kind), try unitNames(source))
            return try register.all(kind).compactMap { entry -> DatasetRow? in
                guard let current = published[entry.id]?.current(on: source.today) else { return nil }
                let content = current.version.content
                return [
                    .text(entry.id.description), .text(content.code), .text(content.name), DatasetValue(units[entry.unit]),
                    .number(current.version.number), DatasetValue(current.version.effective?.description),
                    .text(current.published.rfc3339), .text("/disclosures/\(current.disclosure)"),
                    .parts(
                        content.elements.filter { !$0.lines.isEmpty }.map {
                            [DatasetValue.Part("label", $0.label), DatasetValue.Part("text", $0.lines.joined(separator: "\n"))]
                        }), .text("\(path)/\(entry.id)"),
                ]
            }
        }
    }

    static let answers = OpenDataset(
        Dataset(
            "answers", title: "咨询答问", summary: "公众经常问的问题和现行有效的答复。", keywords: ["常见问题", "咨询"], rhythm: .continuous,
            columns: [
                .init("id", "标识"), .init("question", "问题"), .init("answer", "答复"), .init("unit", "答复单位"), .init("validUntil", "有效期至"),
                .init("checked", "最近核对时间"), .init("url", "网站上的路径"),
            ]), isLarge: true
    ) { source, after in
        let found = try AnswerRegister(source.transaction, site: source.county.id).published(
            on: source.today, after: after.map { BaseAnswer.ID($0) }, limit: batchSize)
        let units = try unitNames(source)
        let rows = found.compactMap { answer -> DatasetRow? in
            guard let content = answer.content else { return nil }
            return [
                .text(answer.id.description), .text(content.question), .text(content.answer), DatasetValue(units[answer.unit]),
                DatasetValue(content.validUntil?.description), DatasetValue(answer.checked?.rfc3339), .text("/answers/\(answer.id)"),
            ]
        }
        return DatasetBatch(rows: rows, next: found.count == batchSize ? found.last?.id.rawValue : nil)
    }

    static let consultations = OpenDataset(
        Dataset(
            "consultations", title: "意见征集", summary: "公开征求意见的事项、期限、收到意见的条数和采纳情况反馈。", keywords: ["征求意见", "公众参与"], rhythm: .continuous,
            columns: [
                .init("id", "标识"), .init("title", "事项"), .init("unit", "征集单位"), .init("opened", "公布日期"), .init("closes", "截止日期"),
                .init("opinions", "收到意见"), .init("announcement", "公告的路径"), .init("feedback", "采纳情况反馈的路径"), .init("final", "正式文件的路径"),
                .init("url", "网站上的路径"),
            ]), isLarge: true
    ) { source, before in
        let register = ConsultationRegister(source.transaction, site: source.county.id)
        let found = try register.published(before: before.map { Consultation.ID($0) }, limit: batchSize)
        let (units, opinions) = (try unitNames(source), OpinionRegister(source.transaction))
        let figures = try FigureRegister(source.transaction, site: source.county.id).book()
        let calendar = try HolidayRegister(source.transaction).calendar()
        let rows = try found.map { consultation -> DatasetRow in
            let standing = try register.standing(consultation, figures: figures, calendar: calendar)
            return [
                .text(consultation.id.description), .text(consultation.plan.title), DatasetValue(units[consultation.unit]),
                DatasetValue(standing.announcement?.day.description), DatasetValue(standing.closes?.description),
                .number(try opinions.count(of: consultation.id)), DatasetValue(standing.announcement.map { "/disclosures/\($0.document)" }),
                DatasetValue(standing.feedback.map { "/disclosures/\($0.document)" }),
                DatasetValue(consultation.final.map { "/disclosures/\($0)" }), .text("/participation/consultations/\(consultation.id)"),
            ]
        }
        return DatasetBatch(rows: rows, next: found.count == batchSize ? found.last?.id.rawValue : nil)
    }

    static let chains = OpenDataset(
        Dataset(
            "chains", title: "全链条", summary: "一件事从计划、征求意见、文件、解读到执行、结果、回应、废止的公开文件，一个文件一行。", keywords: ["全链条", "五公开"],
            rhythm: .continuous,
            columns: [
                .init("chain", "全链条的标识"), .init("title", "事项"), .init("stage", "环节"), .init("document", "文件的标识"),
                .init("documentTitle", "文件"),
                .init("published", "公开时间"), .init("url", "全链条的路径"),
            ]), isLarge: true
    ) { source, before in
        let found = try ChainRegister(source.transaction, site: source.county.id).published(
            before: before.map { PolicyChain.ID($0) }, limit: batchSize)
        let rows = try found.flatMap { chain -> [DatasetRow] in
            let view = try ChainView(chain, in: source.transaction, site: source.county.id)
            guard let title = view.publicTitle else { return [] }
            return view.publicEntries.map { entry in
                [
                    .text(chain.id.description), .text(title), .text(entry.stage.name), DatasetValue(entry.paper.disclosure?.description),
                    .text(entry.paper.title), DatasetValue(entry.paper.published?.rfc3339), .text("/chains/\(chain.id)"),
                ]
            }
        }
        return DatasetBatch(rows: rows, next: found.count == batchSize ? found.last?.id.rawValue : nil)
    }

    static let interpretations = OpenDataset(
        Dataset(
            "interpretations", title: "政策解读", summary: "公开的政策解读、形式、第一解读人和所解读的文件。", keywords: ["政策解读"], rhythm: .continuous,
            columns: [
                .init("id", "解读的标识"), .init("title", "解读"), .init("kind", "形式"), .init("unit", "单位"), .init("firstReader", "第一解读人"),
                .init("published", "公开时间"), .init("about", "所解读文件的标识"), .init("aboutTitle", "所解读的文件"), .init("url", "网站上的路径"),
            ])
    ) { source in
        let papers = PaperQueries(source.transaction, site: source.county.id)
        return try InterpretationQueries(source.transaction, site: source.county.id).published().map { reading in
            let about = try papers.find(reading.interpretation.about)
            // A document that is not public yet is not named.
            let open = about.flatMap { $0.disclosure == nil ? nil : $0 }
            return [
                DatasetValue(reading.disclosure?.description), .text(reading.title), .text(reading.interpretation.kind.name),
                .text(reading.unitName), .text(reading.interpretation.firstReader), DatasetValue(reading.published?.rfc3339),
                DatasetValue(open?.disclosure?.description), DatasetValue(open?.title),
                DatasetValue(reading.disclosure.map { "/disclosures/\($0)" }),
            ]
        }
    }

    static let ratings = OpenDataset(
        Dataset(
            "ratings", title: "服务评价结果", summary: "政务服务好差评最近十二个月的结果，按单位、事项、月份，截至前一天。只有数字。", keywords: ["好差评", "政务服务"], rhythm: .daily,
            columns: [
                .init("unit", "单位"), .init("matter", "事项"), .init("month", "月份"), .init("codes", "发出评价码"), .init("ratings", "评价"),
                .init("excluded", "核实后剔除"),
            ] + RatingLevel.allCases.map { .init("level\($0.rawValue)", $0.name) })
    ) { source in
        let last = source.today.adding(days: -1)
        let index = last.year * 12 + last.month - 12
        let first = Day(year: index / 12, month: index % 12 + 1, day: 1) ?? last
        let units = try unitNames(source)
        return try RatingRegister(source.transaction, site: source.county.id).results(from: first, through: last).map { result in
            [
                DatasetValue(units[result.unit]), .text(result.matter), .text(result.month), .number(result.tally.codes),
                .number(result.tally.total), .number(result.tally.excluded),
            ] + RatingLevel.allCases.map { .number(result.tally.levels[$0] ?? 0) }
        }
    }

    private static let batchSize = 200
}
