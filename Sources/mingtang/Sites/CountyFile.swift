import Domain
import FoundationEssentials
import Interchange

/// A county's description of itself: what the site's frame shows, and the texts it writes.
struct CountyFile {
    let county: County
    /// By name: `introduction`, `guide`, `rules`, `reports`, `requests`, `readingPlaces`, `accessibility`.
    let texts: [String: DocumentBody]
    let catalogue: Catalogue?

    struct Catalogue: Decodable {
        struct Version: Decodable {
            let folder: String
            let title: String
            let effective: String?
            let reason: String?
        }

        let guideTitle: String?
        let versions: [Version]?
    }

    private struct Content: Decodable {
        struct Section: Decodable {
            let heading: String
            let paragraphs: [String]
        }

        struct Guide: Decodable {
            let introduction: String?
            let updated: String?
            let sections: [Section]?
        }

        struct Rule: Decodable {
            let title: String
            let number: String?
            let date: String?
            let summary: String?
        }

        struct Report: Decodable {
            let year: Int
            let title: String
            let published: String?
            let note: String?
        }

        struct Channels: Decodable { let onSite, post, online, phone: String? }
        struct Place: Decodable { let name, address, hours, phone: String? }
        struct Accessibility: Decodable { let contact, phone, email, statement: String? }

        let name: String
        let placeName: String?
        let hosts: [String]?
        let siteCode, areaCode, sponsor, operatorName, phone, icpNumber, policeNumber, introduction: String?
        let emblemAddress, faultReportAddress, yearlyReportAddress, servicesAddress: String?
        let guide: Guide?
        let systems: [Rule]?
        let annualReports: [Report]?
        let requestChannels: Channels?
        let readingPlaces: [Place]?
        let accessibility: Accessibility?
        let catalogue: Catalogue?
    }

    private static let largest = 4 * 1_048_576

    /// - Throws: `UnreadableFile`, with what is wrong.
    init(path: String) throws {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {  // the reason is always the path or the permission
            throw UnreadableFile("无法打开文件 \(path)，请检查路径和读取权限。")
        }
        guard data.count <= Self.largest else { throw UnreadableFile("文件 \(path) 超过 4 MiB，不像站点文件。") }
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: data)
        } catch let error as DecodingError {
            throw UnreadableFile("站点文件 \(path) 读不了：\(Self.words(error))")
        }
        let name = Folding.trimmed(content.name)
        guard !name.isEmpty else { throw UnreadableFile("站点文件 \(path) 的 name 是空的，请填写站点名称。") }
        county = County(
            id: County.ID(0), name: name, placeName: content.placeName ?? "", hosts: (content.hosts ?? []).map { $0.lowercased() },
            siteCode: content.siteCode ?? "", areaCode: content.areaCode ?? "", sponsor: content.sponsor ?? "",
            operatorName: content.operatorName ?? "", phone: content.phone ?? "", icpNumber: content.icpNumber ?? "",
            policeNumber: content.policeNumber ?? "", emblemAddress: try Self.address(content.emblemAddress, "emblemAddress", path),
            faultReportAddress: try Self.address(content.faultReportAddress, "faultReportAddress", path),
            yearlyReportAddress: try Self.address(content.yearlyReportAddress, "yearlyReportAddress", path),
            servicesAddress: try Self.address(content.servicesAddress, "servicesAddress", path))
        catalogue = content.catalogue
        texts = Self.plainTexts(content).filter { !$0.value.isEmpty }.mapValues { PlainTextBody($0).body }
    }

    /// Of another site, or a path of this one.
    private static func address(_ text: String?, _ field: String, _ path: String) throws -> String {
        let text = Folding.trimmed(text ?? "")
        let isWhole = ["https://", "http://", "/"].contains { text.hasPrefix($0) } && !text.hasPrefix("//")
        let isPlain = text.utf8.count <= 1_000 && !text.utf8.contains { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
        guard text.isEmpty || isWhole && isPlain else {
            throw UnreadableFile("站点文件 \(path) 的 \(field) 应是 https:// 开头的网址，或者本站以 / 开头的路径。")
        }
        return text
    }

    /// The texts in the plain form that `PlainTextBody` reads: `##` before a heading, `|` between cells.
    private static func plainTexts(_ content: Content) -> [String: String] {
        var texts: [String: String] = [:]
        if let guide = content.guide {
            let sections = (guide.sections ?? []).flatMap { ["## \($0.heading)"] + $0.paragraphs }
            texts["guide"] = ([guide.introduction].compactMap { $0 } + sections).joined(separator: "\n\n")
        }
        if let rules = content.systems {
            texts["rules"] = table(["名称", "文号", "日期", "主要内容"], rules.map { [$0.title, $0.number, $0.date, $0.summary] })
        }
        if let reports = content.annualReports {
            texts["reports"] = table(["年度", "名称", "发布日期", "说明"], reports.map { [String($0.year), $0.title, $0.published, $0.note] })
        }
        if let channels = content.requestChannels {
            let named = [("当面提交", channels.onSite), ("邮寄", channels.post), ("网上提交", channels.online), ("咨询电话", channels.phone)]
            texts["requests"] = named.compactMap { name, words in words.map { "- \(name)：\($0)" } }.joined(separator: "\n")
        }
        if let places = content.readingPlaces {
            texts["readingPlaces"] = table(["场所", "地址", "开放时间", "电话"], places.map { [$0.name, $0.address, $0.hours, $0.phone] })
        }
        if let access = content.accessibility {
            let contact = [("联系单位", access.contact), ("电话", access.phone), ("电子邮箱", access.email)]
            let lines = contact.compactMap { name, words in words.map { "- \(name)：\($0)" } }
            texts["accessibility"] = ([access.statement].compactMap { $0 } + lines).joined(separator: "\n")
        }
        return texts
    }

    private static func table(_ headings: [String], _ rows: [[String?]]) -> String {
        guard !rows.isEmpty else { return "" }
        let lines = [headings, headings.map { _ in "---" }] + rows.map { $0.map { $0 ?? "" } }
        return lines.map { "| \($0.map { $0.replacing("|", with: "｜").replacing("\n", with: " ") }.joined(separator: " | ")) |" }.joined(
            separator: "\n")
    }

    private static func words(_ error: DecodingError) -> String {
        func place(_ context: DecodingError.Context) -> String { context.codingPath.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, let context):
            return "缺少字段 \((context.codingPath.map(\.stringValue) + [key.stringValue]).joined(separator: "."))。"
        case .typeMismatch(_, let context), .valueNotFound(_, let context): return "字段 \(place(context)) 的类型不对，应与示例 county.json 相同。"
        case .dataCorrupted: return "不是正确的 JSON，请检查引号、逗号和括号。"
        @unknown default: return "不是正确的 JSON，请检查引号、逗号和括号。"
        }
    }
}
