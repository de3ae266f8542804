import Domain
import Persistence
import Registers

extension OpenDataset {
    private static let batchLength = 500

    static let documents = OpenDataset(
        Dataset(
            "documents", title: "主动公开文件", summary: "本网站主动公开的全部文件：元数据、正文和附件清单。正文只在 JSON 中。",
            keywords: ["政府信息公开", "政策文件", "主动公开"], rhythm: .continuous,
            columns: [
                .init("id", "标识"), .init("title", "标题"), .init("number", "发文字号"), .init("indexNumber", "索引号"),
                .init("unitCode", "公开主体代码"), .init("unit", "公开主体"), .init("domain", "领域代码"), .init("item", "公开事项标识"),
                .init("theme", "主题分类"), .init("category", "体裁或者栏目"), .init("made", "成文日期"), .init("published", "发布时间"),
                .init("validity", "有效性"), .init("url", "网站上的路径"), .init("source", "最初发布的网址"),
                .init("files", "附件：名称、地址、字节数、SHA-256"), .init("body", "正文（纯文本，一段一行）", isInTable: false),
            ]), isLarge: true
    ) { source, place in
        let batch = try DocumentRows(source.transaction, site: source.county.id).batch(after: place, limit: batchLength)
        return DatasetBatch(rows: batch.documents.map(row), next: batch.next)
    }

    private static func row(_ document: DocumentRows.Document) -> DatasetRow {
        [
            .text(document.id.description), .text(document.title), DatasetValue(document.number), DatasetValue(document.indexNumber),
            .text(document.unitCode), .text(document.unitName), DatasetValue(document.domain), DatasetValue(document.item?.description),
            DatasetValue(document.theme), DatasetValue(document.category), DatasetValue(document.made?.description),
            DatasetValue(document.published?.rfc3339), .text(document.validity.rawValue), .text("/disclosures/\(document.id)"),
            DatasetValue(document.sourceAddress),
            .parts(
                document.files.map { file in
                    [
                        .init("name", file.name), .init("address", file.address), .init("bytes", file.bytes.map(String.init)),
                        .init("sha256", file.sha256),
                    ]
                }),
            .text(DocumentBody.plainText(stored: document.body)),
        ]
    }

    static let withdrawals = OpenDataset(
        Dataset(
            "withdrawals", title: "撤下说明", summary: "公开以后又撤下的文件：撤下的依据、原因和时间。不含文件内容。", keywords: ["撤下", "更正"], rhythm: .continuous,
            columns: [
                .init("id", "标识"), .init("title", "标题"), .init("unitCode", "公开主体代码"), .init("unit", "公开主体"), .init("ground", "撤下依据"),
                .init("reason", "原因"), .init("time", "撤下时间"),
            ]), isLarge: true
    ) { source, place in
        let batch = try DocumentRows(source.transaction, site: source.county.id).tombstones(after: place, limit: batchLength)
        let rows = batch.tombstones.map { stone, code, name -> DatasetRow in
            [
                .text(stone.disclosure.description), .text(stone.title), .text(code), .text(name), .text(stone.ground.rawValue),
                .text(stone.reason), .text(stone.time.rfc3339),
            ]
        }
        return DatasetBatch(rows: rows, next: batch.next)
    }

    static let annualReports = OpenDataset(
        Dataset(
            "annual-reports", title: "政府信息公开工作年度报告", summary: "各单位公布的政府信息公开工作年度报告及其地址。", keywords: ["年度报告"], rhythm: .yearly,
            columns: [
                .init("id", "文件标识"), .init("year", "年度"), .init("unitCode", "单位代码"), .init("unit", "单位"), .init("title", "标题"),
                .init("published", "发布时间"), .init("url", "网站上的路径"),
            ])
    ) { source in
        let filter = DisclosureQueries.Filter(category: AnnualReport.category)
        return try DisclosureQueries(source.transaction, site: source.county.id).newest(filter, limit: 5_000).map { line in
            let year = AnnualReport.year(title: line.title, published: line.published?.day ?? line.made)
            return [
                .text(line.id.description), year.map { .number($0) } ?? .none, .text(line.unitCode), .text(line.unitName),
                .text(line.title),
                DatasetValue(line.published?.rfc3339), .text("/disclosures/\(line.id)"),
            ]
        }
    }
}
