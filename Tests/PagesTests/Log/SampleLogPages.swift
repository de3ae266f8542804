import Domain
import Pages

extension Sample {
    static let logPages = [
        Rendered(
            name: "log", address: .log,
            page: LogPage(
                checkpoints: [
                    LogPage.Checkpoint(size: 12_345, time: instant(2026, 3, 20), root: String(repeating: "a1", count: 32)),
                    LogPage.Checkpoint(size: 12_000, time: instant(2026, 3, 19), root: String(repeating: "b2", count: 32)),
                ], checkpointCount: 61, eventCount: 12_350, signedCount: 12_345,
                key: "www.mingchuan.gov.cn/log+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                entries: [
                    LogPage.Entry(
                        link: LogEntryLink(sequence: 12_350, time: instant(2026, 3, 20, hour: 14)), sentence: "明川县民政局公开信息《<低保>公示》")
                ])),
        Rendered(
            name: "log-empty", address: .log,
            page: LogPage(checkpoints: [], checkpointCount: 0, eventCount: 1, signedCount: 0, key: nil, entries: [])),
        Rendered(
            name: "log-entry", address: .logEntry(123),
            page: LogEntryPage(
                link: LogEntryLink(sequence: 123, time: instant(2026, 3, 20, hour: 14)),
                sentence: LogWords(.disclosurePublished, unit: "明川县民政局", title: documents[0].title).sentence,
                subject: (documents[0].title, .disclosure(documents[0].id)),
                fields: [
                    LogEntryPage.Field("序号", "123"), LogEntryPage.Field("经办", "<b>何秀兰</b>（签发人）"),
                    LogEntryPage.Field("文件指纹", String(repeating: "c3", count: 32), isCode: true),
                ], leafHash: String(repeating: "d4", count: 32),
                proof: LogEntryPage.Proof(
                    size: 12_345, time: instant(2026, 3, 20), path: (0..<14).map { String(repeating: "e\($0 % 10)", count: 32) }),
                previous: 122, next: 124)),
        Rendered(
            name: "log-entry-internal", address: .logEntry(124),
            page: LogEntryPage(
                link: LogEntryLink(sequence: 124, time: instant(2026, 3, 20, hour: 15)), sentence: nil, fields: [], leafHash: nil,
                proof: nil)),
        Rendered(name: "document-logged", address: .disclosure(Identifier(901)), page: logged),
    ]

    private static var logged: DisclosurePage {
        DisclosurePage(
            disclosure: disclosure, unit: units[5], attachments: [], related: [],
            logEntry: LogEntryLink(sequence: 123, time: instant(2026, 3, 20, hour: 14)))
    }
}
