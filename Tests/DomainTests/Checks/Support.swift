import Domain

/// What the checks say about small documents, with one fixed today.
enum Checked {
    static var today: Day {
        get throws { try day("2026-03-20") }
    }

    struct NoSuchDay: Error {}

    static func day(_ text: String) throws -> Day {
        guard let day = Day(text: text) else { throw NoSuchDay() }
        return day
    }

    /// A document that no check has anything to say about, until it is changed.
    static func document(_ body: String..., title: String = "明川县人民政府关于加强秸秆禁烧工作的通知") throws -> Draft.Content {
        Draft.Content(
            title: title, made: try day("2026-03-18"), body: DocumentBody((body.isEmpty ? ["现将有关事项通知如下。"] : body).map { .paragraph($0) }))
    }

    static func findings(
        _ content: Draft.Content, change: (inout CheckContext) -> Void = { _ in }
    ) throws -> [Finding] {
        var context = CheckContext(today: try today)
        change(&context)
        return ContentChecks.findings(content, context: context)
    }

    static func checks(_ body: String...) throws -> [Check] {
        var content = try document()
        content.body = DocumentBody(body.map { .paragraph($0) })
        return try findings(content).map(\.check)
    }
}
